package com.patientory.crypto.internal.keystore;

import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;
import java.util.Arrays;

/** Seals with fixed salt, content key and IV, as the specification's worked example does. Never outside tests. */
public final class FixedSealedKey {
    private FixedSealedKey() {}

    /** Salt 16 x 0x01, content key 32 x 0x02, IV 12 x 0x03. */
    public static String seal(JsonObject jwk, String kid, byte[] password) {
        return seal(jwk, kid, password, 210_000);
    }

    /** The same with another iteration count. */
    public static String seal(JsonObject jwk, String kid, byte[] password, int iterations) {
        KeystoreHeader header = new KeystoreHeader(kid, iterations, Base64Url.encode(filled(16, 1)));
        return SealedKey.seal(jwk, header, password, filled(32, 2), new Threes());
    }

    /** The IV. */
    private static final class Threes extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 3);
        }
    }

    private static byte[] filled(int lengthBytes, int value) {
        byte[] bytes = new byte[lengthBytes];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
