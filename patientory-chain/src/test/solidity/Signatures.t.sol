// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {User} from "contracts/User.sol";
import {Fixture} from "./Fixture.sol";

/// @notice What a relayed signature can and cannot do.
contract SignaturesTest is Fixture {
    uint256 private constant THIEF_KEY = 0xBAD;
    uint256 private constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant NEW_KEY = 0x4E11;

    function request() private view returns (FileVault.GrantRequest memory) {
        return FileVault.GrantRequest(FILE, id(doctor), READ, 0, FOREVER, vault.nextNonce(), T0 + 60);
    }

    function test_grantBySig_ofTheOwner_isHisGrant() external {
        FileVault.GrantRequest memory g = request();
        vm.prank(stranger);
        vault.grantBySig(g, signGrant(OWNER_KEY, g));
        vm.assertTrue(vault.canRead(id(doctor), FILE), "granted");
        vm.assertEq(vault.grantOf(FILE, id(doctor)).grantedBy, id(owner), "by the owner, not the relay");
        vm.assertEq(vault.nextNonce(), 1, "nonce");
    }

    function test_grantBySig_sentTwice_isRefused() external {
        FileVault.GrantRequest memory g = request();
        bytes memory signature = signGrant(OWNER_KEY, g);
        vault.grantBySig(g, signature);
        vm.prank(owner);
        vault.revoke(FILE, id(doctor));
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 2));
        vault.grantBySig(g, signature);
    }

    function test_revokeAll_byTransaction_killsSignedGrants() external {
        FileVault.GrantRequest memory g = request();
        bytes memory signature = signGrant(OWNER_KEY, g);
        vm.prank(owner);
        vault.revokeAll();
        vm.assertEq(vault.nextNonce(), 1, "nonce");
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.grantBySig(g, signature);
    }

    function test_revoke_byTransaction_killsSignedGrants_theForwardersDoesNot() external {
        grant(VAULT, hospitalId, READ | FORWARD, FOREVER);
        vm.prank(writer);
        vault.forward(VAULT, id(doctor), READ, FOREVER);
        vm.prank(writer);
        vault.revoke(VAULT, id(doctor));
        vm.assertEq(vault.nextNonce(), 0, "a forwarder leaves the owner's nonce alone");
        FileVault.GrantRequest memory g = request();
        bytes memory signature = signGrant(OWNER_KEY, g);
        vm.prank(owner);
        vault.revoke(VAULT, hospitalId);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.grantBySig(g, signature);
    }

    function test_grantBySig_late_isRefused() external {
        FileVault.GrantRequest memory g = request();
        bytes memory signature = signGrant(OWNER_KEY, g);
        uint256 before = vm.snapshotState();
        vm.warp(g.deadline);
        vault.grantBySig(g, signature);
        vm.revertToState(before);
        vm.warp(g.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(FileVault.SignatureExpired.selector, g.deadline, g.deadline + 1));
        vault.grantBySig(g, signature);
    }

    function test_grantBySig_ofAnother_isRefused() external {
        FileVault.GrantRequest memory g = request();
        bytes memory signature = signGrant(THIEF_KEY, g);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, vm.addr(THIEF_KEY)));
        vault.grantBySig(g, signature);
    }

    function test_grantBySig_malformed_isRefused() external {
        FileVault.GrantRequest memory g = request();
        bytes memory good = signGrant(OWNER_KEY, g);
        bytes memory refusal = abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, address(0));
        vm.expectRevert(refusal);
        vault.grantBySig(g, "");
        vm.expectRevert(refusal);
        vault.grantBySig(g, bytes.concat(good, hex"00"));
        (bytes32 r, bytes32 s, uint8 v) = parts(good);
        vm.expectRevert(refusal);
        vault.grantBySig(g, bytes.concat(r, bytes32(N - uint256(s)), bytes1(v ^ 7)));
        vault.grantBySig(g, bytes.concat(r, s, bytes1(v)));
    }

    function testFuzz_grantBySig_anyFieldChanged_isRefused(uint8 field, uint64 difference) external {
        FileVault.GrantRequest memory g = request();
        g.expiry = uint64(T0 + 100);
        bytes memory signature = signGrant(OWNER_KEY, g);
        uint64 d = 1 + difference % 1000;
        field = field % 6;
        if (field == 0) g.scope = bytes32(uint256(d));
        if (field == 1) g.grantee = id(address(uint160(d)));
        if (field == 2) g.capabilities = uint8(2 + d % 14);
        if (field == 3) g.notBefore += d;
        if (field == 4) g.expiry += d;
        if (field == 5) g.deadline += d;
        (bool ok, bytes memory returned) = address(vault).call(abi.encodeCall(vault.grantBySig, (g, signature)));
        vm.assertTrue(!ok, "accepted");
        vm.assertEq(bytes32(bytes4(returned)), FileVault.InvalidSignature.selector, "error");
    }

    function test_grantBySig_forAnotherVaultOrChain_isRefused() external {
        FileVault.GrantRequest memory g = request();
        bytes memory signature = signGrant(OWNER_KEY, g);
        PatientRegistry.Registration memory r = registration(vm.addr(NEW_KEY));
        (, address other) = registry.register(r, signRegistration(NEW_KEY, r));
        (bool ok,) = other.call(abi.encodeCall(vault.grantBySig, (g, signature)));
        vm.assertTrue(!ok, "another vault");
        vm.chainId(1);
        (ok,) = address(vault).call(abi.encodeCall(vault.grantBySig, (g, signature)));
        vm.assertTrue(!ok, "another chain");
    }

    function test_revokeBySig_andAll_needTheOwner() external {
        grant(FILE, id(doctor), READ, FOREVER);
        bytes memory bad = signRevoke(THIEF_KEY, FILE, id(doctor), 0, T0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, vm.addr(THIEF_KEY)));
        vault.revokeBySig(FILE, id(doctor), 0, T0, bad);
        bytes memory badAll = signRevokeAll(THIEF_KEY, 0, T0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, vm.addr(THIEF_KEY)));
        vault.revokeAllBySig(0, T0, badAll);
        vm.assertTrue(vault.canRead(id(doctor), FILE), "still");
        vault.revokeBySig(FILE, id(doctor), 0, T0, signRevoke(OWNER_KEY, FILE, id(doctor), 0, T0));
        vm.assertTrue(!vault.canRead(id(doctor), FILE), "revoked");
        grant(FILE, id(doctor), READ, FOREVER);
        vault.revokeAllBySig(1, T0, signRevokeAll(OWNER_KEY, 1, T0));
        vm.assertTrue(!vault.canRead(id(doctor), FILE), "all revoked");
    }

    function test_eraseBySig_ofTheOwner_erases_onceAndInTime() external {
        vm.prank(owner);
        vault.store(FILE, BODY, ENVELOPE);
        bytes memory bad = signErase(THIEF_KEY, FILE, 0, T0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, vm.addr(THIEF_KEY)));
        vault.eraseBySig(FILE, 0, T0, bad);
        bytes memory good = signErase(OWNER_KEY, FILE, 0, T0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, otherSigner(good, BODY)));
        vault.eraseBySig(BODY, 0, T0, good);
        uint256 before = vm.snapshotState();
        vm.warp(T0 + 1);
        vm.expectRevert(abi.encodeWithSelector(FileVault.SignatureExpired.selector, T0, T0 + 1));
        vault.eraseBySig(FILE, 0, T0, good);
        vm.revertToState(before);
        vm.prank(stranger);
        vm.assertTrue(vault.eraseBySig(FILE, 0, T0, good), "erased");
        vm.assertTrue(vault.isErased(FILE) && vault.nextNonce() == 1, "spent");
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.eraseBySig(FILE, 0, T0, good);
        vm.assertTrue(!vault.eraseBySig(FILE, 1, T0, signErase(OWNER_KEY, FILE, 1, T0)), "erased before");
        bytes memory zero = signErase(OWNER_KEY, 0, 2, T0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidFileId.selector));
        vault.eraseBySig(0, 2, T0, zero);
    }

    // What the owner takes back by any other signature or revocation, an erasure in a queue too, cannot be sent any more.
    function test_eraseBySig_afterARevocation_isWorthless() external {
        bytes memory erasing = signErase(OWNER_KEY, FILE, 0, T0);
        vault.revokeAllBySig(0, T0, signRevokeAll(OWNER_KEY, 0, T0));
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.eraseBySig(FILE, 0, T0, erasing);
        vm.assertTrue(!vault.isErased(FILE), "erased");
    }

    function otherSigner(bytes memory signature, bytes32 fileId) private view returns (address) {
        (bytes32 r, bytes32 s, uint8 v) = parts(signature);
        bytes32 typeHash = keccak256("EraseRequest(bytes32 fileId,uint256 nonce,uint256 deadline)");
        bytes32 hash = keccak256(abi.encode(typeHash, fileId, 0, T0));
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Patientory FileVault"),
                keccak256("1"),
                block.chainid,
                address(vault)
            )
        );
        return ecrecover(keccak256(bytes.concat(hex"1901", domain, hash)), v, r, s);
    }

    function test_register_ofAStranger_isRefused() external {
        PatientRegistry.Registration memory r = registration(vm.addr(NEW_KEY));
        bytes memory signature = signRegistration(THIEF_KEY, r);
        vm.expectRevert(
            abi.encodeWithSelector(PatientRegistry.InvalidSignature.selector, r.owner, vm.addr(THIEF_KEY))
        );
        registry.register(r, signature);
    }

    function testFuzz_register_anyFieldChanged_isRefused(uint8 field, bytes32 value) external {
        PatientRegistry.Registration memory r = registration(vm.addr(NEW_KEY));
        bytes memory signature = signRegistration(NEW_KEY, r);
        field = field % 8;
        if (field == 0) r.owner = address(uint160(uint256(value)) | 1);
        if (field == 1) r.hospitalId = value;
        if (field == 2) r.patientId = value;
        if (field == 3) r.keyBundleHash = value;
        if (field == 4) r.rsaThumbprint = value;
        if (field == 5) r.keyBundleLocator = string(abi.encode(value));
        if (field == 7) r.predecessor = address(uint160(uint256(value)) | 1);
        if (field == 6) r.deadline += 1 + uint256(value) % 1e9;
        (bool ok, bytes memory returned) = address(registry).call(abi.encodeCall(registry.register, (r, signature)));
        vm.assertTrue(!ok, "accepted");
        vm.assertEq(bytes32(bytes4(returned)), PatientRegistry.InvalidSignature.selector, "error");
    }

    function test_register_zeroOwner_isRefused() external {
        PatientRegistry.Registration memory r = registration(address(0));
        vm.expectRevert(
            abi.encodeWithSelector(PatientRegistry.InvalidSignature.selector, address(0), address(0))
        );
        registry.register(r, new bytes(65));
    }

    function test_register_lateOrCancelled_isRefused() external {
        PatientRegistry.Registration memory r = registration(vm.addr(NEW_KEY));
        bytes memory signature = signRegistration(NEW_KEY, r);
        vm.prank(r.owner);
        registry.cancelRegistration();
        vm.expectRevert(abi.encodeWithSelector(PatientRegistry.InvalidNonce.selector, 0, 1));
        registry.register(r, signature);
        r = registration(r.owner);
        signature = signRegistration(NEW_KEY, r);
        vm.warp(r.deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(PatientRegistry.SignatureExpired.selector, r.deadline, r.deadline + 1)
        );
        registry.register(r, signature);
    }

    function parts(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly {
            r := mload(add(signature, 32))
            s := mload(add(signature, 64))
            v := byte(0, mload(add(signature, 96)))
        }
    }
}
