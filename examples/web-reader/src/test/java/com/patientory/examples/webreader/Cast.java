package com.patientory.examples.webreader;

import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.WalletAddress;
import java.security.SecureRandom;

/** Who takes part: a patient with well-known words, a doctor who may read, and a stranger. */
final class Cast implements AutoCloseable {
    static final String WORDS = "test test test test test test test test test test test junk";
    static final String OTHER_WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    final RecipientKey doctor = RecipientKey.generate(new SecureRandom());
    final RecipientKey stranger = RecipientKey.generate(new SecureRandom());
    final PatientIdentity patient;
    final String blob;

    Cast() {
        try (Mnemonic words = Mnemonic.parse(WORDS)) {
            patient = PatientIdentity.from(words);
            blob = patient.seal(words).rsa().toCompact();
        }
    }

    WalletAddress wallet() {
        return patient.wallet().address();
    }

    @Override
    public void close() {
        doctor.close();
        stranger.close();
        patient.close();
    }
}
