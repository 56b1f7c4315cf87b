package com.patientory.crypto.internal.floe;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the JDK compile its fast path for decryption, beside the first long decryption of a process.
 *
 * <p>That path is reached by the number of calls, and decryption cannot be cut into slices as encryption can: the JDK
 * holds the input back until the tag. A fifth of a second of small messages halves the time of the first 512 MiB. A
 * native provider needs none.
 */
public final class WarmUp {
    /** Shorter work is done before this would be. */
    private static final long WORTHWHILE_BYTES = 32L * 1024 * 1024;

    private static final int MESSAGES = 6000;
    private static final int MESSAGE_BYTES = 512;
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private WarmUp() {}

    /** Starts it in the background, once in a process and only for long work; returns at once. */
    public static void startFor(long plaintextBytes, Executor executor) {
        if (plaintextBytes >= WORTHWHILE_BYTES && STARTED.compareAndSet(false, true)) {
            start(executor);
        }
    }

    /** An executor that fails, whatever way, costs time only. */
    static void start(Executor executor) {
        try {
            executor.execute(WarmUp::run);
        } catch (RuntimeException | OutOfMemoryError e) {
            // No thread to be had is an OutOfMemoryError, or whatever a thread factory throws.
        }
    }

    static void run() {
        if (Providers.fast() != null) {
            return;
        }
        SecretKey key = new SecretKeySpec(new byte[FloeSession.KEY_BYTES], "AES");
        AesGcm gcm = AesGcm.open();
        byte[] plain = new byte[MESSAGE_BYTES];
        byte[] sealed = new byte[MESSAGE_BYTES + FloeParameters.SEGMENT_TAG_BYTES];
        byte[] out = new byte[sealed.length];
        for (int message = 0; message < MESSAGES; message++) {
            // The provider refuses a nonce twice in a row.
            byte[] iv = ByteBuffer.allocate(FloeParameters.SEGMENT_IV_BYTES)
                    .putInt(message)
                    .array();
            gcm.encrypt(key, iv, iv, ByteBuffer.wrap(plain), ByteBuffer.wrap(sealed));
            if (!gcm.decrypt(key, iv, iv, ByteBuffer.wrap(sealed), ByteBuffer.wrap(out))) {
                throw new IllegalStateException("AES-GCM does not decrypt what it has encrypted");
            }
        }
    }
}
