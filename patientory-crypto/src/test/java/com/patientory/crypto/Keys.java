package com.patientory.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One key of each kind, and many public ones. */
final class Keys {
    static final SecureRandom RANDOM = new SecureRandom();
    static final RecipientKey RSA = Records.PATIENT;
    static final RecipientKey P256 = RecipientKey.generateP256(RANDOM);
    static final RecipientKey X25519 = RecipientKey.generateX25519(RANDOM);
    static final RecipientKey X_WING = ExperimentalXWing.generate(RANDOM);
    static final RecipientKey VAULT = VaultKey.generate(RANDOM).recipientKey();
    static final List<RecipientKey> ALL = List.of(RSA, P256, X25519, X_WING, VAULT);

    private Keys() {}

    static String nameOf(RecipientKey key) {
        return List.of("RSA", "P-256", "X25519", "X-Wing", "vault").get(ALL.indexOf(key));
    }

    static List<Recipient> recipients(List<RecipientKey> keys) {
        return keys.stream().map(RecipientKey::recipient).toList();
    }

    static List<Recipient> many(int count, Supplier<Recipient> kind) {
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recipients.add(kind.get());
        }
        return recipients;
    }

    /** Public numbers without private ones: enough to be encrypted for, and made at once. */
    static Recipient rsaPublic() {
        BigInteger modulus = new BigInteger(3072, RANDOM).setBit(3071).setBit(0);
        return Recipient.of(new RSAPublicKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public BigInteger getModulus() {
                return modulus;
            }

            @Override
            public BigInteger getPublicExponent() {
                return BigInteger.valueOf(65537);
            }

            @Override
            public String getAlgorithm() {
                return "RSA";
            }

            @Override
            public String getFormat() {
                return "none";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        });
    }
}
