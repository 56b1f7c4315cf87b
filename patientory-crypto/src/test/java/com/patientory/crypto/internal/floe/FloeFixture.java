package com.patientory.crypto.internal.floe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/** One key and AAD, and the three readers and two writers on them. */
final class FloeFixture {
    static {
        // So that the first files of this process go through several threads too.
        Warmth.isColdFor(Warmth.COLD_BYTES);
    }

    private final byte[] key;
    private final byte[] aad;
    private final FloeParameters.Limits limits;
    private final Path folder;

    FloeFixture(byte[] key, byte[] aad, FloeParameters.Limits limits, Path folder) {
        this.key = key;
        this.aad = aad;
        this.limits = limits;
        this.folder = folder;
    }

    /** A way of decrypting a whole body. */
    interface Reader {
        byte[] read(byte[] body) throws IOException;
    }

    byte[] encryptStream(FloeParameters parameters, byte[] plain, SecureRandom random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FloeSession session = FloeSession.toEncrypt(parameters, key, aad, random)) {
            new StreamEncryptor(session, random)
                    .encrypt(new ByteArrayInputStream(plain), out, PlaintextDigest.none(), done -> {});
        }
        return out.toByteArray();
    }

    byte[] encryptFile(FloeParameters parameters, byte[] plain, SecureRandom random, int threads) throws IOException {
        Path in = Files.write(folder.resolve("plain"), plain);
        Path out = folder.resolve("body");
        try (FloeSession session = FloeSession.toEncrypt(parameters, key, aad, random);
                FileChannel from = FileChannel.open(in);
                FileChannel to = create(out)) {
            new FileEncryptor(session, random, runner(threads)).encrypt(from, to, PlaintextDigest.none(), done -> {});
        }
        return Files.readAllBytes(out);
    }

    byte[] readStream(byte[] body) throws IOException {
        try (InputStream in =
                DecryptingInputStream.open(new ByteArrayInputStream(body), limits, key, aad, new SecureRandom())) {
            return in.readAllBytes();
        }
    }

    byte[] readFile(byte[] body) throws IOException {
        Path in = Files.write(folder.resolve("body"), body);
        Path out = folder.resolve("decrypted");
        try (FileChannel from = FileChannel.open(in);
                FloeSession session = FloeSession.toDecrypt(DecryptingChannel.header(from), limits, key, aad);
                FileChannel to = create(out)) {
            new FileDecryptor(session, new SecureRandom(), runner(2)).decrypt(from, to, done -> {});
        }
        return Files.readAllBytes(out);
    }

    byte[] readChannel(byte[] body) throws IOException {
        Path in = Files.write(folder.resolve("body"), body);
        try (SeekableByteChannel channel =
                DecryptingChannel.open(Files.newByteChannel(in), limits, key, aad, new SecureRandom())) {
            ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            // From the end to the beginning, in pieces that straddle segments.
            for (long end = channel.size(); end > 0; end -= Math.min(end, 7)) {
                long start = Math.max(0, end - 7);
                out.clear().position((int) start).limit((int) end);
                channel.position(start);
                while (out.hasRemaining() && channel.read(out) >= 0) {
                    // Each call reads some more.
                }
            }
            return out.array();
        }
    }

    static BatchRunner runner(int threads) {
        return new BatchRunner(task -> new Thread(task).start(), threads);
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
