// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Batches as Merkle roots. The trees are built here by the recursive definition of RFC 9162, section 2.1.1; the
/// contract checks by the iterative algorithm of section 2.1.3.2.
contract AnchorsTest is Fixture {
    bytes32 private constant MANIFEST = keccak256("manifest");

    function setUp() public override {
        super.setUp();
        grant(VAULT, hospitalId, SUBMIT, FOREVER);
    }

    function file(uint256 i) private pure returns (FileVault.NewFile memory) {
        return FileVault.NewFile(keccak256(abi.encode("id", i)), keccak256(abi.encode("body", i)), ENVELOPE);
    }

    function leavesOf(uint256 count) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            FileVault.NewFile memory f = file(i);
            leaves[i] = keccak256(bytes.concat(hex"00", f.fileId, f.bodyCid, f.envelopeCid));
        }
    }

    function split(uint256 n) private pure returns (uint256 k) {
        k = 1;
        while (k * 2 < n) k *= 2;
    }

    function rootOf(bytes32[] memory leaves, uint256 from, uint256 to) private pure returns (bytes32) {
        if (to - from == 1) return leaves[from];
        uint256 middle = from + split(to - from);
        return keccak256(bytes.concat(hex"01", rootOf(leaves, from, middle), rootOf(leaves, middle, to)));
    }

    function path(bytes32[] memory leaves, uint256 index, uint256 from, uint256 to)
        private
        pure
        returns (bytes32[] memory)
    {
        if (to - from == 1) return new bytes32[](0);
        uint256 middle = from + split(to - from);
        return index < middle
            ? append(path(leaves, index, from, middle), rootOf(leaves, middle, to))
            : append(path(leaves, index, middle, to), rootOf(leaves, from, middle));
    }

    function append(bytes32[] memory list, bytes32 last) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; i++) longer[i] = list[i];
        longer[list.length] = last;
    }

    function anchor(uint256 count) private returns (bytes32 root) {
        root = rootOf(leavesOf(count), 0, count);
        vm.prank(writer);
        vault.anchor(root, uint64(count), MANIFEST);
    }

    function test_isAnchored_everyPlaceOfEveryTreeUpTo33_isProved() external {
        for (uint256 count = 1; count <= 33; count++) {
            bytes32[] memory leaves = leavesOf(count);
            bytes32 root = anchor(count);
            for (uint256 i = 0; i < count; i++) {
                bytes32[] memory proof = path(leaves, i, 0, count);
                vm.assertTrue(vault.isAnchored(root, uint64(i), file(i), proof), "proved");
                for (uint64 other = 0; other <= count; other++) {
                    if (other != i) vm.assertTrue(!vault.isAnchored(root, other, file(i), proof), "another place");
                }
                vm.assertTrue(!vault.isAnchored(root, uint64(i), file(i), append(proof, BODY)), "longer");
                vm.assertTrue(!vault.isAnchored(root, uint64(i), file(i + 1), proof), "another file");
            }
        }
    }

    function testFuzz_isAnchored_anyDamage_isSeen(uint16 size, uint16 place, uint8 where, bytes32 flip) external {
        uint256 count = 2 + size % 300;
        uint256 i = place % count;
        bytes32[] memory leaves = leavesOf(count);
        bytes32 root = anchor(count);
        bytes32[] memory proof = path(leaves, i, 0, count);
        vm.assertTrue(vault.isAnchored(root, uint64(i), file(i), proof), "whole");
        if (flip == 0) flip = bytes32(uint256(1));
        proof[where % proof.length] ^= flip;
        vm.assertTrue(!vault.isAnchored(root, uint64(i), file(i), proof), "damaged");
        proof[where % proof.length] ^= flip;
        assembly {
            mstore(proof, sub(mload(proof), 1))
        }
        vm.assertTrue(!vault.isAnchored(root, uint64(i), file(i), proof), "cut");
    }

    function test_isAnchored_aNodeAsALeaf_isNoFile() external {
        bytes32 root = anchor(4);
        bytes32[] memory leaves = leavesOf(4);
        // The inner node's 64 bytes cannot be a file: a file has 96, and another first byte.
        FileVault.NewFile memory f = FileVault.NewFile(leaves[0], leaves[1], bytes32(0));
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = rootOf(leaves, 2, 4);
        vm.assertTrue(!vault.isAnchored(root, 0, f, proof), "node");
        vm.assertTrue(!vault.isAnchored(keccak256("no batch"), 0, file(0), new bytes32[](0)), "unknown root");
    }

    function test_anchor_aBatch_saysWhoAndHowMany() external {
        bytes32 root = rootOf(leavesOf(5), 0, 5);
        vm.recordLogs();
        vm.prank(writer);
        vm.assertTrue(vault.anchor(root, 5, MANIFEST), "new");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "events");
        vm.assertEq(logs[0].topics[0], FileVault.Anchored.selector, "anchored");
        vm.assertEq(logs[0].topics[1], root, "root");
        vm.assertEq(logs[0].topics[2], hospitalId, "submitter");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(5, MANIFEST)), "count and manifest");
        (bytes32 submitter, uint64 count) = vault.anchorOf(root);
        vm.assertEq(submitter, hospitalId, "submitter of the state");
        vm.assertEq(count, 5, "count");
        vm.recordLogs();
        vm.prank(owner);
        vm.assertTrue(!vault.anchor(root, 5, BODY), "again");
        logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertEq(logs[0].topics[0], FileVault.Anchored.selector, "says its manifest too");
        vm.assertEq(logs[0].topics[2], id(owner), "by whom");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(5, BODY)), "the other manifest");
        (submitter, count) = vault.anchorOf(root);
        vm.assertTrue(submitter == hospitalId && count == 5, "the state is the first one's");
        vm.expectRevert(abi.encodeWithSelector(FileVault.AnchorExists.selector, root));
        vm.prank(owner);
        vault.anchor(root, 4, MANIFEST);
        vm.prank(owner);
        vault.anchor(BODY, type(uint64).max, MANIFEST);
        (submitter, count) = vault.anchorOf(BODY);
        vm.assertEq(submitter, id(owner), "an account");
        vm.assertEq(count, type(uint64).max, "the largest");
    }

    function test_anchor_ofNothing_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(FileVault.ZeroDigest.selector));
        vm.prank(writer);
        vault.anchor(0, 1, MANIFEST);
        vm.expectRevert(abi.encodeWithSelector(FileVault.ZeroDigest.selector));
        vm.prank(writer);
        vault.anchor(BODY, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.EmptyBatch.selector));
        vm.prank(writer);
        vault.anchor(BODY, 0, MANIFEST);
    }

    function test_storeAnchored_withItsProof_isAFileLikeAnyOther() external {
        bytes32 root = anchor(7);
        bytes32[] memory proof = path(leavesOf(7), 3, 0, 7);
        vm.assertTrue(!vault.exists(file(3).fileId), "no entry yet");
        vm.recordLogs();
        vm.prank(stranger);
        vm.assertTrue(vault.storeAnchored(root, 3, file(3), proof), "stored");
        vm.assertEq(vm.getRecordedLogs()[0].topics[2], hospitalId, "by who anchored, not who proved");
        vm.assertTrue(vault.isStored(file(3).fileId, file(3).bodyCid, ENVELOPE), "entry");
        vm.assertTrue(!vault.storeAnchored(root, 3, file(3), proof), "again");
        vm.prank(owner);
        vault.setEnvelope(file(3).fileId, BODY);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidProof.selector, root, 2));
        vault.storeAnchored(root, 2, file(3), proof);
        vm.prank(owner);
        vault.erase(file(4).fileId);
        proof = path(leavesOf(7), 4, 0, 7);
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileErased.selector, file(4).fileId));
        vault.storeAnchored(root, 4, file(4), proof);
    }

    function test_anchorAccess_byAHospital_canBeProvedLater() external {
        FileVault.Access memory entry = FileVault.Access(FILE, id(doctor), "TREAT", BODY, uint64(T0), false);
        bytes32 leaf = keccak256(
            bytes.concat(
                hex"02", FILE, id(doctor), bytes32("TREAT"), BODY, bytes8(uint64(T0)), hex"00"
            )
        );
        bytes32 root = keccak256(bytes.concat(hex"01", leaf, ENVELOPE));
        vm.recordLogs();
        vm.prank(writer);
        vault.anchorAccess(root, 2);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "events");
        vm.assertEq(logs[0].topics[0], FileVault.AccessAnchored.selector, "anchored");
        vm.assertEq(logs[0].topics[1], root, "root");
        vm.assertEq(logs[0].topics[2], hospitalId, "logger");
        vm.assertEq(bytes32(logs[0].data), bytes32(uint256(2)), "count");
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = ENVELOPE;
        vm.assertTrue(vault.isAccessAnchored(root, 2, 0, entry, proof), "proved");
        vm.assertTrue(!vault.isAccessAnchored(root, 2, 1, entry, proof), "another place");
        vm.assertTrue(!vault.isAccessAnchored(root, 3, 0, entry, proof), "another number");
        vm.assertTrue(!vault.isAccessAnchored(root, 0, 0, entry, proof), "none");
        entry.refused = true;
        vm.assertTrue(!vault.isAccessAnchored(root, 2, 0, entry, proof), "a refusal");
    }

    function test_anchorAccess_ofNothingOrByAnAccount_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(FileVault.ZeroDigest.selector));
        vm.prank(writer);
        vault.anchorAccess(0, 1);
        vm.expectRevert(abi.encodeWithSelector(FileVault.EmptyBatch.selector));
        vm.prank(writer);
        vault.anchorAccess(BODY, 0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.MissingCapability.selector, owner, 0, VAULT, 15));
        vm.prank(owner);
        vault.anchorAccess(BODY, 1);
    }
}
