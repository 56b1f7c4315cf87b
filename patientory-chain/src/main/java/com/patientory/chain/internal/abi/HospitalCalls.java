package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.HospitalRegistry.Hospital;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.HospitalEntry;
import com.patientory.crypto.WalletAddress;
import java.time.Instant;

/** The functions of HospitalRegistry. */
public final class HospitalCalls {
    private HospitalCalls() {}

    /** Encodes {@code registerHospital}. */
    public static AbiCall registerHospital(String identifier, String name, String endpoint, WalletAddress admin) {
        return new AbiCall(Wrappers.HOSPITALS.registerHospital(identifier, name, endpoint, Hex.data(admin)));
    }

    /** Encodes {@code addWriter}. */
    public static AbiCall addWriter(GranteeId hospital, WalletAddress writer) {
        return new AbiCall(Wrappers.HOSPITALS.addWriter(hospital.bytes(), Hex.data(writer)));
    }

    /** Encodes {@code removeWriter}. */
    public static AbiCall removeWriter(GranteeId hospital, WalletAddress writer) {
        return new AbiCall(Wrappers.HOSPITALS.removeWriter(hospital.bytes(), Hex.data(writer)));
    }

    /** Encodes {@code hospitalOf}. */
    public static AbiCall hospitalOf(WalletAddress writer) {
        return new AbiCall(Wrappers.HOSPITALS.hospitalOf(Hex.data(writer)));
    }

    /** Encodes {@code hospital}. */
    public static AbiCall hospital(GranteeId hospital) {
        return new AbiCall(Wrappers.HOSPITALS.hospital(hospital.bytes()));
    }

    /** Encodes {@code updateHospital}. */
    public static AbiCall updateHospital(GranteeId hospital, String name, String endpoint) {
        return new AbiCall(Wrappers.HOSPITALS.updateHospital(hospital.bytes(), name, endpoint));
    }

    /** Encodes {@code setHospitalAdmin}. */
    public static AbiCall setHospitalAdmin(GranteeId hospital, WalletAddress admin) {
        return new AbiCall(Wrappers.HOSPITALS.setHospitalAdmin(hospital.bytes(), Hex.data(admin)));
    }

    /** Encodes {@code suspendHospital}. */
    public static AbiCall suspendHospital(GranteeId hospital) {
        return new AbiCall(Wrappers.HOSPITALS.suspendHospital(hospital.bytes()));
    }

    /** Encodes {@code reinstateHospital}. */
    public static AbiCall reinstateHospital(GranteeId hospital) {
        return new AbiCall(Wrappers.HOSPITALS.reinstateHospital(hospital.bytes()));
    }

    /** Encodes {@code attestClinician}. */
    public static AbiCall attestClinician(GranteeId hospital, WalletAddress clinician, Instant expiry) {
        return new AbiCall(
                Wrappers.HOSPITALS.attestClinician(hospital.bytes(), Hex.data(clinician), Uint.seconds(expiry)));
    }

    /** Encodes {@code withdrawClinician}. */
    public static AbiCall withdrawClinician(GranteeId hospital, WalletAddress clinician) {
        return new AbiCall(Wrappers.HOSPITALS.withdrawClinician(hospital.bytes(), Hex.data(clinician)));
    }

    /** Encodes {@code clinicianHospital}. */
    public static AbiCall clinicianHospital(WalletAddress clinician) {
        return new AbiCall(Wrappers.HOSPITALS.clinicianHospital(Hex.data(clinician)));
    }

    /** Encodes {@code writersOf}. */
    public static AbiCall writersOf(GranteeId hospital) {
        return new AbiCall(Wrappers.HOSPITALS.writersOf(hospital.bytes()));
    }

    /** Reads what {@code hospital} returned. */
    public static HospitalEntry entry(GranteeId id, AbiResult result) {
        Hospital h = result.struct(Hospital.class);
        return new HospitalEntry(id, Words.address(h.admin), h.active, h.identifier, h.displayName, h.endpoint);
    }
}
