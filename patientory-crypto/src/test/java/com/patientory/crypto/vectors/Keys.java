package com.patientory.crypto.vectors;

import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.jose.Thumbprint;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Locale;

/** The RSA keys of the vectors: rotations 0, 1 and 2 of the specifications' words. */
final class Keys {
    static final String WORDS = "test test test test test test test test test test test junk";
    static final String ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    static final Keys PATIENT = new Keys("PATIENT", 0);
    static final Keys DOCTOR = new Keys("DOCTOR", 1);
    static final Keys STRANGER = new Keys("STRANGER", 2);
    static final List<Keys> ALL = List.of(PATIENT, DOCTOR, STRANGER);

    private final String name;
    private final RSAPrivateCrtKey key;

    private Keys(String name, int rotation) {
        this.name = name;
        try (Mnemonic words = Mnemonic.parse(WORDS);
                PatientIdentity patient = PatientIdentity.from(words, rotation)) {
            String jwk = patient.recipientKey().exportJwk();
            key = RsaJwk.privateKey(JsonObject.parse("JWK", jwk, jwk.length()));
        }
    }

    String fileName() {
        return name.toLowerCase(Locale.ROOT);
    }

    RSAPrivateCrtKey privateKey() {
        return key;
    }

    RSAPublicKey publicKey() {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    JsonObject privateJwk() {
        return RsaJwk.of(key);
    }

    String kid() {
        return Thumbprint.of(privateJwk());
    }

    @Override
    public String toString() {
        return name;
    }
}
