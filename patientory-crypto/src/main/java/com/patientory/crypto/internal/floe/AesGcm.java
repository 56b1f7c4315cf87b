package com.patientory.crypto.internal.floe;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM on byte arrays, for one thread: the one place that asks the platform for the cipher, so also the one
 * where a faster installed provider will be chosen.
 */
final class AesGcm {
    /** Before Android API level 29 decryption demands room for the tag in its output. */
    static final int OUTPUT_SLACK_BYTES = FloeParameters.SEGMENT_TAG_BYTES;

    /**
     * The JDK's fast path is reached through methods that have been called often, and a call with a whole segment counts
     * only once: the first bytes of a process go in slices, and the first GiB takes half a second instead of several.
     */
    private static final int SLICE_BYTES = 1024;

    private static final long COLD_BYTES = 32L * 1024 * 1024;
    private static final AtomicLong SEALED = new AtomicLong();

    private final Cipher cipher;

    AesGcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding", e);
        }
    }

    /** Writes ciphertext and tag. */
    void encrypt(SecretKey key, byte[] iv, byte[] aad, Slice in, byte[] out, int outAt) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, spec(iv));
            cipher.updateAAD(aad);
            int from = in.offset();
            int end = in.offset() + in.length();
            int to = outAt;
            if (SEALED.get() < COLD_BYTES) {
                SEALED.addAndGet(in.length());
                for (; end - from > SLICE_BYTES; from += SLICE_BYTES) {
                    to += cipher.update(in.array(), from, SLICE_BYTES, out, to);
                }
            }
            cipher.doFinal(in.array(), from, end - from, out, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM encryption cannot fail for a new IV and enough room", e);
        }
    }

    /** Reads ciphertext and tag; false if they do not authenticate, and then {@code out} is not to be used. */
    boolean decrypt(SecretKey key, byte[] iv, byte[] aad, Slice in, byte[] out, int outAt) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, spec(iv));
            cipher.updateAAD(aad);
            cipher.doFinal(in.array(), in.offset(), in.length(), out, outAt);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM decryption can fail only by its tag", e);
        }
    }

    private static GCMParameterSpec spec(byte[] iv) {
        return new GCMParameterSpec(FloeParameters.SEGMENT_TAG_BYTES * Byte.SIZE, iv);
    }

    /** A part of an array, which is shared. */
    static final class Slice {
        private final byte[] array;
        private final int offset;
        private final int length;

        Slice(byte[] array, int offset, int length) {
            this.array = array;
            this.offset = offset;
            this.length = length;
        }

        byte[] array() {
            return array;
        }

        int offset() {
            return offset;
        }

        int length() {
            return length;
        }
    }
}
