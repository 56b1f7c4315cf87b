package com.patientory.crypto.fuzz;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM straight from the platform, to authenticate what a fuzzer wrote. */
final class Gcm {
    private static final int TAG_BYTES = 16;

    private Gcm() {}

    static byte[] encrypt(byte[] key, byte[] iv, byte[] aad, byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        cipher.updateAAD(aad);
        return cipher.doFinal(plain);
    }

    static byte[] ciphertext(byte[] out) {
        return Arrays.copyOf(out, out.length - TAG_BYTES);
    }

    static byte[] tag(byte[] out) {
        return Arrays.copyOfRange(out, out.length - TAG_BYTES, out.length);
    }
}
