package com.patientory.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Takes 1 GiB through every way in and out; the test gives this program a small heap. */
public final class LargeFileMain {
    static final int SIZE_MIB = 1024;

    private static final int MIB = 1024 * 1024;
    private static final long SIZE_BYTES = (long) SIZE_MIB * MIB;

    private LargeFileMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Paths.get(arguments[0]);
        files(folder);
        singleFile(folder);
        streams();
    }

    private static void files(Path folder) throws IOException {
        RecordCipher cipher = RecordCipher.create();
        Path plain = folder.resolve("plain");
        Path body = folder.resolve("body");
        Files.copy(new Numbers(), plain);
        try (SealedBody sealed = cipher.encrypt(plain, body);
                RecordKey key = Records.keyOf(sealed)) {
            cipher.decrypt(body, key, plain);
            check(Files.newInputStream(plain));
            Files.delete(plain);
            try (SealedBody rotated = cipher.rotate(body, key, body, Progress.NONE);
                    RecordKey fresh = Records.keyOf(rotated);
                    SeekableByteChannel channel = cipher.open(body, fresh)) {
                ByteBuffer last = ByteBuffer.allocate(Long.BYTES);
                channel.position(SIZE_BYTES - Long.BYTES).read(last);
                require(last.getLong(0) == SIZE_BYTES / Long.BYTES - 1, "channel");
            }
        }
        Files.delete(body);
    }

    private static void singleFile(Path folder) throws IOException {
        Path path = folder.resolve("record.ptoy");
        List<Recipient> patient = List.of(Records.PATIENT.recipient());
        RecordFile file = RecordFile.create(path)
                .metadata(Records.METADATA)
                .recipients(patient)
                .encrypt(new Numbers());
        try (RecordKey key = file.envelope().open(Records.PATIENT)) {
            check(file.decrypting(key));
            file.decrypt(key, folder.resolve("plain"), Progress.NONE);
        }
        Files.delete(folder.resolve("plain"));
        Files.delete(path);
    }

    /** From one wrapped stream into the other, so that the body is nowhere as a whole. */
    private static void streams() throws IOException {
        RecordCipher cipher = RecordCipher.create();
        try (InputStream body =
                cipher.encrypting(new Numbers(), made -> require(made.sizeBytes() == SIZE_BYTES, "size"))) {
            byte[] buffer = new byte[MIB];
            long length = 0;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                length += count;
            }
            require(length == RecordCipher.bodyBytes(SIZE_BYTES), "encrypting");
        }
        try (SealingOutputStream body = cipher.encrypting(OutputStream.nullOutputStream())) {
            new Numbers().transferTo(body);
            require(body.seal().sizeBytes() == SIZE_BYTES, "sealing");
        }
    }

    private static void check(InputStream found) throws IOException {
        byte[] expected = new byte[MIB];
        InputStream numbers = new Numbers();
        try (InputStream in = found) {
            for (int i = 0; i < SIZE_MIB; i++) {
                numbers.readNBytes(expected, 0, MIB);
                require(Arrays.equals(expected, in.readNBytes(MIB)), "content");
            }
            require(in.read() < 0, "end");
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("Not right: " + what);
        }
    }

    /** The numbers from 0 on, eight bytes each: no two places look alike. */
    private static final class Numbers extends InputStream {
        private static final int CHUNK_BYTES = 64 * 1024;

        private final ByteBuffer waiting = ByteBuffer.allocate(CHUNK_BYTES).limit(0);
        private long next;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, to.length);
            if (!waiting.hasRemaining()) {
                if (next * Long.BYTES == SIZE_BYTES) {
                    return -1;
                }
                waiting.clear();
                while (waiting.hasRemaining()) {
                    waiting.putLong(next++);
                }
                waiting.flip();
            }
            int count = Math.min(length, waiting.remaining());
            waiting.get(to, offset, count);
            return count;
        }
    }
}
