package com.patientory.examples.demo;

import com.patientory.chain.PatientoryChain;
import com.patientory.chain.device.SignedTransaction;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.examples.patient.PatientDevice;
import java.util.HashMap;
import java.util.Map;

/**
 * The patient with a phone in the hand.
 *
 * <p>{@code directory} is whom the phone knows by name; in production it is a signed list.
 */
final class Patient implements AutoCloseable {
    private final PatientDevice device;
    private final PatientRef atHospital;
    private final PatientoryChain chain;
    private final Narrator narrator;
    private final Map<GranteeId, String> directory = new HashMap<>();

    Patient(PatientDevice device, PatientRef atHospital, PatientoryChain chain, Narrator narrator) {
        this.device = device;
        this.atHospital = atHospital;
        this.chain = chain;
        this.narrator = narrator;
    }

    PatientDevice device() {
        return device;
    }

    PatientRef atHospital() {
        return atHospital;
    }

    void meets(GranteeId grantee, String name) {
        directory.put(grantee, name);
    }

    Map<GranteeId, String> directory() {
        return Map.copyOf(directory);
    }

    /** Reviews a prepared transaction on the phone, reads it aloud, signs it, and has it sent. */
    TransactionReceipt approves(UnsignedTransaction prepared) {
        return submit(device.approve(prepared, directory, this::agreesTo));
    }

    /** The same for a consent to share records, with the terms that the phone shows. */
    TransactionReceipt approves(UnsignedTransaction prepared, DataRequest request) {
        return submit(device.approve(prepared, request, directory, this::agreesTo));
    }

    private boolean agreesTo(String sentence) {
        narrator.say("the phone shows: \"%s\"", sentence);
        return true;
    }

    private TransactionReceipt submit(SignedTransaction signed) {
        TransactionReceipt receipt = chain.submit(signed);
        narrator.say("signed on the phone, in block %s as %s", receipt.block().number(), receipt.transaction());
        return receipt;
    }

    /** Reads aloud what a prepared transaction would do, and agrees only to what was asked for. */
    SignedTransaction reads(UnsignedTransaction prepared, String wanted) {
        return device.approve(prepared, directory, sentence -> {
            boolean agreed = sentence.contains(wanted);
            narrator.say("the phone shows: \"%s\"%s", sentence, agreed ? "" : " and the patient says no");
            return agreed;
        });
    }

    @Override
    public void close() {
        device.close();
    }
}
