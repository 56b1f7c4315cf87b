// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {HospitalRegistry} from "contracts/HospitalRegistry.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Emergencies: who, for how long, and everything that ends them.
contract BreakGlassTest is Fixture {
    address private constant CLINICIAN = address(0xC11);
    bytes32 private constant REASON = keccak256("reason");

    function setUp() public override {
        super.setUp();
        attest(hospitalId, uint64(T0 + 10 days));
        vm.prank(owner);
        vault.store(FILE, BODY, ENVELOPE);
    }

    function attest(bytes32 hospital, uint64 expiry) private {
        vm.prank(admin);
        hospitals.attestClinician(hospital, CLINICIAN, expiry);
    }

    function breakGlass(uint64 duration) private {
        vm.prank(CLINICIAN);
        vault.breakGlass(REASON, duration);
    }

    function reads() private view returns (bool) {
        return vault.canRead(id(CLINICIAN), FILE);
    }

    function test_breakGlass_byAClinician_givesReadForATime() external {
        vm.assertTrue(!reads(), "before");
        vm.recordLogs();
        breakGlass(4 hours);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "events");
        vm.assertEq(logs[0].topics[0], FileVault.GlassBroken.selector, "broken");
        vm.assertEq(logs[0].topics[1], id(CLINICIAN), "clinician");
        vm.assertEq(logs[0].topics[2], hospitalId, "hospital");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(REASON, T0 + 4 hours)), "reason and end");
        vm.assertEq(vault.capabilitiesOf(id(CLINICIAN), VAULT), READ, "READ and no more");
        vm.assertEq(vault.capabilitiesOfAccount(CLINICIAN, FILE), READ, "as an account");
        (bytes32 hospital, uint64 expiry) = vault.emergencyOf(id(CLINICIAN));
        vm.assertEq(hospital, hospitalId, "attested by");
        vm.assertEq(expiry, T0 + 4 hours, "until");
        vm.prank(CLINICIAN);
        vault.logAccess(FILE, id(CLINICIAN), "BTG", REASON);
        vm.warp(T0 + 4 hours - 1);
        vm.assertTrue(reads(), "last second");
        vm.warp(T0 + 4 hours);
        vm.assertTrue(!reads(), "over");
        (hospital, expiry) = vault.emergencyOf(id(CLINICIAN));
        vm.assertEq(hospital, 0, "none");
        vm.assertEq(expiry, 0, "no end");
        breakGlass(1);
        vm.assertTrue(reads(), "anew");
    }

    function test_breakGlass_withoutReasonOrTooLong_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(FileVault.ZeroDigest.selector));
        vm.prank(CLINICIAN);
        vault.breakGlass(0, 1 hours);
        bytes4 period = FileVault.InvalidPeriod.selector;
        vm.expectRevert(abi.encodeWithSelector(period, T0, T0, T0));
        breakGlass(0);
        vm.expectRevert(abi.encodeWithSelector(period, T0, T0 + 4 hours + 1, T0));
        breakGlass(4 hours + 1);
        vm.expectRevert(abi.encodeWithSelector(period, T0, type(uint64).max, T0));
        breakGlass(type(uint64).max);
    }

    /// @dev The times of a grant have 32 bits.
    function test_breakGlass_after2106_givesNothing() external {
        vm.warp(FOREVER - 1);
        attest(hospitalId, uint64(block.timestamp + 10 days));
        breakGlass(1);
        vm.assertTrue(reads(), "the last second");
        breakGlass(4 hours);
        vm.assertTrue(!reads(), "beyond the end");
        vm.warp(uint256(FOREVER) + 1);
        breakGlass(4 hours);
        vm.assertTrue(!reads(), "after it");
    }

    function test_policy_thatForbids_refusesAndEnds() external {
        vm.assertTrue(vault.breakGlassAllowed(), "at first");
        breakGlass(4 hours);
        vm.recordLogs();
        vm.prank(owner);
        vault.setBreakGlass(false);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], FileVault.BreakGlassPolicySet.selector, "event");
        vm.assertEq(bytes32(logs[0].data), 0, "forbidden");
        vm.assertTrue(!vault.breakGlassAllowed() && !reads(), "forbidden");
        vm.expectRevert(abi.encodeWithSelector(FileVault.BreakGlassForbidden.selector));
        breakGlass(4 hours);
        vm.prank(owner);
        vault.setBreakGlass(true);
        vm.assertTrue(vault.breakGlassAllowed() && reads(), "allowed again");
    }

    function test_everythingThatEndsIt_endsIt() external {
        breakGlass(4 hours);
        uint256 before = vm.snapshotState();
        vm.prank(owner);
        vault.revokeAll();
        vm.assertTrue(!reads(), "revokeAll");
        vm.revertToState(before);
        vm.prank(admin);
        hospitals.withdrawClinician(hospitalId, CLINICIAN);
        vm.assertTrue(!reads(), "attestation withdrawn");
        bytes32 other = addHospital("other.example", address(0x07E4));
        attest(other, uint64(T0 + 1 days));
        vm.assertTrue(!reads(), "attested by another hospital");
        vm.revertToState(before);
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.assertTrue(!reads(), "hospital suspended");
        vm.prank(registrar);
        hospitals.reinstateHospital(hospitalId);
        vm.assertTrue(!reads(), "reinstated, without its attestations");
        attest(hospitalId, uint64(T0 + 1 days));
        vm.assertTrue(reads(), "attested again");
        vm.revertToState(before);
        vm.recordLogs();
        vm.prank(owner);
        vault.endEmergency(id(CLINICIAN));
        vm.assertEq(vm.getRecordedLogs()[0].topics[0], FileVault.EmergencyEnded.selector, "event");
        vm.assertTrue(!reads(), "ended by the owner");
        vm.expectRevert(abi.encodeWithSelector(FileVault.EmergencyNotFound.selector, id(CLINICIAN)));
        vm.prank(owner);
        vault.endEmergency(id(CLINICIAN));
        vm.revertToState(before);
        vm.prank(owner);
        vault.erase(FILE);
        vm.assertTrue(!reads(), "erased");
    }

    function test_attestation_over_isNone() external {
        attest(hospitalId, uint64(T0 + 100));
        breakGlass(4 hours);
        vm.warp(T0 + 99);
        vm.assertEq(hospitals.clinicianHospital(CLINICIAN), hospitalId, "last second");
        vm.warp(T0 + 100);
        vm.assertEq(hospitals.clinicianHospital(CLINICIAN), 0, "over");
        vm.assertTrue(!reads(), "ends with the attestation");
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotClinician.selector, CLINICIAN));
        breakGlass(4 hours);
    }

    function test_attestClinician_ofAnotherHospital_waitsForItsEnd() external {
        bytes32 other = addHospital("other.example", address(0x07E4));
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.ClinicianTaken.selector, CLINICIAN, hospitalId));
        attest(other, uint64(T0 + 1 days));
        vm.warp(T0 + 10 days);
        attest(other, uint64(T0 + 11 days));
        vm.assertEq(hospitals.clinicianHospital(CLINICIAN), other, "moved");
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.ClinicianNotFound.selector, hospitalId, CLINICIAN));
        vm.prank(admin);
        hospitals.withdrawClinician(hospitalId, CLINICIAN);
        vm.recordLogs();
        vm.prank(admin);
        hospitals.withdrawClinician(other, CLINICIAN);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], HospitalRegistry.ClinicianWithdrawn.selector, "event");
        vm.assertEq(hospitals.clinicianHospital(CLINICIAN), 0, "withdrawn");
    }

    function test_attestClinician_outOfBounds_isRefused() external {
        bytes4 invalid = HospitalRegistry.InvalidAttestation.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, T0, T0));
        attest(hospitalId, uint64(T0));
        vm.expectRevert(abi.encodeWithSelector(invalid, T0 + 366 days + 1, T0));
        attest(hospitalId, uint64(T0 + 366 days + 1));
        vm.recordLogs();
        attest(hospitalId, uint64(T0 + 366 days));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], HospitalRegistry.ClinicianAttested.selector, "event");
        vm.assertEq(bytes32(logs[0].data), bytes32(T0 + 366 days), "until");
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.ZeroAddress.selector));
        vm.prank(admin);
        hospitals.attestClinician(hospitalId, address(0), uint64(T0 + 1));
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.expectRevert(abi.encodeWithSelector(HospitalRegistry.HospitalInactive.selector, hospitalId));
        attest(hospitalId, uint64(T0 + 1));
    }
}
