package com.patientory.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;

/** Takes a file of 256 MiB through encryption and decryption; the test gives this program a small heap. */
public final class LargeFileMain {
    static final int MIB = 1024 * 1024;
    static final int SIZE_MIB = 256;

    private LargeFileMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Paths.get(arguments[0]);
        Path plain = folder.resolve("plain");
        Path body = folder.resolve("body");
        try (OutputStream out = Files.newOutputStream(plain)) {
            for (int i = 0; i < SIZE_MIB; i++) {
                out.write(Records.bytes(MIB, i));
            }
        }
        RecordCipher cipher = RecordCipher.create();
        try (SealedBody sealed = cipher.encrypt(plain, body);
                RecordKey key = Records.keyOf(sealed)) {
            Path decrypted = folder.resolve("decrypted");
            cipher.decrypt(body, key, decrypted);
            check(Files.mismatch(plain, decrypted) == -1, "file");
            cipher.decrypt(Files.newInputStream(body), key, decrypted, Progress.NONE);
            check(Files.mismatch(plain, decrypted) == -1, "stream");
            try (SeekableByteChannel channel = cipher.open(body, key)) {
                ByteBuffer last = ByteBuffer.allocate(MIB);
                channel.position(channel.size() - MIB);
                while (last.hasRemaining() && channel.read(last) >= 0) {
                    // Each call reads some more.
                }
                check(Arrays.equals(Records.bytes(MIB, SIZE_MIB - 1), last.array()), "channel");
            }
        }
    }

    private static void check(boolean same, String reader) {
        if (!same) {
            throw new IllegalStateException("The " + reader + " differs");
        }
    }
}
