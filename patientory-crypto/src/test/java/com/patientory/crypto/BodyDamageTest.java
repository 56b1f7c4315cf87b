package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.vectors.Fixed;
import com.patientory.crypto.vectors.FloeWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every cut and every changed bit of a small body, and cuts and changes around each boundary of a longer one, read in
 * every way that there is: refused by the right name, with nothing given out but whole, verified segments.
 */
class BodyDamageTest {
    private static final byte[] SHORT_PLAIN = Fixed.bytes("short", 11);
    private static final byte[] SHORT = new FloeWriter("short", FloeWriter.SEGMENT).body(SHORT_PLAIN);
    private static final byte[] LONG_PLAIN = Fixed.bytes("long", 2 * FloeWriter.PLAIN + 7);
    private static final byte[] LONG = new FloeWriter("long", FloeWriter.SEGMENT).body(LONG_PLAIN);
    private static final int AROUND = 20;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> read_untouched_givesThePlaintext() {
        return inEveryWay((readers, way, key) -> {
            assertArrayEquals(SHORT_PLAIN, way.read(key, SHORT));
            assertArrayEquals(LONG_PLAIN, way.read(key, LONG));
        });
    }

    @TestFactory
    Stream<DynamicTest> read_cutAnywhere_isRefusedAndReleasesNothing() {
        return inEveryWay((readers, way, key) -> {
            for (int length = 0; length < SHORT.length; length++) {
                refused(IntegrityException.class, way, key, Arrays.copyOf(SHORT, length), "cut " + length);
                assertEquals(0, readers.released().length, "released, cut to " + length);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> read_anyBitChanged_isRefusedAndReleasesNothing() {
        return inEveryWay((readers, way, key) -> {
            for (int bit = 0; bit < SHORT.length * Byte.SIZE; bit++) {
                byte[] damaged = flip(SHORT, bit);
                refused(expected(damaged), way, key, damaged, "bit " + bit);
                assertEquals(0, readers.released().length, "released, bit " + bit);
            }
        });
    }

    /** The first ten bytes may declare what there is not; a segment size within bounds only breaks the header tag. */
    private static Class<? extends PatientoryCryptoException> expected(byte[] damaged) {
        ByteBuffer header = ByteBuffer.wrap(damaged);
        int algorithms = header.getShort();
        int segmentBytes = header.getInt();
        boolean supported =
                algorithms == 0 && segmentBytes >= 4096 && segmentBytes <= 16 * 1024 * 1024 && header.getInt() == 32;
        return supported ? IntegrityException.class : UnsupportedException.class;
    }

    @TestFactory
    Stream<DynamicTest> read_longBodyCutAroundBoundaries_releasesWholeSegmentsOnly() {
        return inEveryWay((readers, way, key) -> {
            for (int length : places()) {
                refused(IntegrityException.class, way, key, Arrays.copyOf(LONG, length), "cut " + length);
                assertVerifiedPrefix(readers.released(), "cut to " + length);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> read_longBodyChangedAroundBoundaries_releasesWholeSegmentsOnly() {
        return inEveryWay((readers, way, key) -> {
            for (int at : places()) {
                byte[] damaged = flip(LONG, at * Byte.SIZE + at % Byte.SIZE);
                refused(IntegrityException.class, way, key, damaged, "byte " + at);
                assertVerifiedPrefix(readers.released(), "byte " + at);
            }
        });
    }

    private static void assertVerifiedPrefix(byte[] released, String message) {
        assertEquals(0, released.length % FloeWriter.PLAIN, message);
        assertTrue(released.length < LONG_PLAIN.length, message);
        assertArrayEquals(Arrays.copyOf(LONG_PLAIN, released.length), released, message);
    }

    /** Around the end of the header, of each inner segment and of the body. */
    private static List<Integer> places() {
        List<Integer> places = new ArrayList<>();
        for (int boundary = FloeWriter.HEADER; boundary < LONG.length; boundary += FloeWriter.SEGMENT) {
            IntStream.range(boundary - AROUND, Math.min(LONG.length, boundary + AROUND))
                    .forEach(places::add);
        }
        IntStream.range(LONG.length - AROUND, LONG.length).forEach(places::add);
        return places;
    }

    private static void refused(
            Class<? extends PatientoryCryptoException> expected,
            DamageReaders.Way way,
            RecordKey key,
            byte[] body,
            String message) {
        PatientoryCryptoException failure =
                assertThrows(PatientoryCryptoException.class, () -> way.read(key, body), message);
        assertEquals(expected, failure.getClass(), message);
    }

    private Stream<DynamicTest> inEveryWay(Check check) {
        DamageReaders readers = new DamageReaders(folder);
        return readers.all().entrySet().stream().map(way -> dynamicTest(way.getKey(), () -> run(readers, way, check)));
    }

    private static void run(DamageReaders readers, Map.Entry<String, DamageReaders.Way> way, Check check)
            throws IOException {
        try (RecordKey key = DamageReaders.key(FloeWriter.KEY)) {
            check.check(readers, way.getValue(), key);
        }
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    private interface Check {
        void check(DamageReaders readers, DamageReaders.Way way, RecordKey key) throws IOException;
    }
}
