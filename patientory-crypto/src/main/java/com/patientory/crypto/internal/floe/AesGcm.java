package com.patientory.crypto.internal.floe;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM for one thread, by the provider that {@link Providers} names at the moment. */
abstract class AesGcm {
    /** Before Android API level 29 decryption demands room for the tag in its output. */
    static final int OUTPUT_SLACK_BYTES = FloeParameters.SEGMENT_TAG_BYTES;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final String CONSCRYPT = "Conscrypt";

    final Cipher cipher;

    AesGcm(Cipher cipher) {
        this.cipher = cipher;
    }

    /** The fastest that there is now. */
    static AesGcm open() {
        Provider fast = Providers.fast();
        try {
            return fast == null ? platform() : of(fast);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + TRANSFORMATION, e);
        }
    }

    /** The platform's, whatever else there is. */
    static AesGcm platform() throws GeneralSecurityException {
        return of(Cipher.getInstance(TRANSFORMATION));
    }

    /** One provider's, whether it is installed or not. */
    static AesGcm of(Provider provider) throws GeneralSecurityException {
        return of(Cipher.getInstance(TRANSFORMATION, provider));
    }

    private static AesGcm of(Cipher cipher) {
        // It copies arrays slowly and works on direct memory where it lies; all others are the other way round.
        return cipher.getProvider().getName().equals(CONSCRYPT) ? new DirectAesGcm(cipher) : new ArrayAesGcm(cipher);
    }

    Provider provider() {
        return cipher.getProvider();
    }

    /** Takes all of {@code in}; writes ciphertext and tag. */
    void encrypt(SecretKey key, byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, spec(iv));
            cipher.updateAAD(aad);
            run(true, in, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM encryption cannot fail for a new IV and enough room", e);
        }
    }

    /**
     * Takes all of {@code in}, ciphertext and tag; false if they do not authenticate, and then {@code out} is not to be
     * used. It must have as much room as {@code in} has bytes.
     */
    boolean decrypt(SecretKey key, byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, spec(iv));
            cipher.updateAAD(aad);
            run(false, in, out);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM decryption can fail only by its tag", e);
        }
    }

    /** Moves the bytes through the initialised cipher. */
    abstract void run(boolean encrypting, ByteBuffer in, ByteBuffer out) throws GeneralSecurityException;

    /** Erases what it holds of the data. */
    abstract void erase();

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

        ByteBuffer buffer() {
            return ByteBuffer.wrap(array, offset, length);
        }
    }
}
