package com.patientory.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** All ways that {@link RecordCipher} has of reading a body, and what each leaves behind when it refuses. */
final class DamageReaders {
    private final Path folder;
    private byte[] released = new byte[0];

    DamageReaders(Path folder) {
        this.folder = folder;
    }

    /** A content key as an envelope would have given it. */
    static RecordKey key(byte[] contentKey) {
        return new RecordKey(contentKey, 0, null, Records.METADATA, null);
    }

    /** One way. */
    interface Way {
        byte[] read(RecordKey key, byte[] body) throws IOException;
    }

    /** Each by its name. */
    Map<String, Way> all() {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(
                "file, one thread",
                (key, body) -> file(RecordCipher.builder().threads(1).build(), key, body));
        ways.put("file, two threads", (key, body) -> file(RecordCipher.create(), key, body));
        ways.put("stream to file", this::streamToFile);
        ways.put("stream", this::stream);
        ways.put("channels", this::channels);
        ways.put("input stream", this::inputStream);
        ways.put("output stream", this::outputStream);
        ways.put("seekable, forwards", (key, body) -> seekable(key, body, false));
        ways.put("seekable, backwards", (key, body) -> seekable(key, body, true));
        return ways;
    }

    /** What the last stream had given out before it failed, or in all. */
    byte[] released() {
        return released.clone();
    }

    /** Reads in every way; all must give the same bytes, or fail with the same type. */
    byte[] read(RecordKey key, byte[] body) throws IOException {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        byte[] plain = new byte[0];
        RuntimeException failure = null;
        for (Map.Entry<String, Way> way : all().entrySet()) {
            try {
                plain = way.getValue().read(key, body);
                outcomes.put(way.getKey(), Arrays.hashCode(plain));
            } catch (RuntimeException e) {
                failure = e;
                outcomes.put(way.getKey(), e.getClass());
            }
        }
        Assertions.assertEquals(1, outcomes.values().stream().distinct().count(), outcomes::toString);
        if (failure != null) {
            throw failure;
        }
        return plain;
    }

    private byte[] file(RecordCipher cipher, RecordKey key, byte[] body) throws IOException {
        Path in = Files.write(folder.resolve("body"), body);
        return intoNewFile(out -> cipher.decrypt(in, key, out));
    }

    private byte[] streamToFile(RecordKey key, byte[] body) throws IOException {
        return intoNewFile(
                out -> RecordCipher.create().decrypt(new ByteArrayInputStream(body), key, out, Progress.NONE));
    }

    private interface Decryption {
        void to(Path out) throws IOException;
    }

    /** Where it fails there must be no file, under no name. */
    private byte[] intoNewFile(Decryption decryption) throws IOException {
        released = new byte[0];
        Path target = Files.createDirectories(folder.resolve("target"));
        Path out = target.resolve("plain");
        try {
            decryption.to(out);
            byte[] plain = Files.readAllBytes(out);
            Files.delete(out);
            return plain;
        } catch (RuntimeException e) {
            try (Stream<Path> left = Files.list(target)) {
                Assertions.assertEquals(0, left.count(), "files left behind");
            }
            throw e;
        }
    }

    private byte[] stream(RecordKey key, byte[] body) throws IOException {
        return intoMemory(out -> RecordCipher.create().decrypt(new ByteArrayInputStream(body), key, out));
    }

    private byte[] channels(RecordKey key, byte[] body) throws IOException {
        return intoMemory(out -> RecordCipher.create()
                .decrypt(
                        Channels.newChannel(new ByteArrayInputStream(body)),
                        key,
                        Channels.newChannel(out),
                        Progress.NONE));
    }

    private byte[] inputStream(RecordKey key, byte[] body) throws IOException {
        return intoMemory(out -> {
            try (InputStream in = RecordCipher.create().decrypting(new ByteArrayInputStream(body), key)) {
                in.transferTo(out);
            }
        });
    }

    private byte[] outputStream(RecordKey key, byte[] body) throws IOException {
        return intoMemory(out -> {
            try (OutputStream decrypting = RecordCipher.create().decrypting(out, key)) {
                decrypting.write(body);
            }
        });
    }

    private interface Streaming {
        void to(OutputStream out) throws IOException;
    }

    private byte[] intoMemory(Streaming streaming) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            streaming.to(out);
        } finally {
            released = out.toByteArray();
        }
        return released();
    }

    private byte[] seekable(RecordKey key, byte[] body, boolean backwards) throws IOException {
        released = new byte[0];
        Path in = Files.write(folder.resolve("body"), body);
        try (SeekableByteChannel channel = RecordCipher.create().open(in, key)) {
            byte[] plain = new byte[Math.toIntExact(channel.size())];
            int step = 1000;
            int pieces = (plain.length + step - 1) / step;
            for (int i = 0; i < pieces; i++) {
                int from = (backwards ? pieces - 1 - i : i) * step;
                ByteBuffer piece = ByteBuffer.wrap(plain, from, Math.min(step, plain.length - from));
                channel.position(from);
                while (piece.hasRemaining() && channel.read(piece) >= 0) {
                    // Each call reads some more.
                }
            }
            return plain;
        }
    }
}
