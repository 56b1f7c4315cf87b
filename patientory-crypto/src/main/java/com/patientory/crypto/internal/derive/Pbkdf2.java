package com.patientory.crypto.internal.derive;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * PBKDF2 (RFC 8018 section 5.2) over octets.
 *
 * <p>The platform's takes characters, and platforms differ in how they encode them.
 */
public final class Pbkdf2 {
    private Pbkdf2() {}

    public static byte[] hmacSha512(byte[] password, byte[] salt, int iterations, int lengthBytes) {
        return derive(Hmac.sha512(password), salt, iterations, lengthBytes);
    }

    public static byte[] hmacSha256(byte[] password, byte[] salt, int iterations, int lengthBytes) {
        return derive(Hmac.sha256(password), salt, iterations, lengthBytes);
    }

    private static byte[] derive(Mac mac, byte[] salt, int iterations, int lengthBytes) {
        byte[] out = new byte[lengthBytes];
        try {
            for (int at = 0, block = 1; at < lengthBytes; at += mac.getMacLength(), block++) {
                byte[] sum = block(mac, salt, iterations, block);
                System.arraycopy(sum, 0, out, at, Math.min(sum.length, lengthBytes - at));
                Arrays.fill(sum, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The buffer has the length of the MAC", e);
        }
        return out;
    }

    private static byte[] block(Mac mac, byte[] salt, int iterations, int index) throws GeneralSecurityException {
        mac.update(salt);
        byte[] u = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
        byte[] sum = u.clone();
        for (int i = 1; i < iterations; i++) {
            mac.update(u);
            mac.doFinal(u, 0);
            for (int j = 0; j < sum.length; j++) {
                sum[j] ^= u[j];
            }
        }
        Arrays.fill(u, (byte) 0);
        return sum;
    }
}
