// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {HospitalRegistry} from "contracts/HospitalRegistry.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {Ptoy} from "contracts/Ptoy.sol";
import {User} from "contracts/User.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice PatientRegistry and User, HospitalRegistry, Ptoy.
contract RegistriesTest is Fixture {
    // ------------------------------------------------------------- patients

    function test_register_aPatient_makesBothContractsHis() external view {
        vm.assertEq(user.owner(), owner, "user");
        vm.assertEq(vault.owner(), owner, "vault");
        vm.assertEq(user.registry(), address(registry), "user's registry");
        vm.assertEq(vault.registry(), address(registry), "vault's registry");
        vm.assertEq(address(vault.hospitals()), address(hospitals), "hospitals");
        vm.assertEq(user.keyVersion(), 1, "version");
        vm.assertEq(user.keyBundleHash(), keccak256("bundle"), "bundle");
        vm.assertEq(user.rsaThumbprint(), keccak256("thumbprint"), "thumbprint");
        vm.assertEq(keccak256(bytes(user.keyBundleLocator())), keccak256("ipfs://bundle"), "locator");
        vm.assertEq(user.patientIdAt(hospitalId), keccak256("blinded"), "patient id");
        vm.assertEq(registry.registeredAt(owner), T0, "time");
        vm.assertEq(registry.registeredAt(stranger), 0, "not registered");
        vm.assertTrue(registry.nonces(owner) == 1 && registry.nonces(stranger) == 0, "nonces");
    }

    function test_register_aPatient_saysSoInEachContract() external {
        PatientRegistry.Registration memory r = registration(vm.addr(7));
        bytes memory signature = signRegistration(7, r);
        vm.recordLogs();
        (address u, address v) = registry.register(r, signature);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 4, "events");
        vm.assertEq(logs[0].topics[0], PatientRegistry.PatientRegistered.selector, "registered");
        vm.assertEq(logs[0].topics[2], id(u), "user");
        vm.assertEq(logs[0].topics[3], id(v), "vault");
        vm.assertEq(logs[1].topics[0], User.KeysChanged.selector, "keys");
        vm.assertEq(logs[2].topics[0], User.PatientIdLinked.selector, "patient id");
        vm.assertEq(logs[2].topics[2], r.patientId, "blinded");
        vm.assertEq(logs[3].topics[0], FileVault.VaultCreated.selector, "vault");
        vm.assertEq(logs[3].topics[1], id(r.owner), "its owner");
    }

    function test_hospitals_everyChange_saysSo() external {
        vm.recordLogs();
        vm.prank(admin);
        hospitals.updateHospital(hospitalId, "Mercy West", "");
        vm.prank(admin);
        hospitals.addWriter(hospitalId, doctor);
        vm.prank(admin);
        hospitals.removeWriter(hospitalId, doctor);
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.prank(registrar);
        hospitals.reinstateHospital(hospitalId);
        vm.prank(admin);
        hospitals.setHospitalAdmin(hospitalId, doctor);
        vm.prank(registrar);
        hospitals.registerHospital("x.example", "X", "", admin);
        vm.prank(owner);
        registry.cancelRegistration();
        bytes32[9] memory expected = [
            HospitalRegistry.HospitalUpdated.selector,
            HospitalRegistry.WriterAdded.selector,
            HospitalRegistry.WriterRemoved.selector,
            HospitalRegistry.WriterRemoved.selector,
            HospitalRegistry.HospitalSuspended.selector,
            HospitalRegistry.HospitalReinstated.selector,
            HospitalRegistry.HospitalAdminChanged.selector,
            HospitalRegistry.HospitalRegistered.selector,
            PatientRegistry.RegistrationCancelled.selector
        ];
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 9, "events");
        for (uint256 i = 0; i < 9; i++) vm.assertEq(logs[i].topics[0], expected[i], "event");
    }

    function test_register_again_saysWhereTheContractsAre() external {
        PatientRegistry.Registration memory r = registration(owner);
        bytes memory signature = signRegistration(OWNER_KEY, r);
        vm.expectRevert(
            abi.encodeWithSelector(PatientRegistry.AlreadyRegistered.selector, owner, address(user), address(vault))
        );
        registry.register(r, signature);
    }

    // By hand from EIP-1014 and EIP-1167, as a device does it.
    function testFuzz_predict_anyOwner_isComputableFromTheRegistryAlone(address anyone) external view {
        (address u, address v) = registry.predict(anyone);
        address userCode = vm.computeCreateAddress(address(registry), 1);
        address vaultCode = vm.computeCreateAddress(address(registry), 2);
        vm.assertEq(registry.userImplementation(), userCode, "user implementation");
        vm.assertEq(registry.vaultImplementation(), vaultCode, "vault implementation");
        vm.assertEq(u, clone(userCode, anyone), "user");
        vm.assertEq(v, clone(vaultCode, anyone), "vault");
    }

    function clone(address implementation, address anyone) private view returns (address) {
        bytes memory code = bytes.concat(
            hex"3d602d80600a3d3981f3363d3d373d3d3d363d73", bytes20(implementation), hex"5af43d82803e903d91602b57fd5bf3"
        );
        bytes32 salt = bytes32(uint256(uint160(anyone)));
        bytes32 hash = keccak256(bytes.concat(hex"ff", bytes20(address(registry)), salt, keccak256(code)));
        return address(uint160(uint256(hash)));
    }

    function test_implementations_ofAllClones_belongToNobody() external {
        User implementation = User(registry.userImplementation());
        vm.assertEq(implementation.owner(), address(0), "owner");
        vm.expectRevert(abi.encodeWithSelector(User.NotRegistry.selector, address(this)));
        implementation.initialize(stranger, FILE, FILE, FILE, FILE, "");
        FileVault code = FileVault(registry.vaultImplementation());
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, address(this), address(0)));
        code.revokeAll();
        // A signature that nobody made recovers to zero, which is the implementation's owner.
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, address(0), address(0)));
        code.revokeAllBySig(0, block.timestamp, "");
    }

    function test_registrationDigest_isWhatThePatientSigns() external view {
        PatientRegistry.Registration memory r = registration(owner);
        bytes memory signature = signRegistration(OWNER_KEY, r);
        bytes32 digest = registry.registrationDigest(r);
        (uint8 v, bytes32 x, bytes32 s) = vm.sign(OWNER_KEY, digest);
        vm.assertEq(keccak256(bytes.concat(x, s, bytes1(v))), keccak256(signature), "digest");
        vm.assertTrue(registry.registeredAt(owner) == T0 && registry.registeredAt(stranger) == 0, "registered at");
    }

    function test_constructor_withoutHospitals_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(PatientRegistry.NotAContract.selector, stranger));
        deploy("PatientRegistry", abi.encode(stranger));
    }

    function test_rotateKeys_nextVersion_replacesThem() external {
        vm.recordLogs();
        vm.prank(owner);
        user.rotateKeys(2, FILE, BODY, "ipfs://next");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertEq(logs[0].topics[0], User.KeysChanged.selector, "event");
        vm.assertEq(logs[0].topics[1], bytes32(uint256(2)), "version");
        vm.assertEq(logs[0].topics[2], BODY, "thumbprint");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(FILE, "ipfs://next")), "bundle");
        vm.assertEq(user.keyBundleHash(), FILE, "hash");
        vm.assertEq(user.rsaThumbprint(), BODY, "thumbprint");
        vm.assertEq(user.keyVersion(), 2, "version");
    }

    function test_rotateKeys_anotherVersionOrZero_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(User.UnexpectedKeyVersion.selector, 1, 2));
        vm.prank(owner);
        user.rotateKeys(1, FILE, BODY, "");
        vm.expectRevert(abi.encodeWithSelector(User.UnexpectedKeyVersion.selector, 3, 2));
        vm.prank(owner);
        user.rotateKeys(3, FILE, BODY, "");
        vm.expectRevert(abi.encodeWithSelector(User.ZeroValue.selector));
        vm.prank(owner);
        user.rotateKeys(2, 0, BODY, "");
        vm.expectRevert(abi.encodeWithSelector(User.ZeroValue.selector));
        vm.prank(owner);
        user.rotateKeys(2, FILE, 0, "");
    }

    function test_patientIds_perHospital_areLinkedAndUnlinked() external {
        vm.prank(owner);
        user.linkPatientId(FILE, BODY);
        vm.assertEq(user.patientIdAt(FILE), BODY, "linked");
        vm.recordLogs();
        vm.prank(owner);
        user.unlinkPatientId(FILE);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], User.PatientIdUnlinked.selector, "event");
        vm.assertTrue(logs[0].topics[1] == FILE && logs[0].topics[2] == BODY, "which");
        vm.assertEq(user.patientIdAt(FILE), 0, "unlinked");
        vm.expectRevert(abi.encodeWithSelector(User.PatientIdNotFound.selector, FILE));
        vm.prank(owner);
        user.unlinkPatientId(FILE);
        vm.expectRevert(abi.encodeWithSelector(User.ZeroValue.selector));
        vm.prank(owner);
        user.linkPatientId(0, BODY);
        vm.expectRevert(abi.encodeWithSelector(User.ZeroValue.selector));
        vm.prank(owner);
        user.linkPatientId(FILE, 0);
        vm.expectRevert(abi.encodeWithSelector(User.AlreadyInitialized.selector, owner));
        vm.prank(address(registry));
        user.initialize(stranger, FILE, FILE, FILE, FILE, "");
    }

    // ------------------------------------------------------------ hospitals

    function test_registerHospital_entry_isReadBack() external view {
        HospitalRegistry.Hospital memory h = hospitals.hospital(hospitalId);
        bytes32 expected = keccak256(abi.encode(admin, true, "mercy.example", "Mercy Hospital", "https://node.example"));
        vm.assertEq(
            keccak256(abi.encode(h.admin, h.active, h.identifier, h.displayName, h.endpoint)), expected, "entry"
        );
        vm.assertEq(hospitals.adminOf(hospitalId), admin, "admin");
        vm.assertEq(hospitals.adminOf(FILE), address(0), "nobody's");
        vm.assertEq(hospitals.hospitalOf(writer), hospitalId, "writer");
        vm.assertEq(hospitals.hospitalOf(stranger), 0, "stranger");
    }

    function test_registerHospital_badArguments_areRefused() external {
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.HospitalExists.selector, hospitalId));
        hospitals.registerHospital("mercy.example", "Another", "", admin);
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.EmptyIdentifier.selector));
        hospitals.registerHospital("", "Another", "", admin);
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.ZeroAddress.selector));
        hospitals.registerHospital("x.example", "X", "", address(0));
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.ZeroAddress.selector));
        hospitals.setHospitalAdmin(hospitalId, address(0));
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.HospitalNotFound.selector, FILE));
        hospitals.updateHospital(FILE, "X", "");
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.HospitalNotFound.selector, FILE));
        hospitals.hospital(FILE);
    }

    function test_updateHospital_andAdmin_change() external {
        vm.prank(admin);
        hospitals.updateHospital(hospitalId, "Mercy West", "https://west.example");
        vm.prank(admin);
        hospitals.setHospitalAdmin(hospitalId, doctor);
        HospitalRegistry.Hospital memory h = hospitals.hospital(hospitalId);
        vm.assertEq(keccak256(bytes(h.displayName)), keccak256("Mercy West"), "name");
        vm.assertEq(keccak256(bytes(h.endpoint)), keccak256("https://west.example"), "endpoint");
        vm.assertTrue(h.admin == doctor && hospitals.adminOf(hospitalId) == doctor, "admin");
    }

    function test_addWriter_badArguments_areRefused() external {
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.WriterTaken.selector, writer, hospitalId));
        hospitals.addWriter(hospitalId, writer);
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.ZeroAddress.selector));
        hospitals.addWriter(hospitalId, address(0));
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.WriterNotFound.selector, hospitalId, stranger));
        hospitals.removeWriter(hospitalId, stranger);
    }

    function test_writers_upToTheLimit_areRemovedInAnyOrder() external {
        for (uint256 i = 1; i < 64; i++) {
            vm.prank(admin);
            hospitals.addWriter(hospitalId, address(uint160(0x10000 + i)));
        }
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.TooManyWriters.selector, hospitalId, 64));
        hospitals.addWriter(hospitalId, stranger);
        for (uint256 i = 0; i < 60; i++) {
            address[] memory left = hospitals.writersOf(hospitalId);
            vm.assertEq(left.length, 64 - i, "left");
            address gone = left[uint256(keccak256(abi.encode(i))) % left.length];
            vm.prank(admin);
            hospitals.removeWriter(hospitalId, gone);
            vm.assertEq(hospitals.hospitalOf(gone), 0, "gone");
            for (uint256 j = 0; j < left.length; j++) {
                if (left[j] != gone) vm.assertEq(hospitals.hospitalOf(left[j]), hospitalId, "stays");
            }
        }
    }

    function test_suspendHospital_removesWritersUntilReinstated() external {
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.assertEq(hospitals.writersOf(hospitalId).length, 0, "writers");
        vm.assertEq(hospitals.hospitalOf(writer), 0, "writer");
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.HospitalInactive.selector, hospitalId));
        hospitals.suspendHospital(hospitalId);
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.HospitalInactive.selector, hospitalId));
        vm.prank(admin);
        hospitals.addWriter(hospitalId, writer);
        vm.prank(registrar);
        hospitals.reinstateHospital(hospitalId);
        refuseRegistrar(abi.encodeWithSelector(HospitalRegistry.HospitalActive.selector, hospitalId));
        hospitals.reinstateHospital(hospitalId);
        vm.prank(admin);
        hospitals.addWriter(hospitalId, writer);
        vm.assertEq(hospitals.hospitalOf(writer), hospitalId, "back");
    }

    function test_suspendHospital_withAllItsWriters_fitsABlock() external {
        for (uint256 i = 1; i < 64; i++) {
            vm.prank(admin);
            hospitals.addWriter(hospitalId, address(uint160(0x10000 + i)));
        }
        vm.prank(registrar);
        hospitals.suspendHospital{gas: 1_000_000}(hospitalId);
        vm.assertEq(hospitals.hospitalOf(address(0x10001)), 0, "removed");
    }

    function test_stolenHospital_isHandedToAnotherAdminBeforeItIsReinstated() external {
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.prank(admin);
        hospitals.updateHospital(hospitalId, "Mercy West", "");
        vm.prank(registrar);
        hospitals.setHospitalAdmin(hospitalId, doctor);
        vm.prank(registrar);
        hospitals.reinstateHospital(hospitalId);
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.NotHospitalAdmin.selector, admin, hospitalId));
        vm.prank(admin);
        hospitals.addWriter(hospitalId, writer);
        vm.prank(doctor);
        hospitals.addWriter(hospitalId, writer);
    }

    function refuseRegistrar(bytes memory error) private {
        vm.expectRevert(error);
        vm.prank(registrar);
    }

    // ----------------------------------------------------------------- PTOY

    function testFuzz_ptoy_supply_isMadeOnceForTheHolder(uint128 supply, uint128 amount) external {
        Ptoy token = Ptoy(deploy("Ptoy", abi.encode(owner, supply)));
        vm.assertEq(token.totalSupply(), supply, "supply");
        vm.assertEq(token.balanceOf(owner), supply, "holder");
        vm.assertEq(token.decimals(), 8, "decimals");
        vm.assertEq(keccak256(bytes(token.symbol())), keccak256("PTOY"), "symbol");
        uint256 moved = uint256(amount) % (uint256(supply) + 1);
        vm.prank(owner);
        token.transfer(doctor, moved);
        vm.assertEq(token.balanceOf(owner) + token.balanceOf(doctor), supply, "conserved");
        vm.assertEq(token.balanceOf(doctor), moved, "moved");
    }

    function test_ptoy_permit_allowsWithoutATransactionOfTheHolder() external {
        Ptoy token = Ptoy(deploy("Ptoy", abi.encode(owner, 1000)));
        (bool ok,) = address(token).call(permit(token));
        vm.assertTrue(ok, "permitted");
        vm.prank(doctor);
        token.transferFrom(owner, stranger, 700);
        vm.assertEq(token.balanceOf(stranger), 700, "spent");
        vm.assertEq(token.allowance(owner, doctor), 0, "used up");
    }

    /// @dev Whoever sees a permit on its way can send it first: the second fails, and what it was for stands.
    function test_ptoy_permit_sentTwice_standsAndServesOnce() external {
        Ptoy token = Ptoy(deploy("Ptoy", abi.encode(owner, 1000)));
        bytes memory call = permit(token);
        vm.prank(stranger);
        (bool ok,) = address(token).call(call);
        vm.assertTrue(ok && token.allowance(owner, doctor) == 700, "whoever sends it");
        bytes memory answer;
        vm.prank(doctor);
        (ok, answer) = address(token).call(call);
        bytes4 spent = bytes4(keccak256("ERC2612InvalidSigner(address,address)"));
        vm.assertTrue(!ok && bytes4(answer) == spent, "once");
        vm.assertEq(token.allowance(owner, doctor), 700, "stands");
    }

    function permit(Ptoy token) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 hash = keccak256(abi.encode(typeHash, owner, doctor, 700, 0, T0 + 60));
        bytes memory signature = sign(OWNER_KEY, "Patientory", address(token), hash);
        (bytes32 r, bytes32 s) = (slice(signature, 0), slice(signature, 32));
        return abi.encodeCall(token.permit, (owner, doctor, 700, T0 + 60, uint8(signature[64]), r, s));
    }

    function slice(bytes memory data, uint256 at) private pure returns (bytes32 word) {
        assembly {
            word := mload(add(add(data, 32), at))
        }
    }
}
