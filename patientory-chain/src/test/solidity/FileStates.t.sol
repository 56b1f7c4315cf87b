// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Merkle} from "contracts/Merkle.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Every call that names a file, in every state of the file, as the specification's table says.
contract FileStatesTest is Fixture {
    bytes32 private constant NEXT = keccak256("next");
    bytes32 private constant EARLIER = keccak256("earlier");
    bytes4 private constant OK = 0;
    bytes4 private constant NONE = FileVault.FileNotFound.selector;
    bytes4 private constant EXISTS = FileVault.FileExists.selector;
    bytes4 private constant ERASED = FileVault.FileErased.selector;
    bytes4 private constant TAKEN = FileVault.AlreadySuperseded.selector;

    string[11] private names = [
        "store",
        "store, other content",
        "storeMany",
        "storeAnchored",
        "storeVersion of it, in place of another",
        "storeVersion of another, in place of it",
        "setEnvelope",
        "setEnvelopes",
        "logAccess",
        "logRefusal",
        "erase"
    ];

    function setUp() public override {
        super.setUp();
        grant(VAULT, hospitalId, 15, FOREVER);
        act(abi.encodeCall(vault.store, (EARLIER, BODY, ENVELOPE)));
        act(abi.encodeCall(vault.anchor, (Merkle.fileLeaf(FILE, BODY, ENVELOPE), 1, BODY)));
    }

    function act(bytes memory data) private returns (bool ok, bytes memory answer) {
        vm.prank(owner);
        (ok, answer) = address(vault).call(data);
    }

    function calls(uint256 i) private view returns (bytes memory) {
        FileVault.NewFile memory file = FileVault.NewFile(FILE, BODY, ENVELOPE);
        FileVault.NewFile[] memory files = new FileVault.NewFile[](1);
        files[0] = file;
        FileVault.NewEnvelope[] memory envelopes = new FileVault.NewEnvelope[](1);
        envelopes[0] = FileVault.NewEnvelope(FILE, BODY);
        bytes32 root = Merkle.fileLeaf(FILE, BODY, ENVELOPE);
        if (i == 0) return abi.encodeCall(vault.store, (FILE, BODY, ENVELOPE));
        if (i == 1) return abi.encodeCall(vault.store, (FILE, BODY, BODY));
        if (i == 2) return abi.encodeCall(vault.storeMany, (files));
        if (i == 3) return abi.encodeCall(vault.storeAnchored, (root, 0, file, new bytes32[](0)));
        if (i == 4) return abi.encodeCall(vault.storeVersion, (file, EARLIER));
        if (i == 5) return abi.encodeCall(vault.storeVersion, (FileVault.NewFile(NEXT, BODY, ENVELOPE), FILE));
        if (i == 6) return abi.encodeCall(vault.setEnvelope, (FILE, BODY));
        if (i == 7) return abi.encodeCall(vault.setEnvelopes, (envelopes));
        if (i == 8) return abi.encodeCall(vault.logAccess, (FILE, hospitalId, "TREAT", 0));
        if (i == 9) return abi.encodeCall(vault.logRefusal, (FILE, id(stranger), "NO_GRANT", 0));
        return abi.encodeCall(vault.erase, (FILE));
    }

    function compare(string memory state, bytes4[11] memory expected, uint256 silent) private {
        for (uint256 i = 0; i < 11; i++) {
            uint256 before = vm.snapshotState();
            string memory where = string.concat(names[i], " while ", state);
            vm.recordLogs();
            vm.prank(i == 8 || i == 9 ? writer : owner);
            (bool ok, bytes memory answer) = address(vault).call(calls(i));
            vm.assertTrue(ok == (expected[i] == OK), where);
            if (!ok) vm.assertEq(bytes32(bytes4(answer)), bytes32(expected[i]), where);
            bool quiet = vm.getRecordedLogs().length == 0;
            if (ok) vm.assertTrue(quiet == ((silent >> i) & 1 == 1), string.concat(where, ": events"));
            vm.revertToState(before);
        }
    }

    function test_unknown_oneInABatchToo() external {
        bytes4[11] memory expected = [OK, OK, OK, OK, OK, NONE, NONE, NONE, NONE, NONE, OK];
        compare("unknown, in a batch", expected, 0);
        vm.assertTrue(!vault.exists(FILE) && !vault.isErased(FILE), "views");
    }

    // store, storeMany and storeAnchored of the same content change nothing.
    function test_stored() external {
        act(calls(0));
        bytes4[11] memory expected = [OK, EXISTS, OK, OK, EXISTS, OK, OK, OK, OK, OK, OK];
        compare("stored", expected, 13);
        vm.assertTrue(vault.exists(FILE) && vault.currentVersion(FILE) == FILE, "views");
    }

    // The version that took its place may be sent again.
    function test_superseded() external {
        act(calls(0));
        act(calls(5));
        bytes4[11] memory expected = [OK, EXISTS, OK, OK, EXISTS, OK, OK, OK, OK, OK, OK];
        compare("superseded", expected, 13 + 32);
        vm.assertTrue(vault.exists(FILE) && vault.currentVersion(FILE) == NEXT, "views");
        bytes32 third = keccak256("third");
        (bool ok, bytes memory answer) =
            act(abi.encodeCall(vault.storeVersion, (FileVault.NewFile(third, BODY, ENVELOPE), FILE)));
        vm.assertTrue(!ok && bytes4(answer) == TAKEN, "a second successor");
    }

    function test_newest() external {
        act(calls(4));
        bytes4[11] memory expected = [OK, EXISTS, OK, OK, OK, OK, OK, OK, OK, OK, OK];
        compare("the newest version", expected, 13 + 16);
        vm.assertEq(vault.currentVersion(EARLIER), FILE, "views");
    }

    function test_erased() external {
        act(calls(0));
        act(calls(10));
        erased("erased");
        vm.assertTrue(!vault.exists(FILE) && vault.isErased(FILE) && !vault.canRead(hospitalId, FILE), "views");
    }

    function test_erasedBeforeItCame() external {
        act(calls(10));
        erased("erased before it came");
    }

    // A line of versions ends with an erased one: nothing takes the place of either.
    function test_supersededByAnErasedOne() external {
        act(calls(4));
        act(calls(10));
        erased("erased, in place of another");
        vm.assertEq(vault.currentVersion(EARLIER), FILE, "the link stays");
        (bool ok, bytes memory answer) =
            act(abi.encodeCall(vault.storeVersion, (FileVault.NewFile(NEXT, BODY, ENVELOPE), EARLIER)));
        vm.assertTrue(!ok && bytes4(answer) == TAKEN, "the earlier one's place is taken");
    }

    // The new version stands; sending it again changes nothing, also when what it superseded was erased since.
    function test_supersededAndErased() external {
        act(calls(0));
        act(calls(5));
        act(calls(10));
        bytes4[11] memory expected =
            [ERASED, ERASED, ERASED, ERASED, ERASED, OK, ERASED, ERASED, ERASED, ERASED, OK];
        compare("superseded, then erased", expected, 1024 + 32);
        vm.assertTrue(vault.exists(NEXT) && vault.currentVersion(FILE) == NEXT, "views");
    }

    // An id is also the scope of grants and messages, which know nothing of files.
    function test_erased_asAScope_isStillOne() external {
        act(calls(10));
        grant(FILE, id(doctor), READ | NOTIFY, FOREVER);
        vm.assertTrue(!vault.canRead(id(doctor), FILE), "and yet nobody reads");
        vm.prank(doctor);
        vault.announce(FILE, BODY);
    }

    function erased(string memory state) private {
        bytes4[11] memory expected =
            [ERASED, ERASED, ERASED, ERASED, ERASED, ERASED, ERASED, ERASED, ERASED, ERASED, OK];
        compare(state, expected, 1024);
    }
}
