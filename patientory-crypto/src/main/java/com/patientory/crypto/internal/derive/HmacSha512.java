package com.patientory.crypto.internal.derive;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-512 (RFC 2104) of the platform, for keys of any length. */
final class HmacSha512 {
    static final int LENGTH_BYTES = 64;

    private HmacSha512() {}

    static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            // The platform refuses an empty key; HMAC pads with zeros, so one zero octet is the same key.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA512"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA512", e);
        }
    }
}
