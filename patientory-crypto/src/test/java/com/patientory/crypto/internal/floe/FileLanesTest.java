package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.io.DirectBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of several batches, and of segments larger than a batch, from file to file. */
class FileLanesTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] AAD = {9};
    private static final FloeParameters.Limits LIMITS = new FloeParameters.Limits(40, 4 << 20, 20);
    private static final int BATCH = 16 * FloeParameters.STANDARD.plaintextBytes();
    private static final int POOL = 8;

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    private Path encrypted(Path from, FloeParameters parameters, int threads, PlaintextDigest digest, List<Long> told)
            throws IOException {
        Path to = folder.resolve("body");
        try (FloeSession session = FloeSession.toEncrypt(parameters, KEY, AAD, random);
                FileChannel plain = FileChannel.open(from);
                FileChannel body = create(to)) {
            FloeLayout layout = new FileEncryptor(session, random, FloeFixture.runner(threads))
                    .encrypt(plain, body, digest, told::add);
            assertEquals(layout.bodyBytes(), body.size());
        }
        return to;
    }

    private byte[] decrypted(Path from, int threads, List<Long> told) throws IOException {
        Path to = folder.resolve("decrypted");
        try (FileChannel body = FileChannel.open(from);
                FloeSession session = FloeSession.toDecrypt(DecryptingChannel.header(body), LIMITS, KEY, AAD);
                FileChannel plain = create(to)) {
            new FileDecryptor(session, random, FloeFixture.runner(threads)).decrypt(body, plain, told::add);
        }
        return Files.readAllBytes(to);
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("plain"), content);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void severalBatches_anyThreads_areWholeInOrderAndTold(int threads) throws Exception {
        byte[] plain = random(2 * BATCH + 70_000);
        PlaintextDigest digest = PlaintextDigest.sha256();
        List<Long> told = new ArrayList<>();
        Path body = encrypted(file(plain), FloeParameters.STANDARD, threads, digest, told);
        assertTold(plain.length, threads, told);
        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest(plain),
                digest.finish().orElseThrow());
        FloeFixture floe = new FloeFixture(KEY, AAD, LIMITS, folder);
        assertArrayEquals(plain, floe.readStream(Files.readAllBytes(body)));
        told.clear();
        assertArrayEquals(plain, decrypted(body, threads, told));
        assertTold(plain.length, threads, told);
    }

    private static void assertTold(int total, int threads, List<Long> told) {
        assertEquals(3, told.size());
        assertEquals(total, told.get(2));
        if (threads == 1) {
            assertEquals(List.of((long) BATCH, 2L * BATCH, (long) total), told);
        }
    }

    @Test
    void segmentLargerThanABatch_fits() throws IOException {
        FloeParameters large = new FloeParameters(2 << 20, 20);
        byte[] plain = random(large.plaintextBytes() + 1000);
        Path body = encrypted(file(plain), large, 1, PlaintextDigest.none(), new ArrayList<>());
        assertArrayEquals(plain, decrypted(body, 1, new ArrayList<>()));
    }

    @Test
    void endCutOff_isNoticedBeforeTheFirstByteIsWritten() throws IOException {
        Path body = encrypted(
                file(new byte[2 * BATCH + 1]), FloeParameters.STANDARD, 1, PlaintextDigest.none(), new ArrayList<>());
        try (FileChannel channel = FileChannel.open(body, StandardOpenOption.WRITE)) {
            channel.truncate(
                    FloeLayout.ofPlaintext(FloeParameters.STANDARD, 2L * BATCH).bodyBytes());
        }
        assertThrows(IntegrityException.class, () -> decrypted(body, 1, new ArrayList<>()));
        assertEquals(0, Files.size(folder.resolve("decrypted")));
    }

    @Test
    void fileBecomesLongerMeanwhile_isRefused() throws IOException {
        Path plain = file(new byte[2 * BATCH]);
        List<Long> growing = new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(Long done) {
                try {
                    Files.write(plain, new byte[1], StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return super.add(done);
            }
        };
        IOException refused = assertThrows(
                IOException.class, () -> encrypted(plain, FloeParameters.STANDARD, 1, PlaintextDigest.none(), growing));
        assertTrue(refused.getMessage().contains("longer"), refused.getMessage());
    }

    @Test
    void fileBecomesShorterMeanwhile_isRefused() throws IOException {
        Path plain = file(new byte[2 * BATCH]);
        IOException refused = assertThrows(
                IOException.class,
                () -> encrypted(plain, FloeParameters.STANDARD, 1, PlaintextDigest.none(), cutting(plain, BATCH + 5)));
        assertTrue(refused.getMessage().contains("shorter"), refused.getMessage());
    }

    private static List<Long> cutting(Path file, long length) {
        return new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(Long done) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(length);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return super.add(done);
            }
        };
    }

    @Test
    void buffers_afterwards_goBackToThePoolWithoutPlaintext() throws IOException {
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            others.add(DirectBuffers.take(1));
        }
        byte[] plain = new byte[100_000];
        Arrays.fill(plain, (byte) 0x5a);
        Path from = file(plain);
        Set<ByteBuffer> own = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 2; i++) {
            own.add(others.remove(0));
        }
        own.forEach(DirectBuffers::give);
        Path body = encrypted(from, FloeParameters.STANDARD, 1, PlaintextDigest.none(), new ArrayList<>());
        assertGivenBackWithoutPlaintext(own);
        decrypted(body, 1, new ArrayList<>());
        assertGivenBackWithoutPlaintext(own);
        others.forEach(DirectBuffers::give);
    }

    /** Leaves both where they were. */
    private static void assertGivenBackWithoutPlaintext(Set<ByteBuffer> own) {
        List<ByteBuffer> back = List.of(DirectBuffers.take(1), DirectBuffers.take(1));
        for (ByteBuffer buffer : back) {
            assertTrue(own.contains(buffer));
            byte[] content = new byte[buffer.capacity()];
            buffer.duplicate().clear().get(content);
            assertFalse(contains(content, new byte[] {0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a}));
        }
        back.forEach(DirectBuffers::give);
    }

    private static boolean contains(byte[] content, byte[] part) {
        for (int at = 0; at + part.length <= content.length; at++) {
            if (Arrays.equals(content, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
