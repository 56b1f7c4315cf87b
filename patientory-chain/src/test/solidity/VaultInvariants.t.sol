// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {GranteeIds} from "contracts/GranteeIds.sol";
import {HospitalRegistry} from "contracts/HospitalRegistry.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @dev Owner, registrar, two hospitals and three accounts who do anything at any time. The book keeps, of every grant
/// that the owner gave and has not ended, the last second; what is not in the book must not be able to write.
contract VaultPeople {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint8 private constant SUBMIT = 2;
    FileVault private immutable vault;
    HospitalRegistry private immutable hospitals;
    address private immutable owner;
    address private immutable registrar;
    bytes32[2] private hospitalIds;
    address[5] private actors;
    bytes32[5] private ids;
    mapping(bytes32 id => uint256) private submitUntil;
    mapping(bytes32 id => mapping(bytes32 child => bool)) private forwardedTo;
    mapping(bytes32 id => bool) private suspended;
    uint256 public files;
    uint256 public refused;
    uint256 public unauthorised;
    uint256 private salt;

    constructor(FileVault v, HospitalRegistry h, address[2] memory who, bytes32[2] memory hs, address[2] memory writers) {
        (vault, hospitals, owner, registrar, hospitalIds) = (v, h, who[0], who[1], hs);
        actors = [writers[0], writers[1], address(0xA1), address(0xA2), address(0xA3)];
        ids = [hs[0], hs[1], GranteeIds.ofAccount(actors[2]), GranteeIds.ofAccount(actors[3]), 0];
        // The last account never gets anything.
        ids[4] = GranteeIds.ofAccount(actors[4]);
    }

    function grant(uint8 to, uint8 capabilities, uint32 duration) external {
        bytes32 id = ids[to % 4];
        capabilities = 1 + capabilities % 15;
        uint256 until = block.timestamp + 1 + duration % 30 days;
        vm.prank(owner);
        vault.grant(0, id, capabilities, 0, uint64(until));
        submitUntil[id] = capabilities & SUBMIT == 0 ? 0 : until;
        for (uint256 i = 0; i < 4; i++) {
            forwardedTo[ids[i]][id] = false;
            forwardedTo[id][ids[i]] = false;
        }
        vm.warp(block.timestamp + 1);
    }

    function forward(uint8 from, uint8 to, uint8 capabilities, uint32 duration) external {
        bytes32 child = ids[to % 4];
        capabilities = 1 + capabilities % 3;
        vm.prank(actors[from % 4]);
        try vault.forward(0, child, capabilities, uint64(block.timestamp + 1 + duration % 20 days)) {
            for (uint256 i = 0; i < 4; i++) forwardedTo[ids[i]][child] = false;
            submitUntil[child] = 0;
            forwardedTo[ids[from % 4]][child] = capabilities & SUBMIT != 0;
        } catch {}
    }

    function revoke(uint8 to) external {
        bytes32 id = ids[to % 4];
        vm.prank(owner);
        try vault.revoke(0, id) {} catch {}
        submitUntil[id] = 0;
        for (uint256 i = 0; i < 4; i++) {
            forwardedTo[ids[i]][id] = false;
            forwardedTo[id][ids[i]] = false;
        }
    }

    function revokeAll(uint8 seldom) external {
        if (seldom % 8 != 0) return;
        vm.prank(owner);
        vault.revokeAll();
        for (uint256 i = 0; i < 4; i++) submitUntil[ids[i]] = 0;
    }

    function suspend(uint8 which, bool end) external {
        bytes32 id = hospitalIds[which % 2];
        if (end != suspended[id]) return;
        vm.prank(registrar);
        if (end) hospitals.reinstateHospital(id);
        else hospitals.suspendHospital(id);
        suspended[id] = !end;
        if (!end) return;
        vm.prank(registrar);
        hospitals.addWriter(id, actors[which % 2]);
    }

    function wait(uint32 time) external {
        vm.warp(block.timestamp + time % 5 days);
    }

    function write(uint8 who, uint8 how) external {
        who = who % 5;
        bool may = mayWrite(ids[who]);
        bytes32 id = keccak256(abi.encode(salt++));
        bytes memory data = abi.encodeCall(vault.store, (id, id, id));
        if (how % 3 == 1) data = abi.encodeCall(vault.anchor, (id, 3, id));
        if (how % 3 == 2) {
            FileVault.NewFile[] memory list = new FileVault.NewFile[](1);
            list[0] = FileVault.NewFile(id, id, id);
            data = abi.encodeCall(vault.storeMany, (list));
        }
        vm.prank(actors[who]);
        (bool ok,) = address(vault).call(data);
        if (ok) files++;
        else refused++;
        if (ok && !may) unauthorised++;
    }

    function mayWrite(bytes32 id) private view returns (bool) {
        if (suspended[id]) return false;
        if (block.timestamp < submitUntil[id]) return true;
        for (uint256 i = 0; i < 4; i++) {
            if (!forwardedTo[ids[i]][id] || suspended[ids[i]]) continue;
            if (block.timestamp < submitUntil[ids[i]]) return true;
        }
        return false;
    }
}

/// @notice Nobody without a live grant can write, and nothing that people do moves the vault.
contract VaultInvariantsTest is Fixture {
    VaultPeople private people;

    function setUp() public override {
        super.setUp();
        bytes32 second = addHospital("second.example", address(0x52));
        people = new VaultPeople(vault, hospitals, [owner, registrar], [hospitalId, second], [writer, address(0x52)]);
        people.grant(0, 14, 20 days);
        people.grant(2, 1, 20 days);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(people);
    }

    function invariant_nobodyWithoutALiveGrant_writes() external view {
        vm.assertEq(people.unauthorised(), 0, "unauthorised writes");
        vm.assertEq(vault.owner(), owner, "owner");
        vm.assertEq(user.owner(), owner, "user's owner");
    }

    /// @dev The walk does write, and is refused: an invariant over nothing would hold as well.
    function test_people_ofTheWalk_writeAndAreRefused() external {
        people.write(0, 0);
        people.write(4, 0);
        vm.assertEq(people.files(), 1, "written");
        vm.assertEq(people.refused(), 1, "refused");
    }
}
