// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Files that take another's place, erasure, and messages.
contract VersionsTest is Fixture {
    bytes32 private constant SECOND = keccak256("second");
    bytes32 private constant THIRD = keccak256("third");

    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        vault.store(FILE, BODY, ENVELOPE);
    }

    function version(address by, bytes32 fileId, bytes32 supersedes) private returns (bool) {
        vm.prank(by);
        return vault.storeVersion(FileVault.NewFile(fileId, BODY, ENVELOPE), supersedes);
    }

    function test_storeVersion_twice_leadsToTheNewest() external {
        vm.assertEq(vault.currentVersion(FILE), FILE, "never superseded");
        vm.recordLogs();
        vm.assertTrue(version(owner, SECOND, FILE), "new");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 2, "events");
        vm.assertEq(logs[0].topics[0], FileVault.FileStored.selector, "stored like any other");
        vm.assertEq(logs[1].topics[0], FileVault.FileSuperseded.selector, "superseded");
        vm.assertEq(logs[1].topics[1], FILE, "which");
        vm.assertEq(logs[1].topics[2], SECOND, "by which");
        vm.assertEq(logs[1].topics[3], id(owner), "by whom");
        vm.assertTrue(version(owner, THIRD, SECOND), "third");
        vm.assertEq(vault.supersededBy(FILE), SECOND, "next");
        vm.assertEq(vault.currentVersion(FILE), THIRD, "newest");
        vm.assertEq(vault.currentVersion(SECOND), THIRD, "newest from the middle");
        vm.assertTrue(vault.exists(FILE), "the earlier file stays");
    }

    function test_storeVersion_again_changesNothing() external {
        version(owner, SECOND, FILE);
        vm.recordLogs();
        vm.assertTrue(!version(owner, SECOND, FILE), "again");
        vm.assertEq(vm.getRecordedLogs().length, 0, "silent");
    }

    function test_storeVersion_asecondSuccessorOrACircle_isRefused() external {
        version(owner, SECOND, FILE);
        vm.expectRevert(abi.encodeWithSelector(FileVault.AlreadySuperseded.selector, FILE, SECOND));
        version(owner, THIRD, FILE);
        vm.assertTrue(!vault.exists(THIRD), "nothing was stored");
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileExists.selector, FILE));
        version(owner, FILE, SECOND);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidFileId.selector));
        version(owner, THIRD, THIRD);
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileNotFound.selector, keccak256("none")));
        version(owner, THIRD, keccak256("none"));
    }

    function test_storeVersion_withSubmitForOneOfTheTwo_isRefused() external {
        grant(SECOND, hospitalId, SUBMIT, FOREVER);
        vm.expectRevert(
            abi.encodeWithSelector(FileVault.MissingCapability.selector, writer, hospitalId, FILE, SUBMIT)
        );
        version(writer, SECOND, FILE);
        grant(FILE, hospitalId, SUBMIT, FOREVER);
        vm.assertTrue(version(writer, SECOND, FILE), "both");
    }

    function test_erase_aFile_spendsItsId() external {
        vm.prank(owner);
        vault.setEnvelope(FILE, SECOND);
        vm.recordLogs();
        vm.prank(owner);
        vm.assertTrue(vault.erase(FILE), "erased");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "events");
        vm.assertEq(logs[0].topics[0], FileVault.Erased.selector, "erased");
        vm.assertEq(logs[0].topics[1], FILE, "which");
        vm.assertTrue(vault.isErased(FILE) && !vault.exists(FILE), "state");
        vm.assertTrue(!vault.isStored(FILE, BODY, ENVELOPE), "commitment");
        vm.assertEq(vault.rewrappedEnvelope(FILE), 0, "envelope");
        vm.assertTrue(!vault.canRead(id(owner), FILE), "reading");
        vm.prank(owner);
        vm.assertTrue(!vault.erase(FILE), "again");
        vm.assertEq(vm.getRecordedLogs().length, 0, "silent");
    }

    function test_erasedFile_everyUse_isRefused() external {
        grant(VAULT, hospitalId, 15, FOREVER);
        vm.prank(owner);
        vault.erase(FILE);
        bytes memory refusal = abi.encodeWithSelector(FileVault.FileErased.selector, FILE);
        vm.expectRevert(refusal);
        vm.prank(writer);
        vault.store(FILE, BODY, ENVELOPE);
        vm.expectRevert(refusal);
        vm.prank(owner);
        vault.setEnvelope(FILE, BODY);
        vm.expectRevert(refusal);
        vm.prank(writer);
        vault.logAccess(FILE, hospitalId, "TREAT", 0);
        vm.expectRevert(refusal);
        version(owner, SECOND, FILE);
        vm.expectRevert(refusal);
        version(owner, FILE, SECOND);
    }

    function test_erase_beforeTheFileComes_keepsItOut() external {
        vm.assertTrue(!vault.isErased(SECOND), "not yet");
        vm.prank(owner);
        vault.erase(SECOND);
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileErased.selector, SECOND));
        vm.prank(owner);
        vault.store(SECOND, BODY, ENVELOPE);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidFileId.selector));
        vm.prank(owner);
        vault.erase(0);
    }

    function test_announce_withNotify_isHeard() external {
        grant(FILE, id(doctor), NOTIFY, FOREVER);
        vm.recordLogs();
        vm.prank(doctor);
        vault.announce(FILE, BODY);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "events");
        vm.assertEq(logs[0].topics[0], FileVault.Notified.selector, "notified");
        vm.assertEq(logs[0].topics[1], FILE, "scope");
        vm.assertEq(logs[0].topics[2], id(doctor), "sender");
        vm.assertEq(bytes32(logs[0].data), BODY, "digest");
        vm.expectRevert(
            abi.encodeWithSelector(FileVault.MissingCapability.selector, doctor, bytes32(0), VAULT, NOTIFY)
        );
        vm.prank(doctor);
        vault.announce(VAULT, BODY);
        vm.expectRevert(abi.encodeWithSelector(FileVault.ZeroDigest.selector));
        vm.prank(doctor);
        vault.announce(FILE, 0);
    }
}
