package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.floe.FloeFixture.Reader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every way of damaging a small body, against each of the three readers. */
class FloeTamperingTest {
    private static final int SEGMENT = 64;
    private static final int HEADER = FloeParameters.HEADER_BYTES;
    private static final FloeParameters PARAMETERS = new FloeParameters(SEGMENT, 1);
    private static final FloeParameters.Limits LIMITS = new FloeParameters.Limits(40, 4096, 1);
    private static final byte[] AAD = {1, 2, 3};

    @TempDir
    private Path folder;

    private byte[] key;
    private byte[] plain;
    private byte[] body;
    private FloeFixture floe;

    @BeforeEach
    void encryptFourSegmentsAndAPart() throws IOException {
        key = new SecureRandom().generateSeed(FloeSession.KEY_BYTES);
        plain = new byte[4 * PARAMETERS.plaintextBytes() + 5];
        new Random(7).nextBytes(plain);
        floe = new FloeFixture(key, AAD, LIMITS, folder);
        body = floe.encryptStream(PARAMETERS, plain, new SecureRandom());
    }

    @TestFactory
    Stream<DynamicTest> read_untouched_givesPlaintext() {
        return each("untouched", read -> assertArrayEquals(plain, read.read(body)));
    }

    @TestFactory
    Stream<DynamicTest> read_cutAtAnyByte_failsIntegrity() {
        return each("cut", read -> {
            for (int length = 0; length < body.length; length++) {
                byte[] cut = Arrays.copyOf(body, length);
                assertThrows(IntegrityException.class, () -> read.read(cut), "cut to " + length);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> read_anyBodyBitFlipped_failsIntegrity() {
        return each("flipped", read -> {
            for (int at = FloeParameters.PARAMETERS_BYTES; at < body.length; at++) {
                byte[] altered = body.clone();
                altered[at] ^= (byte) (1 << at % Byte.SIZE);
                assertThrows(IntegrityException.class, () -> read.read(altered), "byte " + at);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> read_anyParameterByteFlipped_isRefused() {
        return each("parameters", read -> {
            for (int at = 0; at < FloeParameters.PARAMETERS_BYTES; at++) {
                byte[] altered = body.clone();
                altered[at] ^= 1;
                // A segment size within the limits is an integrity failure, all else is unsupported.
                Class<? extends PatientoryCryptoException> expected =
                        at == 4 || at == 5 ? PatientoryCryptoException.class : UnsupportedException.class;
                assertThrows(expected, () -> read.read(altered), "byte " + at);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> read_segmentsSwapped_failsIntegrity() {
        byte[] swapped = join(header(), segment(1), segment(0), segment(2), segment(3), segment(4));
        return fails("swapped", swapped);
    }

    @TestFactory
    Stream<DynamicTest> read_segmentTwice_failsIntegrity() {
        return fails("twice", join(header(), segment(0), segment(0), segment(1), segment(2), segment(3), segment(4)));
    }

    @TestFactory
    Stream<DynamicTest> read_segmentMissing_failsIntegrity() {
        return fails("missing", join(header(), segment(0), segment(2), segment(3), segment(4)));
    }

    @TestFactory
    Stream<DynamicTest> read_finalSegmentTwice_failsIntegrity() {
        return fails("final twice", join(body, segment(4)));
    }

    @TestFactory
    Stream<DynamicTest> read_trailingByte_failsIntegrity() {
        return fails("trailing", join(body, new byte[1]));
    }

    @TestFactory
    Stream<DynamicTest> read_bytesAfterFullFinalSegment_failsIntegrity() throws IOException {
        byte[] full = floe.encryptStream(PARAMETERS, new byte[PARAMETERS.plaintextBytes()], new SecureRandom());
        return fails("trailing after full", join(full, new byte[SEGMENT]));
    }

    @TestFactory
    Stream<DynamicTest> read_lastInnerSegmentDeclaredFinal_failsIntegrity() {
        byte[] forged = join(header(), segment(0), segment(1), segment(2), segment(3));
        ByteBuffer.wrap(forged).putInt(HEADER + 3 * SEGMENT, SEGMENT);
        return fails("declared final", forged);
    }

    @TestFactory
    Stream<DynamicTest> read_finalSegmentDeclaredInner_failsIntegrity() throws IOException {
        byte[] full = floe.encryptStream(PARAMETERS, new byte[PARAMETERS.plaintextBytes()], new SecureRandom());
        ByteBuffer.wrap(full).putInt(HEADER, SegmentCipher.NOT_FINAL);
        return fails("declared inner", full);
    }

    @TestFactory
    Stream<DynamicTest> read_segmentOfAnotherBodyUnderTheSameKey_failsIntegrity() throws IOException {
        byte[] other = floe.encryptStream(PARAMETERS, plain, new SecureRandom());
        byte[] mixed = body.clone();
        System.arraycopy(other, HEADER + SEGMENT, mixed, HEADER + SEGMENT, SEGMENT);
        return fails("mixed", mixed);
    }

    @TestFactory
    Stream<DynamicTest> read_wrongKey_failsIntegrity() {
        byte[] wrong = key.clone();
        wrong[31] ^= 1;
        return fails(new FloeFixture(wrong, AAD, LIMITS, folder), "wrong key", body);
    }

    @TestFactory
    Stream<DynamicTest> read_wrongAad_failsIntegrity() {
        return fails(new FloeFixture(key, new byte[] {1, 2, 4}, LIMITS, folder), "wrong AAD", body);
    }

    @Test
    void stream_cutAfterWholeSegments_givesVerifiedSegmentsThenFailsForGood() throws IOException {
        byte[] cut = Arrays.copyOf(body, HEADER + 2 * SEGMENT);
        InputStream in =
                DecryptingInputStream.open(new ByteArrayInputStream(cut), LIMITS, key, AAD, new SecureRandom());
        int verified = 2 * PARAMETERS.plaintextBytes();
        assertArrayEquals(Arrays.copyOf(plain, verified), in.readNBytes(verified));
        assertThrows(IntegrityException.class, in::read);
        assertThrows(IntegrityException.class, in::read);
        in.close();
        assertThrows(IOException.class, in::read);
    }

    @Test
    void toDecrypt_segmentSizeOutsideLimits_isUnsupported() throws IOException {
        FloeFixture standard = new FloeFixture(key, AAD, FloeParameters.Limits.STANDARD, folder);
        UnsupportedException refused = assertThrows(UnsupportedException.class, () -> standard.readStream(body));
        assertArrayEquals(new String[] {"64", "4096 to 16777216"}, new String[] {refused.found(), refused.supported()});
        for (int accepted : new int[] {4096, 16 * 1024 * 1024}) {
            byte[] other = standard.encryptStream(new FloeParameters(accepted, 20), plain, new SecureRandom());
            assertArrayEquals(plain, standard.readStream(other));
            assertArrayEquals(plain, standard.readFile(other));
        }
        for (int refusedSize : new int[] {4095, 16 * 1024 * 1024 + 1}) {
            byte[] other = standard.encryptStream(new FloeParameters(refusedSize, 20), plain, new SecureRandom());
            assertThrows(UnsupportedException.class, () -> standard.readStream(other));
        }
    }

    private Stream<DynamicTest> fails(String what, byte[] altered) {
        return fails(floe, what, altered);
    }

    private static Stream<DynamicTest> fails(FloeFixture with, String what, byte[] altered) {
        return each(with, what, read -> assertThrows(IntegrityException.class, () -> read.read(altered)));
    }

    private Stream<DynamicTest> each(String what, Check check) {
        return each(floe, what, check);
    }

    private static Stream<DynamicTest> each(FloeFixture with, String what, Check check) {
        Map<String, Reader> readers = new LinkedHashMap<>();
        readers.put("stream", with::readStream);
        readers.put("file", with::readFile);
        readers.put("channel", with::readChannel);
        return readers.entrySet().stream()
                .map(reader -> dynamicTest(what + ", " + reader.getKey(), () -> check.check(reader.getValue())));
    }

    private byte[] header() {
        return Arrays.copyOf(body, HEADER);
    }

    private byte[] segment(int number) {
        int from = HEADER + number * SEGMENT;
        return Arrays.copyOfRange(body, from, Math.min(body.length, from + SEGMENT));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private interface Check {
        void check(Reader reader) throws IOException;
    }
}
