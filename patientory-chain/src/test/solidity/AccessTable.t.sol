// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {FileVault} from "contracts/FileVault.sol";
import {HospitalRegistry} from "contracts/HospitalRegistry.sol";
import {Merkle} from "contracts/Merkle.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {User} from "contracts/User.sol";
import {Table} from "./Table.sol";

/// @notice Every state-changing function of a patient's contracts and the registries against every kind of caller.
contract AccessTableTest is Table {
    bytes32 internal constant NEW_FILE = keccak256("new file");
    bytes32 internal constant ACTOR = keccak256("stands for the caller's own id");

    bytes32 internal suspendedId;
    uint256 internal constant THIRD_KEY = 0xC0B;
    address internal constant GUARDIAN = address(0x6A4D);
    address internal constant EMERGENCY = address(0xC12);
    address internal later;

    function setUp() public override {
        super.setUp();
        scheduleRecovery();
        PatientRegistry another = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        later = address(registerIn(another, OWNER_KEY, address(vault)));
        prepareCallers();
        prepareClinicians();
        vaultRows();
        userRows();
        registryRows();
        hospitalRows();
    }

    // The 72 hours end at T0.
    function scheduleRecovery() private {
        vm.warp(T0 - 72 hours);
        address[] memory guardians = new address[](1);
        guardians[0] = GUARDIAN;
        vm.prank(owner);
        user.setGuardians(guardians, 1);
        vm.prank(GUARDIAN);
        user.supportRecovery(stranger);
        vm.warp(T0);
    }

    function prepareClinicians() private {
        caller("guardian", GUARDIAN);
        clinician("clinician", address(0xC11), uint64(T0 + 1 days));
        clinician("clinician in an emergency", EMERGENCY, uint64(T0 + 1 days));
        vm.prank(EMERGENCY);
        vault.breakGlass(BODY, 1 hours);
        clinician("clinician whose attestation is over", address(0xC13), uint64(block.timestamp + 10));
        vm.prank(address(0xC13));
        vault.breakGlass(BODY, 1 hours);
        vm.prank(owner);
        vault.anchor(Merkle.fileLeaf(NEW_FILE, BODY, ENVELOPE), 1, BODY);
        vm.warp(T0 + 200);
    }

    function clinician(string memory name, address account, uint64 expiry) private {
        caller(name, account);
        vm.prank(admin);
        hospitals.attestClinician(hospitalId, account, expiry);
    }

    function prepareCallers() private {
        bytes32 oldEpoch = hospitalCaller("writer whose grant is of an old epoch");
        grant(VAULT, oldEpoch, 15, FOREVER);
        vm.prank(owner);
        vault.revokeAll();
        delete callers;
        delete callerNames;

        caller("owner", owner);
        caller("stranger", stranger);
        caller("registrar", registrar);
        caller("hospital admin", admin);
        caller("writer", writer);
        grant(VAULT, hospitalId, 15, FOREVER);
        hospitalCaller("writer without a grant");
        grant(VAULT, hospitalCaller("writer whose grant expired"), 15, uint64(T0 + 10));
        bytes32 future = hospitalCaller("writer whose grant is not yet valid");
        vm.prank(owner);
        vault.grant(VAULT, future, 15, uint64(T0 + 1000), FOREVER);
        caller("writer whose grant is of an old epoch", hospitals.writersOf(oldEpoch)[0]);
        bytes32 revoked = hospitalCaller("writer whose grant was revoked");
        grant(VAULT, revoked, 15, FOREVER);
        vm.prank(owner);
        vault.revoke(VAULT, revoked);
        grant(VAULT, hospitalCaller("writer with READ"), READ, FOREVER);
        grant(NEW_FILE, hospitalCaller("writer with SUBMIT for the new file"), SUBMIT, FOREVER);

        address removed = address(0x4E3);
        vm.prank(admin);
        hospitals.addWriter(hospitalId, removed);
        vm.prank(admin);
        hospitals.removeWriter(hospitalId, removed);
        caller("removed writer", removed);
        suspendedId = hospitalCaller("writer of a suspended hospital");
        grant(VAULT, suspendedId, 15, FOREVER);
        vm.prank(registrar);
        hospitals.suspendHospital(suspendedId);

        caller("doctor with READ for the file", doctor);
        grant(FILE, id(doctor), READ, FOREVER);
        caller("account with SUBMIT", address(0xACC));
        grant(VAULT, id(address(0xACC)), SUBMIT, FOREVER);
        caller("specialist by forward", address(0x59EC));
        vm.prank(writer);
        vault.forward(VAULT, id(address(0x59EC)), READ | SUBMIT, FOREVER);
        caller("specialist whose forwarder was revoked", address(0x0F));
        grant(VAULT, id(address(0xF0)), 15, FOREVER);
        vm.prank(address(0xF0));
        vault.forward(VAULT, id(address(0x0F)), READ | SUBMIT, FOREVER);
        vm.prank(owner);
        vault.revoke(VAULT, id(address(0xF0)));

        vm.prank(owner);
        vault.store(FILE, BODY, ENVELOPE);
        vm.prank(registrar);
        hospitals.transferOwnership(stranger);
        vm.warp(T0 + 100);
    }

    //                                   o s r a  w - e f o r R F  r s  d S  s x  g c e x
    string internal constant EVERYBODY = "++++" "++++++++" "++" "++" "++" "++++";
    string internal constant NOBODY = "----" "--------" "--" "--" "--" "----";
    string internal constant OWNER = "+---" "--------" "--" "--" "--" "----";
    string internal constant REGISTRAR = "--+-" "--------" "--" "--" "--" "----";
    string internal constant HOSPITAL_ADMIN = "--++" "--------" "--" "--" "--" "----";

    function vaultRows() private {
        bytes4 notOwner = FileVault.NotOwner.selector;
        bytes4 missing = FileVault.MissingCapability.selector;
        vaultRow(notOwner, OWNER, abi.encodeCall(vault.grant, (VAULT, id(address(1)), READ, 0, FOREVER)), "grant");
        vaultRow(notOwner, OWNER, abi.encodeCall(vault.revokeAll, ()), "revokeAll");
        vaultRow(notOwner, OWNER, abi.encodeCall(vault.setEnvelope, (FILE, BODY)), "setEnvelope");
        FileVault.NewEnvelope[] memory envelopes = new FileVault.NewEnvelope[](1);
        envelopes[0] = FileVault.NewEnvelope(FILE, BODY);
        vaultRow(notOwner, OWNER, abi.encodeCall(vault.setEnvelopes, (envelopes)), "setEnvelopes");
        vaultRow(notOwner, "+---" "+-------" "--" "--" "--" "----", abi.encodeCall(vault.revoke, (VAULT, id(address(0x59EC)))), "revoke");

        bytes memory forwarding = abi.encodeCall(vault.forward, (VAULT, id(address(1)), READ, FOREVER));
        vaultRow(missing, "?---" "+-------" "--" "--" "--" "----", forwarding, "forward");

        bytes memory storing = abi.encodeCall(vault.store, (NEW_FILE, BODY, ENVELOPE));
        vaultRow(missing, "+---" "+------+" "--" "-+" "+-" "----", storing, "store");
        FileVault.NewFile[] memory files = new FileVault.NewFile[](1);
        files[0] = FileVault.NewFile(NEW_FILE, BODY, ENVELOPE);
        bytes memory storingMany = abi.encodeCall(vault.storeMany, (files));
        vaultRow(missing, "+---" "+------+" "--" "-+" "+-" "----", storingMany, "storeMany");

        bytes memory logging = abi.encodeCall(vault.logAccess, (FILE, ACTOR, "TREAT", 0));
        vaultRow(missing, "+---" "+-----+-" "--" "++" "+-" "--+-", logging, "logAccess");
        bytes memory refusing = abi.encodeCall(vault.logRefusal, (FILE, id(stranger), "NO_GRANT", 0));
        vaultRow(missing, "----" "+-----+-" "--" "--" "--" "----", refusing, "logRefusal");

        bytes4 notRegistry = FileVault.NotRegistry.selector;
        vaultRow(notRegistry, NOBODY, abi.encodeCall(vault.initialize, (stranger, address(0))), "initialize");
        vaultRow(notRegistry, NOBODY, abi.encodeCall(vault.changeOwner, (stranger)), "changeOwner");
        relayedRows();
        batchRows();
        emergencyRows();
    }

    function batchRows() private {
        bytes4 missing = FileVault.MissingCapability.selector;
        FileVault.NewFile memory file = FileVault.NewFile(NEW_FILE, BODY, ENVELOPE);
        bytes memory data = abi.encodeCall(vault.storeVersion, (file, FILE));
        vaultRow(missing, "+---" "+-------" "--" "-+" "+-" "----", data, "storeVersion");
        data = abi.encodeCall(vault.anchor, (BODY, 7, ENVELOPE));
        vaultRow(missing, "+---" "+-------" "--" "-+" "+-" "----", data, "anchor");
        data = abi.encodeCall(vault.anchorAccess, (BODY, 7));
        vaultRow(missing, "----" "+-----+-" "--" "--" "--" "----", data, "anchorAccess");
        bytes32 root = Merkle.fileLeaf(NEW_FILE, BODY, ENVELOPE);
        data = abi.encodeCall(vault.storeAnchored, (root, 0, file, new bytes32[](0)));
        vaultRow(0, EVERYBODY, data, "storeAnchored");
        data = abi.encodeCall(vault.announce, (FILE, BODY));
        vaultRow(missing, "+---" "+-------" "--" "--" "--" "----", data, "announce");
        vaultRow(FileVault.NotOwner.selector, OWNER, abi.encodeCall(vault.erase, (FILE)), "erase");
        vaultRow(FileVault.NotOwner.selector, OWNER, abi.encodeCall(vault.migrate, (later)), "migrate");
    }

    function emergencyRows() private {
        bytes4 notOwner = FileVault.NotOwner.selector;
        bytes memory data = abi.encodeCall(vault.breakGlass, (BODY, 4 hours));
        bytes4 notClinician = FileVault.NotClinician.selector;
        vaultRow(notClinician, "----" "--------" "--" "--" "--" "-++-", data, "breakGlass");
        vaultRow(notOwner, OWNER, abi.encodeCall(vault.endEmergency, (id(EMERGENCY))), "endEmergency");
        vaultRow(notOwner, OWNER, abi.encodeCall(vault.setBreakGlass, (false)), "setBreakGlass");
    }

    // With the owner's signature anybody may send; without it, see SignatureTest.
    function relayedRows() private {
        uint256 deadline = T0 + 1 hours;
        uint256 nonce = vault.nextNonce();
        FileVault.GrantRequest memory g =
            FileVault.GrantRequest(VAULT, id(address(1)), READ, 0, FOREVER, nonce, deadline);
        vaultRow(0, EVERYBODY, abi.encodeCall(vault.grantBySig, (g, signGrant(OWNER_KEY, g))), "grantBySig");
        bytes memory signature = signRevoke(OWNER_KEY, FILE, id(doctor), nonce, deadline);
        bytes memory revoking = abi.encodeCall(vault.revokeBySig, (FILE, id(doctor), nonce, deadline, signature));
        vaultRow(0, EVERYBODY, revoking, "revokeBySig");
        signature = signRevokeAll(OWNER_KEY, nonce, deadline);
        bytes memory revokingAll = abi.encodeCall(vault.revokeAllBySig, (nonce, deadline, signature));
        vaultRow(0, EVERYBODY, revokingAll, "revokeAllBySig");
        signature = signErase(OWNER_KEY, FILE, nonce, deadline);
        bytes memory erasing = abi.encodeCall(vault.eraseBySig, (FILE, nonce, deadline, signature));
        vaultRow(0, EVERYBODY, erasing, "eraseBySig");
        signature = signMigrate(OWNER_KEY, later, nonce, deadline);
        bytes memory migrating = abi.encodeCall(vault.migrateBySig, (later, nonce, deadline, signature));
        vaultRow(0, EVERYBODY, migrating, "migrateBySig");
    }

    function userRows() private {
        bytes4 notOwner = User.NotOwner.selector;
        userRow(notOwner, OWNER, abi.encodeCall(user.rotateKeys, (2, BODY, BODY, "ipfs://b")), "rotateKeys");
        userRow(notOwner, OWNER, abi.encodeCall(user.linkPatientId, (BODY, BODY)), "linkPatientId");
        userRow(notOwner, OWNER, abi.encodeCall(user.unlinkPatientId, (hospitalId)), "unlinkPatientId");
        userRow(notOwner, OWNER, abi.encodeCall(user.setGuardians, (new address[](0), 0)), "setGuardians");
        userRow(notOwner, OWNER, abi.encodeCall(user.cancelRecovery, ()), "cancelRecovery");
        bytes4 notGuardian = User.NotGuardian.selector;
        string memory guardian = "----" "--------" "--" "--" "--" "+---";
        userRow(notGuardian, guardian, abi.encodeCall(user.supportRecovery, (address(1))), "supportRecovery");
        userRow(notGuardian, guardian, abi.encodeCall(user.withdrawSupport, ()), "withdrawSupport");
        string memory candidate = "-+--" "--------" "--" "--" "--" "----";
        userRow(User.NotNewOwner.selector, candidate, abi.encodeCall(user.executeRecovery, ()), "executeRecovery");
        bytes memory data = abi.encodeCall(user.initialize, (stranger, BODY, BODY, BODY, BODY, ""));
        userRow(User.NotRegistry.selector, NOBODY, data, "initialize");
    }

    function registryRows() private {
        PatientRegistry.Registration memory r = registration(vm.addr(THIRD_KEY));
        bytes memory data = abi.encodeCall(registry.register, (r, signRegistration(THIRD_KEY, r)));
        rows.push(Row("PatientRegistry", "register", address(registry), data, 0, EVERYBODY));
        data = abi.encodeCall(registry.cancelRegistration, ());
        rows.push(Row("PatientRegistry", "cancelRegistration", address(registry), data, 0, EVERYBODY));
        data = abi.encodeCall(registry.recovered, (owner, stranger));
        bytes4 notUser = PatientRegistry.NotUser.selector;
        rows.push(Row("PatientRegistry", "recovered", address(registry), data, notUser, NOBODY));
    }

    function hospitalRows() private {
        bytes4 foreign = Ownable.OwnableUnauthorizedAccount.selector;
        bytes4 notAdmin = HospitalRegistry.NotHospitalAdmin.selector;
        bytes memory data = abi.encodeCall(hospitals.registerHospital, ("x.example", "X", "", admin));
        hospitalRow(foreign, REGISTRAR, data, "registerHospital");
        hospitalRow(foreign, REGISTRAR, abi.encodeCall(hospitals.suspendHospital, (hospitalId)), "suspendHospital");
        data = abi.encodeCall(hospitals.reinstateHospital, (suspendedId));
        hospitalRow(foreign, REGISTRAR, data, "reinstateHospital");
        data = abi.encodeCall(hospitals.transferOwnership, (doctor));
        hospitalRow(foreign, REGISTRAR, data, "transferOwnership");
        hospitalRow(foreign, REGISTRAR, abi.encodeCall(hospitals.renounceOwnership, ()), "renounceOwnership");
        data = abi.encodeCall(hospitals.acceptOwnership, ());
        hospitalRow(foreign, "-+--" "--------" "--" "--" "--" "----", data, "acceptOwnership");
        data = abi.encodeCall(hospitals.updateHospital, (hospitalId, "Mercy", ""));
        hospitalRow(notAdmin, HOSPITAL_ADMIN, data, "updateHospital");
        data = abi.encodeCall(hospitals.setHospitalAdmin, (hospitalId, stranger));
        hospitalRow(notAdmin, HOSPITAL_ADMIN, data, "setHospitalAdmin");
        data = abi.encodeCall(hospitals.addWriter, (hospitalId, address(0x111)));
        hospitalRow(notAdmin, HOSPITAL_ADMIN, data, "addWriter");
        data = abi.encodeCall(hospitals.removeWriter, (hospitalId, writer));
        hospitalRow(notAdmin, HOSPITAL_ADMIN, data, "removeWriter");
        data = abi.encodeCall(hospitals.attestClinician, (hospitalId, doctor, uint64(T0 + 1 days)));
        hospitalRow(notAdmin, HOSPITAL_ADMIN, data, "attestClinician");
        data = abi.encodeCall(hospitals.withdrawClinician, (hospitalId, EMERGENCY));
        hospitalRow(notAdmin, HOSPITAL_ADMIN, data, "withdrawClinician");
    }

    function test_everyFunction_everyCaller_asTheTableSays() external {
        vm.assertEq(compare(), rows.length * 22, "cells");
    }

    function test_table_againstTheArtifacts_hasARowForEveryStateChangingFunction() external view {
        vm.assertEq(uncovered("FileVault"), 0, "FileVault");
        vm.assertEq(uncovered("User"), 0, "User");
        vm.assertEq(uncovered("PatientRegistry"), 0, "PatientRegistry");
        vm.assertEq(uncovered("HospitalRegistry"), 0, "HospitalRegistry");
    }

    function prepared(Row storage row, address by) internal view override returns (bytes memory) {
        if (!equal(row.name, "logAccess")) return row.data;
        return abi.encodeCall(vault.logAccess, (FILE, id(by), "TREAT", 0));
    }

    function otherwise(bytes1 letter, Row storage row) internal view override returns (bytes4) {
        return letter == "?" ? FileVault.OwnerGrants.selector : row.refusal;
    }

    function hospitalCaller(string memory name) private returns (bytes32) {
        address account = address(uint160(uint256(keccak256(bytes(name)))));
        caller(name, account);
        return addHospital(name, account);
    }

    function vaultRow(bytes4 refusal, string memory expected, bytes memory data, string memory name) private {
        rows.push(Row("FileVault", name, address(vault), data, refusal, expected));
    }

    function userRow(bytes4 refusal, string memory expected, bytes memory data, string memory name) private {
        rows.push(Row("User", name, address(user), data, refusal, expected));
    }

    function hospitalRow(bytes4 refusal, string memory expected, bytes memory data, string memory name) private {
        rows.push(Row("HospitalRegistry", name, address(hospitals), data, refusal, expected));
    }
}
