// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Fixture} from "./Fixture.sol";

/// @notice What the views say an account can do is what the vault lets it do, whatever was granted, forwarded, revoked, suspended or
/// broken before, also within one second.
contract AgreementTest is Fixture {
    bytes32 private constant SECOND = keccak256("second");
    bytes32[3] private scopes = [VAULT, FILE, SECOND];
    address[5] private accounts = [address(0xA1), address(0xA2), address(0xA3), address(0xA4), address(0xA5)];
    bytes32[6] private ids;
    bytes32 private other;

    function setUp() public override {
        super.setUp();
        other = addHospital("other.example", accounts[3]);
        ids = [id(accounts[0]), id(accounts[1]), id(accounts[2]), id(accounts[3]), hospitalId, other];
        vm.prank(owner);
        vault.store(FILE, BODY, ENVELOPE);
        vm.prank(owner);
        vault.store(SECOND, BODY, ENVELOPE);
    }

    function testFuzz_views_afterAnyWalk_sayWhatTheVaultDoes(uint256 seed) external {
        uint256 time = T0;
        for (uint256 i = 0; i < 30; i++) {
            uint256 r = uint256(keccak256(abi.encode(seed, i)));
            time += (r % 3) * (r >> 8) % 40;
            vm.warp(time);
            step(r >> 16, time);
            if (i % 5 == 4) compare();
        }
    }

    function step(uint256 r, uint256 time) private {
        uint256 action = r % 12;
        address account = accounts[(r >> 24) % 5];
        uint64 until = uint64(time + 1 + (r >> 40) % 200);
        if (action < 8) granting(action, r, account, until, uint64(time + (r >> 72) % 20));
        else if (action < 11) managing(action, r, account, ids[4 + (r >> 32) % 2]);
        else breaking(r, account, ids[4 + (r >> 32) % 2], until);
    }

    function granting(uint256 action, uint256 r, address account, uint64 until, uint64 from) private {
        (bytes32 scope, bytes32 grantee, uint8 bits) = (scopes[(r >> 8) % 3], ids[(r >> 16) % 6], uint8((r >> 64) % 16));
        bytes memory data = abi.encodeCall(vault.revoke, (scope, grantee));
        if (action < 4) data = abi.encodeCall(vault.grant, (scope, grantee, bits | FORWARD, from, until));
        else if (action < 7) data = abi.encodeCall(vault.forward, (scope, grantee, bits, until));
        else if ((r >> 90) % 8 == 0) data = abi.encodeCall(vault.revokeAll, ());
        attempt(action < 4 || (r >> 100) % 2 == 0 ? owner : account, address(vault), data);
        if (action > 3) attempt(account, address(vault), data);
    }

    function managing(uint256 action, uint256 r, address account, bytes32 hospital) private {
        if (action == 8) attempt(registrar, address(hospitals), abi.encodeCall(hospitals.suspendHospital, (hospital)));
        if (action == 9 || (r >> 90) % 2 == 0) {
            attempt(registrar, address(hospitals), abi.encodeCall(hospitals.reinstateHospital, (hospital)));
            attempt(admin, address(hospitals), abi.encodeCall(hospitals.addWriter, (hospital, account)));
        } else if (action == 10) {
            attempt(admin, address(hospitals), abi.encodeCall(hospitals.removeWriter, (hospital, account)));
        }
    }

    function breaking(uint256 r, address account, bytes32 hospital, uint64 until) private {
        attempt(admin, address(hospitals), abi.encodeCall(hospitals.attestClinician, (hospital, account, until)));
        attempt(account, address(vault), abi.encodeCall(vault.breakGlass, (BODY, 1 + uint64((r >> 100) % 100))));
    }

    function attempt(address by, address target, bytes memory data) private returns (bool ok) {
        vm.prank(by);
        (ok,) = target.call(data);
    }

    function compare() private {
        uint256 before = vm.snapshotState();
        for (uint256 a = 0; a < 5; a++) {
            for (uint256 s = 0; s < 3; s++) {
                uint8 can = vault.capabilitiesOfAccount(accounts[a], scopes[s]);
                agree(can & NOTIFY != 0, a, abi.encodeCall(vault.announce, (scopes[s], BODY)));
                if (s == 0) {
                    agree(can & SUBMIT != 0, a, abi.encodeCall(vault.anchor, (keccak256(abi.encode(a)), 1, BODY)));
                    continue;
                }
                agree(can & SUBMIT != 0, a, abi.encodeCall(vault.store, (scopes[s], BODY, ENVELOPE)));
                bytes32 logger = id(accounts[a]);
                bytes32 hospital = hospitals.hospitalOf(accounts[a]);
                bool refuses = hospital != 0 && vault.capabilitiesOf(hospital, scopes[s]) != 0;
                agree(can != 0, a, abi.encodeCall(vault.logAccess, (scopes[s], logger, "TREAT", 0)));
                agree(refuses, a, abi.encodeCall(vault.logRefusal, (scopes[s], logger, "NO_GRANT", 0)));
            }
        }
        vm.revertToState(before);
    }

    function agree(bool may, uint256 a, bytes memory data) private {
        vm.assertTrue(attempt(accounts[a], address(vault), data) == may, "view and vault");
    }
}
