package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.HospitalRegistry.Hospital;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.HospitalEntry;
import com.patientory.crypto.WalletAddress;

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

    /** Reads what {@code hospital} returned. */
    public static HospitalEntry entry(GranteeId id, AbiResult result) {
        Hospital h = result.struct(Hospital.class);
        return new HospitalEntry(id, Words.address(h.admin), h.active, h.identifier, h.displayName, h.endpoint);
    }
}
