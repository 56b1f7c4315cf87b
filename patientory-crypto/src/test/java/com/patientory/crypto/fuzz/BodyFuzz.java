package com.patientory.crypto.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.CryptoInternals;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.error.PatientoryCryptoException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Whatever is released is what was encrypted, at its place; a whole body is one of those that were made; stream and
 * channel agree.
 *
 * <p>In parts: pairs (sample, segment) put together behind the header of the first sample, then two bytes: how many
 * bytes are cut off.
 */
final class BodyFuzz implements FuzzTarget {
    private static final int SEGMENT_BYTES = 4096;
    private static final int PLAIN_BYTES = SEGMENT_BYTES - 32;
    private static final int HEADER_BYTES = 74;
    private static final int[] LENGTHS = {0, 1, PLAIN_BYTES, PLAIN_BYTES + 1, 2 * PLAIN_BYTES + 100};

    private final RecordCipher cipher = RecordCipher.create();
    private final byte[] plain = new byte[3 * PLAIN_BYTES];
    private final List<byte[]> bodies = new ArrayList<>();

    BodyFuzz() {
        new Random(1).nextBytes(plain);
        for (int length : LENGTHS) {
            bodies.add(CryptoInternals.body(Samples.CONTENT_KEY, SEGMENT_BYTES, Arrays.copyOf(plain, length)));
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(bodies);
        seeds.add(new byte[] {1, 4, 0, 4, 1, 4, 2, 0, 0});
        return seeds;
    }

    @Override
    public void accept(byte[] input) throws IOException {
        byte[] body = Parts.of(input, 1).map(parts -> assembled(parts.get(0))).orElse(input);
        Optional<PatientoryCryptoException> refusal = refusalOfStream(body, Samples.RECORD);
        assertEquals(refusal.isEmpty(), channelReadsAll(body, Samples.RECORD), "stream and channel disagree");
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private byte[] assembled(byte[] plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(sample(plan, 0), HEADER_BYTES));
        for (int i = 0; i + 3 < plan.length; i += 2) {
            byte[] sample = sample(plan, i);
            int start = Math.min(sample.length, HEADER_BYTES + (plan[i + 1] & 0xff) * SEGMENT_BYTES);
            out.writeBytes(Arrays.copyOfRange(sample, start, Math.min(sample.length, start + SEGMENT_BYTES)));
        }
        int cut = plan.length < 2 ? 0 : ByteBuffer.wrap(plan).getShort(plan.length - 2) & 0xffff;
        return Arrays.copyOf(out.toByteArray(), Math.max(0, out.size() - cut));
    }

    private byte[] sample(byte[] plan, int at) {
        return bodies.get(at < plan.length ? (plan[at] & 0xff) % bodies.size() : 0);
    }

    private Optional<PatientoryCryptoException> refusalOfStream(byte[] body, RecordKey key) throws IOException {
        int at = 0;
        byte[] buffer = new byte[1000];
        try (InputStream in = cipher.decrypting(new ByteArrayInputStream(body), key)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                requireReleased(at, buffer, count);
                at += count;
            }
        } catch (PatientoryCryptoException e) {
            return Optional.of(e);
        }
        int length = at;
        assertTrue(Arrays.stream(LENGTHS).anyMatch(known -> known == length), "a shortened body is accepted");
        return Optional.empty();
    }

    /** From the end to the beginning, so that each segment is the first to be read once. */
    private boolean channelReadsAll(byte[] body, RecordKey key) throws IOException {
        try (SeekableByteChannel channel = cipher.open(new MemoryChannel(body), key)) {
            boolean all = true;
            for (long start = channel.size() / PLAIN_BYTES * PLAIN_BYTES; start >= 0; start -= PLAIN_BYTES) {
                all &= segmentIsReleased(channel.position(start), start);
            }
            return all;
        } catch (PatientoryCryptoException e) {
            return false;
        }
    }

    private boolean segmentIsReleased(SeekableByteChannel channel, long start) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PLAIN_BYTES);
        try {
            channel.read(part);
        } catch (PatientoryCryptoException e) {
            return false;
        }
        requireReleased((int) start, part.array(), part.position());
        return true;
    }

    private void requireReleased(int at, byte[] bytes, int count) {
        assertArrayEquals(
                Arrays.copyOfRange(plain, at, at + count), Arrays.copyOf(bytes, count), "released unverified");
    }
}
