package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A body that is written to what decrypts it. */
class DecryptingOutputTest {
    private static final int SEGMENT = 65504;

    private final RecordCipher cipher = RecordCipher.create();

    @Test
    void decrypting_outputCutAnywhere_givesOnlyVerifiedSegmentsAndFailsAtClose() throws IOException {
        byte[] plain = Records.bytes(2 * SEGMENT + 5, 1);
        Body made = encrypt(plain);
        try (RecordKey key = made.key) {
            for (int cut : new int[] {0, 1, 73, 74, 75, 74 + 65535, 74 + 65536, 74 + 65537, made.bytes.length - 1}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                OutputStream in = cipher.decrypting(out, key);
                SlowStreams.writeInPieces(Arrays.copyOf(made.bytes, cut), in, cut);
                assertThrows(IntegrityException.class, in::close, "cut to " + cut);
                int verified = Math.max(0, (cut - 74) / 65536) * SEGMENT;
                assertArrayEquals(Arrays.copyOf(plain, verified), out.toByteArray());
                in.close();
                assertThrows(IOException.class, () -> in.write(1));
            }
        }
    }

    @Test
    void decrypting_outputAltered_staysFailedAndClosesItsTarget() throws IOException {
        byte[] plain = Records.bytes(2 * SEGMENT + 5, 2);
        Body made = encrypt(plain);
        try (RecordKey key = made.key) {
            for (int at : new int[] {50, 74, 80, 74 + 65536, 74 + 65536 + 100, made.bytes.length - 1}) {
                byte[] altered = made.bytes.clone();
                altered[at] ^= 1;
                Target target = new Target();
                OutputStream in = cipher.decrypting(target, key);
                assertThrows(
                        IntegrityException.class,
                        () -> {
                            try {
                                in.write(altered);
                            } catch (IntegrityException e) {
                                assertThrows(IntegrityException.class, () -> in.write(1));
                            }
                            in.close();
                        },
                        "byte " + at);
                assertTrue(target.closed);
                assertTrue(target.size() <= 2 * SEGMENT);
                assertArrayEquals(Arrays.copyOf(plain, target.size()), target.toByteArray());
            }
        }
    }

    @Test
    void decrypting_outputWithBytesBehindTheEndOrOtherParameters_isRefused() throws IOException {
        for (int length : new int[] {5, SEGMENT}) {
            Body made = encrypt(new byte[length]);
            try (RecordKey key = made.key) {
                OutputStream longer = cipher.decrypting(OutputStream.nullOutputStream(), key);
                assertThrows(IntegrityException.class, () -> {
                    longer.write(made.bytes);
                    longer.write(new byte[70_000]);
                    longer.close();
                });
                byte[] other = made.bytes.clone();
                other[0] = 1;
                OutputStream in = cipher.decrypting(OutputStream.nullOutputStream(), key);
                assertThrows(UnsupportedException.class, () -> in.write(other));
            }
        }
    }

    private Body encrypt(byte[] plain) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (SealedBody sealed = cipher.encrypt(new ByteArrayInputStream(plain), body)) {
            return new Body(body.toByteArray(), Records.keyOf(sealed));
        }
    }

    private static final class Body {
        private final byte[] bytes;
        private final RecordKey key;

        Body(byte[] bytes, RecordKey key) {
            this.bytes = bytes;
            this.key = key;
        }
    }

    private static final class Target extends ByteArrayOutputStream {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
