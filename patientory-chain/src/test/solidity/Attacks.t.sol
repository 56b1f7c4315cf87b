// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Merkle} from "contracts/Merkle.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice What somebody with a little power tries. Where an attack does something, the specification says so under "What is
/// not promised", and the test shows how far it goes.
contract AttacksTest is Fixture {
    address private constant RIVAL = address(0x41AA);
    address private constant CHILD = address(0xC41D);
    uint256 private constant HEIR_KEY = 0x4E14;
    bytes32 private rivalId;

    function setUp() public override {
        super.setUp();
        rivalId = addHospital("rival.example", RIVAL);
        grant(VAULT, hospitalId, SUBMIT | FORWARD | READ, FOREVER);
        grant(VAULT, rivalId, SUBMIT | FORWARD | READ, FOREVER);
    }

    function file(bytes32 fileId) private pure returns (FileVault.NewFile memory) {
        return FileVault.NewFile(fileId, BODY, ENVELOPE);
    }

    function leaf(bytes32 fileId) private pure returns (bytes32) {
        return Merkle.fileLeaf(fileId, BODY, ENVELOPE);
    }

    function revoke(bytes32 grantee) private {
        vm.prank(owner);
        vault.revoke(VAULT, grantee);
    }

    // ---------------------------------------------------------------- batches

    function test_anchor_firstWithAFalseManifest_doesNotHideTheTrueOne() external {
        vm.prank(RIVAL);
        vault.anchor(leaf(FILE), 1, keccak256("false manifest"));
        vm.recordLogs();
        vm.prank(writer);
        vm.assertTrue(!vault.anchor(leaf(FILE), 1, keccak256("true manifest")), "not the first");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "said all the same");
        vm.assertEq(logs[0].topics[2], hospitalId, "by whom");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(1, keccak256("true manifest"))), "true manifest");
    }

    function test_anchor_firstWithAnotherCount_isLoud() external {
        vm.prank(RIVAL);
        vault.anchor(leaf(FILE), 2, ENVELOPE);
        vm.expectRevert(abi.encodeWithSelector(FileVault.AnchorExists.selector, leaf(FILE)));
        vm.prank(writer);
        vault.anchor(leaf(FILE), 1, ENVELOPE);
    }

    /// @dev A false count moves a file within its batch, and brings none into it.
    function test_anchor_withAFalseCount_provesNoOtherFile() external {
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = leaf(FILE);
        bytes32 second = keccak256("second");
        bytes32 root = keccak256(bytes.concat(hex"01", proof[0], leaf(second)));
        vm.prank(RIVAL);
        vault.anchor(root, 3, ENVELOPE);
        vm.assertTrue(vault.isAnchored(root, 2, file(second), proof), "the last, whatever the count");
        vm.assertTrue(!vault.isAnchored(root, 1, file(second), proof), "not at its own place");
        FileVault.NewFile memory forged = FileVault.NewFile(proof[0], leaf(second), 0);
        vm.assertTrue(!vault.isAnchored(root, 0, forged, new bytes32[](0)), "an inner node is no file");
        vm.assertTrue(!vault.isAnchored(root, 2, forged, new bytes32[](0)), "at no place");
    }

    function test_anchor_ofASubmitterSinceRevoked_canStillBeEntered() external {
        vm.prank(RIVAL);
        vault.anchor(leaf(FILE), 1, ENVELOPE);
        revoke(rivalId);
        vm.prank(stranger);
        vm.assertTrue(vault.storeAnchored(leaf(FILE), 0, file(FILE), new bytes32[](0)), "it was anchored in time");
        bytes32 second = keccak256("second");
        vm.expectRevert(
            abi.encodeWithSelector(FileVault.MissingCapability.selector, RIVAL, rivalId, VAULT, SUBMIT)
        );
        vm.prank(RIVAL);
        vault.anchor(leaf(second), 1, ENVELOPE);
        vm.prank(writer);
        vault.anchor(leaf(second), 1, ENVELOPE);
        vm.prank(owner);
        vault.erase(second);
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileErased.selector, second));
        vault.storeAnchored(leaf(second), 0, file(second), new bytes32[](0));
    }

    function test_store_anIdThatStandsOnlyInABatch_takesIt() external {
        vm.prank(writer);
        vault.anchor(leaf(FILE), 1, ENVELOPE);
        uint256 before = vm.snapshotState();
        vm.prank(RIVAL);
        vault.store(FILE, keccak256("other"), ENVELOPE);
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileExists.selector, FILE));
        vault.storeAnchored(leaf(FILE), 0, file(FILE), new bytes32[](0));
        vm.assertTrue(vault.isAnchored(leaf(FILE), 0, file(FILE), new bytes32[](0)), "still proved");
        vm.revertToState(before);
        vault.storeAnchored(leaf(FILE), 0, file(FILE), new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(FileVault.FileExists.selector, FILE));
        vm.prank(RIVAL);
        vault.store(FILE, keccak256("other"), ENVELOPE);
    }

    function test_store_firstWithTheSameContent_isNamedAsSubmitter() external {
        vm.recordLogs();
        vm.prank(RIVAL);
        vault.store(FILE, BODY, ENVELOPE);
        vm.prank(writer);
        vm.assertTrue(!vault.store(FILE, BODY, ENVELOPE), "succeeds");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertEq(logs[0].topics[2], rivalId, "who stored, not who wrote");
    }

    function test_storeMany_byAStranger_isRefusedBeforeAnythingIsRead() external {
        FileVault.NewFile[] memory files = new FileVault.NewFile[](2);
        files[1] = file(FILE);
        vm.expectRevert(
            abi.encodeWithSelector(FileVault.MissingCapability.selector, stranger, bytes32(0), VAULT, SUBMIT)
        );
        vm.prank(stranger);
        vault.storeMany(files);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidFileId.selector));
        vm.prank(writer);
        vault.storeMany(files);
    }

    // -------------------------------------------------------------- forwarding

    function test_removedWriter_whatItForwarded_staysUntilTakenBack() external {
        vm.prank(writer);
        vault.forward(VAULT, id(CHILD), READ, FOREVER);
        vm.prank(admin);
        hospitals.removeWriter(hospitalId, writer);
        vm.assertTrue(vault.canRead(id(CHILD), FILE), "forwarded in the hospital's name");
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, writer, owner));
        vm.prank(writer);
        vault.revoke(VAULT, id(CHILD));
        vm.prank(admin);
        hospitals.addWriter(hospitalId, address(0x1111));
        vm.prank(address(0x1111));
        vault.revoke(VAULT, id(CHILD));
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "another writer took it back");
    }

    function test_forwardedGrant_whoseParentIsGone_keepsItsPlaceUntilItsEnd() external {
        vm.prank(RIVAL);
        vault.forward(VAULT, id(CHILD), READ, uint64(T0 + 100));
        revoke(rivalId);
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "gives nothing");
        bytes memory taken = abi.encodeWithSelector(FileVault.GrantExists.selector, VAULT, id(CHILD), rivalId);
        vm.expectRevert(taken);
        vm.prank(writer);
        vault.forward(VAULT, id(CHILD), READ, FOREVER);
        uint256 before = vm.snapshotState();
        revoke(id(CHILD));
        vm.prank(writer);
        vault.forward(VAULT, id(CHILD), READ, FOREVER);
        vm.revertToState(before);
        vm.warp(T0 + 100);
        vm.prank(writer);
        vault.forward(VAULT, id(CHILD), READ, FOREVER);
    }

    function test_forwardedGrant_underAGrantForTheFile_livesAndDiesWithIt() external {
        grant(FILE, id(doctor), READ | FORWARD, FOREVER);
        vm.prank(doctor);
        vault.forward(FILE, id(CHILD), READ, FOREVER);
        vm.assertEq(vault.capabilitiesOf(id(CHILD), FILE), READ, "without a grant for the vault");
        vm.prank(owner);
        vault.revoke(FILE, id(doctor));
        vm.assertEq(vault.capabilitiesOf(id(CHILD), FILE), 0, "dead with it");
    }

    function test_hostileAdmin_whoClaimsAnAccountAsWriter_takesNothingFromIt() external {
        grant(FILE, id(doctor), SUBMIT | READ, FOREVER);
        revoke(rivalId);
        vm.prank(admin);
        hospitals.addWriter(rivalId, doctor);
        vm.recordLogs();
        vm.prank(doctor);
        vault.store(FILE, BODY, ENVELOPE);
        vm.assertEq(vm.getRecordedLogs()[0].topics[2], id(doctor), "under his own grant");
        vm.prank(doctor);
        vault.logAccess(FILE, id(doctor), "TREAT", 0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.MissingCapability.selector, doctor, rivalId, FILE, 15));
        vm.prank(doctor);
        vault.logRefusal(FILE, id(stranger), "NO_GRANT", 0);
        grant(VAULT, id(doctor), SUBMIT | READ, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(FileVault.MissingCapability.selector, doctor, rivalId, VAULT, 15));
        vm.prank(doctor);
        vault.anchorAccess(BODY, 1);
    }

    /// @dev The owner may fail to take back what was taken back already. What he gave the forwarder nobody can take first.
    function test_revoke_ofWhatTheForwarderTookBackFirst_failsAndSpendsNoNonce() external {
        vm.prank(RIVAL);
        vault.forward(VAULT, id(CHILD), READ, FOREVER);
        uint256 nonce = vault.nextNonce();
        vm.prank(RIVAL);
        vault.revoke(VAULT, id(CHILD));
        vm.expectRevert(abi.encodeWithSelector(FileVault.GrantNotFound.selector, VAULT, id(CHILD)));
        revoke(id(CHILD));
        vm.assertEq(vault.nextNonce(), nonce, "not spent");
        vm.prank(RIVAL);
        vault.forward(VAULT, id(CHILD), READ, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, RIVAL, owner));
        vm.prank(RIVAL);
        vault.revoke(VAULT, rivalId);
        revoke(rivalId);
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "ended at its root");
    }

    function test_owner_whomAHospitalNamesAsWriter_staysTheOwner() external {
        vm.prank(admin);
        hospitals.addWriter(rivalId, owner);
        vm.recordLogs();
        vm.prank(owner);
        vault.store(FILE, BODY, ENVELOPE);
        vm.assertEq(vm.getRecordedLogs()[0].topics[2], id(owner), "never in the hospital's name");
        vm.expectRevert(abi.encodeWithSelector(FileVault.MissingCapability.selector, owner, rivalId, FILE, 15));
        vm.prank(owner);
        vault.logRefusal(FILE, id(stranger), "NO_GRANT", 0);
        vm.prank(owner);
        vault.revoke(VAULT, rivalId);
    }

    function test_revokeAll_inTheLastEpoch_isRefusedAndRevivesNothing() external {
        bytes32 slot = bytes32(uint256(2)); // owner, epoch, nonce: storage-layout.txt
        uint256 word = uint256(vm.load(address(vault), slot));
        vm.store(address(vault), slot, bytes32(word | uint256(type(uint24).max) << 160));
        vm.assertTrue(vault.epoch() == type(uint24).max && vault.owner() == owner, "16,777,215 times");
        grant(VAULT, hospitalId, READ, FOREVER);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        vm.prank(owner);
        vault.revokeAll();
        vm.assertEq(vault.capabilitiesOf(hospitalId, FILE), READ, "of the last epoch");
        vm.assertEq(vault.capabilitiesOf(rivalId, FILE), 0, "of the first");
        revoke(hospitalId);
        vm.assertEq(vault.capabilitiesOf(hospitalId, FILE), 0, "one by one");
    }

    // ---------------------------------------------------------------- recovery

    function recoverTo(address newOwner) private {
        vm.prank(CHILD);
        user.supportRecovery(newOwner);
        vm.warp(block.timestamp + 72 hours);
        vm.prank(newOwner);
        user.executeRecovery();
    }

    function chooseGuardian() private {
        address[] memory guardians = new address[](1);
        guardians[0] = CHILD;
        vm.prank(owner);
        user.setGuardians(guardians, 1);
    }

    function test_signature_afterTwoRecoveriesBackToTheSigner_isWorthless() external {
        chooseGuardian();
        FileVault.GrantRequest memory g = FileVault.GrantRequest(FILE, id(doctor), READ, 0, FOREVER, 0, FOREVER);
        g.nonce = vault.nextNonce();
        bytes memory signature = signGrant(OWNER_KEY, g);
        recoverTo(vm.addr(HEIR_KEY));
        recoverTo(owner);
        vm.assertEq(vault.owner(), owner, "back");
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, g.nonce, vault.nextNonce()));
        vault.grantBySig(g, signature);
    }

    function test_grantee_whoBecomesOwnerAndCeasesToBe_isAGranteeAgain() external {
        chooseGuardian();
        address heir = vm.addr(HEIR_KEY);
        grant(VAULT, id(heir), READ | FORWARD, FOREVER);
        vm.prank(heir);
        vault.forward(VAULT, id(doctor), READ, FOREVER);
        recoverTo(heir);
        vm.assertEq(vault.capabilitiesOf(id(heir), FILE), 15, "owner");
        vm.assertTrue(vault.canRead(id(doctor), FILE), "what he forwarded lives");
        recoverTo(stranger);
        vm.assertEq(vault.capabilitiesOf(id(heir), FILE), READ | FORWARD, "the grant that he had");
        vm.prank(stranger);
        vault.revokeAll();
        vm.assertEq(vault.capabilitiesOf(id(heir), FILE), 0, "until the new owner ends it");
    }

    function test_schedule_doesNotLapse() external {
        chooseGuardian();
        vm.prank(CHILD);
        user.supportRecovery(stranger);
        vm.warp(T0 + 3650 days);
        vm.prank(stranger);
        user.executeRecovery();
        vm.assertEq(vault.owner(), stranger, "ten years later");
    }

    /// @dev Nobody who is called can come back, because nobody is called in a way that could change anything: of all instructions
    /// that run foreign code the patient's contracts have `STATICCALL`, and one `CALL`, by which User tells the registry.
    function test_code_runsNobodyElses() external {
        address vaultCode = registry.vaultImplementation();
        vm.assertTrue(count(vaultCode, 0xfa) > 0, "STATICCALL");
        vm.assertEq(foreign(vaultCode), 0, "FileVault");
        vm.assertEq(foreign(address(hospitals)), 0, "HospitalRegistry");
        vm.assertEq(foreign(deploy("Ptoy", abi.encode(owner, 1))), 0, "Ptoy");
        vm.assertEq(count(registry.userImplementation(), 0xf1), 1, "User tells the registry");
        vm.assertEq(foreign(registry.userImplementation()), 1, "and nobody else");
    }

    // CREATE, CALL, CALLCODE, DELEGATECALL, CREATE2, SELFDESTRUCT.
    function foreign(address target) private view returns (uint256) {
        uint256 calls = count(target, 0xf1) + count(target, 0xf2) + count(target, 0xf4);
        return calls + count(target, 0xf0) + count(target, 0xf5) + count(target, 0xff);
    }

    function count(address target, uint8 opcode) private view returns (uint256 found) {
        bytes memory code = target.code;
        for (uint256 i = 0; i < code.length; i++) {
            uint8 at = uint8(code[i]);
            if (at == opcode) found++;
            if (at >= 0x60 && at <= 0x7f) i += at - 0x5f; // the bytes that a PUSH pushes are no instructions
        }
    }

    function test_ether_isRefusedByEveryContractWithoutUseForIt() external {
        address[4] memory targets = [address(vault), address(user), address(registry), address(hospitals)];
        for (uint256 i = 0; i < 4; i++) {
            (bool ok,) = targets[i].call{value: 1}("");
            vm.assertTrue(!ok, "taken");
        }
    }
}
