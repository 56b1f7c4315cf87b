// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {User} from "contracts/User.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice What a reader who has only the events knows: after any walk, as much as the contract.
contract RebuildVaultTest is Fixture {
    struct Known {
        bool alive;
        uint8 capabilities;
        uint64 notBefore;
        uint64 expiry;
        uint32 epoch;
        bytes32 by;
    }

    address private constant CLINICIAN = address(0xC11);
    bytes32[4] private scopes = [VAULT, FILE, keccak256("file 2"), keccak256("file 3")];
    bytes32[3] private grantees;
    mapping(bytes32 => mapping(bytes32 => Known)) private grants;
    mapping(bytes32 => bytes32) private contents;
    mapping(bytes32 => bytes32) private envelopes;
    mapping(bytes32 => bytes32) private successors;
    mapping(bytes32 => bool) private erased;
    mapping(bytes32 => bytes32) private anchoredBy;
    mapping(bytes32 => uint256) private anchored;
    uint64 private emergencyUntil;
    uint32 private emergencyEpoch;
    uint32 private epoch;
    bool private forbidden;
    FileVault private later;
    address private knownSuccessor;

    function setUp() public override {
        super.setUp();
        PatientRegistry another = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        later = registerIn(another, OWNER_KEY, address(vault));
        grantees = [hospitalId, id(doctor), id(stranger)];
        vm.prank(admin);
        hospitals.attestClinician(hospitalId, CLINICIAN, uint64(T0 + 366 days));
    }

    /// forge-config: default.fuzz.runs = 200
    function testFuzz_vault_fromItsEvents_isKnown(uint256 seed) external {
        vm.recordLogs();
        for (uint256 step = 0; step < 60; step++) {
            uint256 r = uint256(keccak256(abi.encode(seed, step)));
            vm.warp(block.timestamp + 1 + r % 100);
            walk((r >> 16) % 14, r >> 32);
        }
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; i++) if (logs[i].emitter == address(vault)) read(logs[i]);
        compare();
    }

    function walk(uint256 action, uint256 r) private {
        bytes32 scope = scopes[r % 4];
        bytes32 grantee = grantees[(r >> 8) % 3];
        bytes32 file = scopes[1 + (r >> 16) % 3];
        bytes32 content = bytes32(1 + (r >> 24) % 2);
        address by = owner;
        bytes memory data;
        if (action < 2) {
            data = abi.encodeCall(vault.grant, (scope, grantee, uint8(1 + (r >> 32) % 15), 0, uint64(block.timestamp + (r >> 40) % 900)));
        } else if (action < 4) {
            by = (r >> 48) % 2 == 0 ? writer : doctor;
            data = abi.encodeCall(vault.forward, (scope, grantee, uint8(1 + (r >> 32) % 3), uint64(block.timestamp + (r >> 40) % 500)));
        } else if (action == 4) {
            by = (r >> 48) % 2 == 0 ? owner : writer;
            data = abi.encodeCall(vault.revoke, (scope, grantee));
        } else if (action == 5) {
            data = (r >> 32) % 4 == 0 ? abi.encodeCall(vault.revokeAll, ()) : abi.encodeCall(vault.endEmergency, (id(CLINICIAN)));
        } else if (action == 6) {
            data = abi.encodeCall(vault.store, (file, content, content));
        } else if (action == 7) {
            data = abi.encodeCall(vault.storeVersion, (FileVault.NewFile(file, content, content), scopes[1 + (r >> 32) % 3]));
        } else if (action == 8) {
            data = abi.encodeCall(vault.setEnvelope, (file, content));
        } else if (action == 9) {
            data = (r >> 32) % 4 == 0 ? abi.encodeCall(vault.erase, (file)) : abi.encodeCall(vault.setBreakGlass, (r >> 36 & 1 == 1));
            if ((r >> 40) % 16 == 0) data = abi.encodeCall(vault.migrate, (address(later)));
        } else if (action < 12) {
            by = (r >> 48) % 2 == 0 ? owner : writer;
            data = abi.encodeCall(vault.anchor, (content, uint64(1 + (r >> 32) % 2), file));
        } else {
            by = CLINICIAN;
            data = abi.encodeCall(vault.breakGlass, (file, uint64(1 + (r >> 32) % 1000)));
        }
        vm.prank(by);
        (bool ok, bytes memory answer) = address(vault).call(data);
        // forge records the events of a call that was undone, a chain does not.
        if (!ok) undo(answer);
    }

    /// @dev Only stores emit before they can fail; their refusals after that are the only ones allowed here.
    function undo(bytes memory answer) private {
        if (bytes4(answer) != FileVault.FileNotFound.selector && bytes4(answer) != FileVault.AlreadySuperseded.selector
            && bytes4(answer) != FileVault.FileErased.selector && bytes4(answer) != FileVault.VaultMigrated.selector) return;
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 kept = logs.length;
        if (kept != 0 && logs[kept - 1].topics[0] == FileVault.FileStored.selector && !vault.exists(logs[kept - 1].topics[1])) kept--;
        for (uint256 i = 0; i < kept; i++) if (logs[i].emitter == address(vault)) read(logs[i]);
    }

    function read(Vm.Log memory log) private {
        bytes32 topic = log.topics[0];
        if (topic == FileVault.Granted.selector) {
            Known memory k;
            (k.capabilities, k.notBefore, k.expiry, k.epoch) = abi.decode(log.data, (uint8, uint64, uint64, uint32));
            (k.alive, k.by) = (true, log.topics[3]);
            grants[log.topics[1]][log.topics[2]] = k;
        } else if (topic == FileVault.Revoked.selector) {
            delete grants[log.topics[1]][log.topics[2]];
        } else if (topic == FileVault.AllRevoked.selector) {
            epoch = abi.decode(log.data, (uint32));
        } else if (topic == FileVault.FileStored.selector) {
            (contents[log.topics[1]],) = abi.decode(log.data, (bytes32, bytes32));
        } else if (topic == FileVault.EnvelopeSet.selector) {
            envelopes[log.topics[1]] = bytes32(log.data);
        } else if (topic == FileVault.FileSuperseded.selector) {
            successors[log.topics[1]] = log.topics[2];
        } else if (topic == FileVault.Erased.selector) {
            erased[log.topics[1]] = true;
            (contents[log.topics[1]], envelopes[log.topics[1]]) = (0, 0);
        } else if (topic == FileVault.Anchored.selector) {
            if (anchored[log.topics[1]] != 0) return;
            (anchored[log.topics[1]],) = abi.decode(log.data, (uint64, bytes32));
            anchoredBy[log.topics[1]] = log.topics[2];
        } else if (topic == FileVault.GlassBroken.selector) {
            (, emergencyUntil) = abi.decode(log.data, (bytes32, uint64));
            emergencyEpoch = epoch;
        } else if (topic == FileVault.EmergencyEnded.selector) {
            emergencyUntil = 0;
        } else if (topic == FileVault.BreakGlassPolicySet.selector) {
            forbidden = bytes32(log.data) == 0;
        } else if (topic == FileVault.Migrated.selector) {
            knownSuccessor = address(uint160(uint256(log.topics[1])));
        }
    }

    function compare() private view {
        for (uint256 s = 0; s < 4; s++) {
            for (uint256 g = 0; g < 3; g++) {
                Known memory k = grants[scopes[s]][grantees[g]];
                FileVault.GrantInfo memory found = vault.grantOf(scopes[s], grantees[g]);
                bytes memory known = abi.encode(k.capabilities, k.notBefore, k.expiry, k.epoch, k.by, k.alive && k.by != id(owner));
                vm.assertEq(keccak256(abi.encode(found)), keccak256(known), "grant");
            }
        }
        for (uint256 i = 1; i < 4; i++) {
            bytes32 f = scopes[i];
            vm.assertTrue(vault.exists(f) == (contents[f] != 0) && vault.isErased(f) == erased[f], "file");
            if (contents[f] != 0) vm.assertTrue(vault.isStored(f, contents[f], contents[f]), "content");
            vm.assertEq(vault.rewrappedEnvelope(f), envelopes[f], "envelope");
            vm.assertEq(vault.supersededBy(f), successors[f], "successor");
        }
        for (uint256 root = 1; root < 3; root++) {
            (bytes32 by, uint64 count) = vault.anchorOf(bytes32(root));
            vm.assertTrue(by == anchoredBy[bytes32(root)] && count == anchored[bytes32(root)], "anchor");
        }
        vm.assertTrue(vault.epoch() == epoch && vault.breakGlassAllowed() != forbidden, "epoch and policy");
        vm.assertEq(vault.successor(), knownSuccessor, "vault that continues this one");
        bool running = block.timestamp < emergencyUntil && emergencyEpoch == epoch && !forbidden;
        (, uint64 until) = vault.emergencyOf(id(CLINICIAN));
        vm.assertEq(until, running ? emergencyUntil : 0, "emergency");
    }
}

