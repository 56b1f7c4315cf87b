package com.patientory.crypto.internal.derive;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104) of the platform, for keys of any length. */
final class Hmac {
    private Hmac() {}

    static Mac sha512(byte[] key) {
        return keyed("HmacSHA512", key);
    }

    static Mac sha256(byte[] key) {
        return keyed("HmacSHA256", key);
    }

    private static Mac keyed(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // The platform refuses an empty key; HMAC pads with zeros, so one zero octet is the same key.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
