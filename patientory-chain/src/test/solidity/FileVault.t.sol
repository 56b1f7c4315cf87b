// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Files, envelopes, audit trail and the life of a grant.
contract FileVaultTest is Fixture {
    bytes32 private constant OTHER = keccak256("other");

    function setUp() public override {
        super.setUp();
        grant(VAULT, hospitalId, SUBMIT, FOREVER);
    }

    function storeAs(address account, bytes32 fileId, bytes32 body, bytes32 envelope) private returns (bool) {
        vm.prank(account);
        return vault.store(fileId, body, envelope);
    }

    function refuse(bytes memory error) private {
        vm.expectRevert(error);
    }

    function missing(address account, bytes32 hospital, bytes32 scope, uint8 required)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSelector(FileVault.MissingCapability.selector, account, hospital, scope, required);
    }

    function test_store_newFile_isAnchoredWithAllThatFindsIt() external {
        vm.recordLogs();
        vm.assertTrue(storeAs(writer, FILE, BODY, ENVELOPE), "new");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertEq(logs[0].topics[0], FileVault.FileStored.selector, "event");
        vm.assertEq(logs[0].topics[1], FILE, "file");
        vm.assertEq(logs[0].topics[2], hospitalId, "submitter");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(BODY, ENVELOPE)), "digests");
        vm.assertTrue(vault.exists(FILE) && vault.isStored(FILE, BODY, ENVELOPE), "stored");
        vm.assertTrue(!vault.isStored(FILE, ENVELOPE, BODY) && !vault.exists(OTHER), "not stored");
    }

    function test_store_sameContentAgain_returnsQuietly() external {
        storeAs(writer, FILE, BODY, ENVELOPE);
        vm.prank(owner);
        vault.setEnvelope(FILE, OTHER);
        vm.recordLogs();
        vm.assertTrue(!storeAs(writer, FILE, BODY, ENVELOPE), "not new, also after a re-wrap");
        vm.assertEq(vm.getRecordedLogs().length, 0, "no event");
    }

    function test_store_otherContent_isRefused() external {
        storeAs(writer, FILE, BODY, ENVELOPE);
        bytes memory error = abi.encodeWithSelector(FileVault.FileExists.selector, FILE);
        refuse(error);
        storeAs(writer, FILE, OTHER, ENVELOPE);
        refuse(error);
        storeAs(owner, FILE, BODY, OTHER);
    }

    function test_store_zeros_areRefused() external {
        refuse(abi.encodeWithSelector(FileVault.InvalidFileId.selector));
        storeAs(writer, 0, BODY, ENVELOPE);
        refuse(abi.encodeWithSelector(FileVault.InvalidContent.selector, FILE));
        storeAs(writer, FILE, 0, ENVELOPE);
        refuse(abi.encodeWithSelector(FileVault.InvalidContent.selector, FILE));
        storeAs(writer, FILE, BODY, 0);
    }

    function testFuzz_storeMany_withRepeats_countsNewOnes(uint8 count, uint256 seed) external {
        uint256 n = 1 + count % 20;
        FileVault.NewFile[] memory files = new FileVault.NewFile[](n);
        uint256 distinct;
        uint256 seen;
        for (uint256 i = 0; i < n; i++) {
            uint256 pick = uint256(keccak256(abi.encode(seed, i))) % 20;
            if (seen & (1 << pick) == 0) distinct++;
            seen |= 1 << pick;
            bytes32 fileId = bytes32(pick + 1);
            files[i] = FileVault.NewFile(fileId, keccak256(abi.encode(fileId)), ENVELOPE);
        }
        vm.recordLogs();
        vm.prank(writer);
        vm.assertEq(vault.storeMany(files), distinct, "new");
        vm.assertEq(vm.getRecordedLogs().length, distinct, "events");
        vm.prank(writer);
        vm.assertEq(vault.storeMany(files), 0, "again");
    }

    function test_storeMany_oneConflict_storesNone() external {
        storeAs(writer, OTHER, BODY, ENVELOPE);
        FileVault.NewFile[] memory files = new FileVault.NewFile[](2);
        files[0] = FileVault.NewFile(FILE, BODY, ENVELOPE);
        files[1] = FileVault.NewFile(OTHER, ENVELOPE, BODY);
        refuse(abi.encodeWithSelector(FileVault.FileExists.selector, OTHER));
        vm.prank(writer);
        vault.storeMany(files);
        vm.assertTrue(!vault.exists(FILE), "all or none");
        refuse(abi.encodeWithSelector(FileVault.EmptyBatch.selector));
        vm.prank(writer);
        vault.storeMany(new FileVault.NewFile[](0));
    }

    function test_storeMany_withGrantsPerFile_asksForEachFile() external {
        grant(FILE, id(doctor), SUBMIT, FOREVER);
        FileVault.NewFile[] memory files = new FileVault.NewFile[](2);
        files[0] = FileVault.NewFile(FILE, BODY, ENVELOPE);
        files[1] = FileVault.NewFile(OTHER, BODY, ENVELOPE);
        refuse(missing(doctor, 0, OTHER, SUBMIT));
        vm.prank(doctor);
        vault.storeMany(files);
        grant(OTHER, id(doctor), SUBMIT, FOREVER);
        vm.prank(doctor);
        vm.assertEq(vault.storeMany(files), 2, "both");
    }

    function test_setEnvelope_ofAFile_isTheLastWord() external {
        storeAs(writer, FILE, BODY, ENVELOPE);
        vm.assertEq(vault.rewrappedEnvelope(FILE), 0, "none yet");
        vm.recordLogs();
        vm.prank(owner);
        vault.setEnvelope(FILE, OTHER);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], FileVault.EnvelopeSet.selector, "event");
        vm.assertEq(logs[0].topics[1], FILE, "file");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(OTHER)), "envelope");
        vm.assertEq(vault.rewrappedEnvelope(FILE), OTHER, "set");
        vm.assertTrue(vault.isStored(FILE, BODY, ENVELOPE), "content unchanged");
    }

    function test_setEnvelope_badArguments_areRefused() external {
        refuse(abi.encodeWithSelector(FileVault.FileNotFound.selector, FILE));
        vm.prank(owner);
        vault.setEnvelope(FILE, OTHER);
        storeAs(writer, FILE, BODY, ENVELOPE);
        refuse(abi.encodeWithSelector(FileVault.InvalidContent.selector, FILE));
        vm.prank(owner);
        vault.setEnvelope(FILE, 0);
        refuse(abi.encodeWithSelector(FileVault.EmptyBatch.selector));
        vm.prank(owner);
        vault.setEnvelopes(new FileVault.NewEnvelope[](0));
    }

    function test_grant_badArguments_areRefused() external {
        refuse(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, bytes32(0)));
        grant(VAULT, 0, READ, FOREVER);
        refuse(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, id(owner)));
        grant(VAULT, id(owner), READ, FOREVER);
        refuse(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, OTHER));
        grant(VAULT, OTHER, READ, FOREVER);
        refuse(abi.encodeWithSelector(FileVault.InvalidCapabilities.selector, 0, 15));
        grant(VAULT, id(doctor), 0, FOREVER);
        refuse(abi.encodeWithSelector(FileVault.InvalidCapabilities.selector, 17, 15));
        grant(VAULT, id(doctor), 17, FOREVER);
        refuse(abi.encodeWithSelector(FileVault.InvalidPeriod.selector, T0, T0, T0));
        grant(VAULT, id(doctor), READ, uint64(T0));
        refuse(abi.encodeWithSelector(FileVault.InvalidPeriod.selector, T0, uint64(1) << 32, T0));
        grant(VAULT, id(doctor), READ, uint64(1) << 32);
    }

    function testFuzz_grant_anyPeriod_livesExactlyThatLong(uint32 from, uint32 length, uint32 moment) external {
        uint256 start = T0 + from % 1e8;
        uint256 end = start + 1 + length % 1e8;
        vm.prank(owner);
        vault.grant(FILE, id(doctor), READ, uint64(start), uint64(end));
        uint256 at = T0 + moment % 3e8;
        uint256[5] memory moments = [at, start - 1, start, end - 1, end];
        for (uint256 i = 0; i < moments.length; i++) {
            if (moments[i] < T0) continue;
            vm.warp(moments[i]);
            bool alive = start <= moments[i] && moments[i] < end;
            vm.assertTrue(vault.canRead(id(doctor), FILE) == alive, "canRead");
            vm.assertTrue(!vault.canRead(id(doctor), OTHER), "another file");
            vm.assertTrue(!vault.canRead(id(doctor), VAULT), "the vault");
        }
    }

    function test_grant_event_saysEverything() external {
        vm.recordLogs();
        vm.prank(owner);
        vault.grant(FILE, id(doctor), READ | NOTIFY, 5, uint64(T0 + 50));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertEq(logs[0].topics[0], FileVault.Granted.selector, "event");
        vm.assertEq(logs[0].topics[1], FILE, "scope");
        vm.assertEq(logs[0].topics[2], id(doctor), "grantee");
        vm.assertEq(logs[0].topics[3], id(owner), "by");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(9, T0, T0 + 50, 0)), "a past start means now");
        FileVault.GrantInfo memory g = vault.grantOf(FILE, id(doctor));
        vm.assertEq(
            keccak256(abi.encode(g)), keccak256(abi.encode(9, T0, T0 + 50, 0, id(owner), false)), "grantOf"
        );
    }

    function test_capabilities_ofFileAndVault_addUp() external {
        grant(VAULT, id(doctor), NOTIFY, FOREVER);
        grant(FILE, id(doctor), READ, FOREVER);
        vm.assertEq(vault.capabilitiesOf(id(doctor), FILE), READ | NOTIFY, "file");
        vm.assertEq(vault.capabilitiesOf(id(doctor), VAULT), NOTIFY, "vault");
        vm.assertEq(vault.capabilitiesOf(id(owner), FILE), 15, "owner");
        vm.assertEq(vault.capabilitiesOf(0, FILE), 0, "nobody");
        vm.assertEq(vault.capabilitiesOf(id(writer), FILE), 0, "a writer's own");
        vm.assertEq(vault.capabilitiesOfAccount(writer, FILE), SUBMIT, "with the hospital's");
        vm.assertEq(vault.capabilitiesOfAccount(doctor, FILE), READ | NOTIFY, "no hospital");
    }

    function test_hospital_rotatesWriters_withoutTheirPatients() external {
        address next = address(0x2222);
        vm.prank(admin);
        hospitals.addWriter(hospitalId, next);
        vm.prank(admin);
        hospitals.removeWriter(hospitalId, writer);
        vm.assertTrue(storeAs(next, FILE, BODY, ENVELOPE), "new writer");
        refuse(missing(writer, 0, OTHER, SUBMIT));
        storeAs(writer, OTHER, BODY, ENVELOPE);
    }

    function test_revoke_aGrant_endsIt() external {
        grant(FILE, id(doctor), READ, FOREVER);
        vm.recordLogs();
        vm.prank(owner);
        vault.revoke(FILE, id(doctor));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], FileVault.Revoked.selector, "event");
        vm.assertEq(logs[0].topics[3], id(owner), "by");
        vm.assertTrue(!vault.canRead(id(doctor), FILE), "gone");
        refuse(abi.encodeWithSelector(FileVault.GrantNotFound.selector, FILE, id(doctor)));
        vm.prank(owner);
        vault.revoke(FILE, id(doctor));
    }

    function test_revokeAll_anyGrants_endsThemAndAllowsNew() external {
        grant(FILE, id(doctor), READ, FOREVER);
        vm.prank(owner);
        vault.revokeAll();
        vm.assertEq(vault.epoch(), 1, "epoch");
        vm.assertTrue(!vault.canRead(id(doctor), FILE), "doctor");
        refuse(missing(writer, hospitalId, FILE, SUBMIT));
        storeAs(writer, FILE, BODY, ENVELOPE);
        grant(VAULT, hospitalId, SUBMIT, FOREVER);
        vm.assertTrue(storeAs(writer, FILE, BODY, ENVELOPE), "granted anew");
    }

    function test_logAccess_byHospital_namesTheDoctor() external {
        storeAs(writer, FILE, BODY, ENVELOPE);
        vm.recordLogs();
        vm.prank(writer);
        vault.logAccess(FILE, id(doctor), "TREAT", OTHER);
        vm.prank(writer);
        vault.logRefusal(FILE, id(stranger), "NO_GRANT", 0);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], FileVault.AccessLogged.selector, "access");
        vm.assertEq(logs[0].topics[2], id(doctor), "actor");
        vm.assertEq(logs[0].topics[3], hospitalId, "logger");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(bytes32("TREAT"), OTHER)), "data");
        vm.assertEq(logs[1].topics[0], FileVault.AccessRefused.selector, "refusal");
        vm.assertEq(logs[1].topics[2], id(stranger), "who asked");
        vm.assertEq(keccak256(logs[1].data), keccak256(abi.encode(bytes32("NO_GRANT"), 0)), "reason");
    }

    function test_log_badArguments_areRefused() external {
        refuse(abi.encodeWithSelector(FileVault.FileNotFound.selector, FILE));
        vm.prank(writer);
        vault.logAccess(FILE, id(doctor), "TREAT", 0);
        refuse(abi.encodeWithSelector(FileVault.FileNotFound.selector, FILE));
        vm.prank(writer);
        vault.logRefusal(FILE, id(doctor), "NO_GRANT", 0);
        storeAs(writer, FILE, BODY, ENVELOPE);
        grant(FILE, id(doctor), READ, FOREVER);
        refuse(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, id(stranger)));
        vm.prank(doctor);
        vault.logAccess(FILE, id(stranger), "TREAT", 0);
        refuse(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, OTHER));
        vm.prank(writer);
        vault.logAccess(FILE, OTHER, "TREAT", 0);
        refuse(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, bytes32(0)));
        vm.prank(writer);
        vault.logRefusal(FILE, 0, "NO_GRANT", 0);
    }

    function test_initialize_again_isRefusedEvenToTheRegistry() external {
        refuse(abi.encodeWithSelector(FileVault.AlreadyInitialized.selector, owner));
        vm.prank(address(registry));
        vault.initialize(stranger, address(0));
    }
}