/// @notice The same for guardians: whoever counts voices knows which cancellation voids them.
contract RebuildRecoveryTest is Fixture {
    address[4] private guardians = [address(0x6001), address(0x6002), address(0x6003), address(0x6004)];
    address[3] private heirs = [address(0x7001), address(0x7002), address(0x7003)];
    address[] private chosen;
    uint8 private threshold;
    mapping(address => address) private voices;
    address private candidate;
    uint64 private executableAt;
    address private lastOwner;

    /// forge-config: default.fuzz.runs = 200
    function testFuzz_recovery_fromItsEvents_isKnown(uint256 seed) external {
        lastOwner = owner;
        for (uint256 step = 0; step < 60; step++) {
            uint256 r = uint256(keccak256(abi.encode(seed, step)));
            vm.warp(block.timestamp + r % 30 hours);
            vm.recordLogs();
            if (!walk((r >> 16) % 16, r >> 32)) continue;
            Vm.Log[] memory logs = vm.getRecordedLogs();
            for (uint256 i = 0; i < logs.length; i++) if (logs[i].emitter == address(user)) read(logs[i]);
            compare();
        }
    }

    function walk(uint256 action, uint256 r) private returns (bool ok) {
        bytes memory data = abi.encodeCall(user.supportRecovery, (heirs[(r >> 8) % 3]));
        address by = guardians[r % 4];
        if (action == 0 || chosen.length == 0) {
            uint256 n = 1 + (r >> 16) % 4;
            address[] memory list = new address[](n);
            for (uint256 i = 0; i < n; i++) list[i] = guardians[i];
            (by, data) = (lastOwner, abi.encodeCall(user.setGuardians, (list, uint8(n / 2 + 1))));
        } else if (action == 1) {
            (by, data) = (lastOwner, abi.encodeCall(user.cancelRecovery, ()));
        } else if (action < 5) {
            data = abi.encodeCall(user.withdrawSupport, ());
        } else if (action < 7) {
            (by, data) = (heirs[(r >> 8) % 3], abi.encodeCall(user.executeRecovery, ()));
        }
        vm.prank(by);
        (ok,) = address(user).call(data);
    }

    function count(address heir) private view returns (uint256 n) {
        for (uint256 i = 0; i < chosen.length; i++) if (voices[chosen[i]] == heir) n++;
    }

    function beginAnew() private {
        for (uint256 i = 0; i < 4; i++) voices[guardians[i]] = address(0);
        (candidate, executableAt) = (address(0), 0);
    }

    function read(Vm.Log memory log) private {
        bytes32 topic = log.topics[0];
        address named = log.topics.length > 1 ? address(uint160(uint256(log.topics[1]))) : address(0);
        if (topic == User.GuardiansSet.selector) {
            (chosen, threshold) = abi.decode(log.data, (address[], uint8));
            beginAnew();
        } else if (topic == User.RecoverySupported.selector) {
            voices[named] = address(uint160(uint256(log.topics[2])));
        } else if (topic == User.RecoveryScheduled.selector) {
            (candidate, executableAt) = (named, abi.decode(log.data, (uint64)));
        } else if (topic == User.RecoveryCancelled.selector) {
            bool fell = candidate != address(0) && count(candidate) < threshold;
            if (fell) (candidate, executableAt) = (address(0), 0);
            else beginAnew();
        } else if (topic == User.OwnerRecovered.selector) {
            lastOwner = address(uint160(uint256(log.topics[2])));
            beginAnew();
        }
    }

    function compare() private view {
        vm.assertEq(user.owner(), lastOwner, "owner");
        (address newOwner, uint64 at) = user.recovery();
        vm.assertTrue(newOwner == candidate && at == executableAt, "schedule");
        for (uint256 i = 0; i < 4; i++) vm.assertEq(user.supportedBy(guardians[i]), voices[guardians[i]], "voice");
        (address[] memory list, uint8 needed) = user.guardiansOf();
        vm.assertEq(keccak256(abi.encode(list, needed)), keccak256(abi.encode(chosen, threshold)), "guardians");
    }
}
