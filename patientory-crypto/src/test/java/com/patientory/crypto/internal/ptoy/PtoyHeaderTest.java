package com.patientory.crypto.internal.ptoy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtoyHeaderTest {
    private static final PtoyLayout LAYOUT = new PtoyLayout(4096);
    private static final byte[] ENVELOPE = {1, 2, 3};

    @TempDir
    private Path folder;

    private byte[] whole;

    @BeforeEach
    void createFile() throws IOException {
        Path file = folder.resolve("whole");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            HeaderWriter.create(channel, LAYOUT, ENVELOPE);
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    void read_cutAtAnyByte_givesTheEnvelopeOnlyFromAWholeSlot() throws IOException {
        try (FileChannel file = open()) {
            for (int length = whole.length; length >= 0; length--) {
                file.truncate(length);
                if (length < 4096) {
                    assertEquals(
                            OptionalLong.of(length),
                            assertThrows(MalformedException.class, () -> PtoyHeader.read(file))
                                    .offset());
                } else if (length < 8192) {
                    assertThrows(IntegrityException.class, () -> PtoyHeader.read(file), "cut to " + length);
                } else {
                    assertArrayEquals(ENVELOPE, PtoyHeader.read(file).envelope());
                }
            }
        }
    }

    @Test
    void read_anyByteOfThePreambleAltered_isRefused() throws IOException {
        try (FileChannel file = open()) {
            for (int at = 0; at < 4096; at++) {
                put(file, at, whole[at] ^ 1);
                assertThrows(PatientoryCryptoException.class, () -> PtoyHeader.read(file), "byte " + at);
                put(file, at, whole[at]);
            }
        }
    }

    @Test
    void read_anyByteOfOneSlotAltered_givesTheOther() throws IOException {
        try (FileChannel file = open()) {
            for (int at = 4096; at < whole.length; at++) {
                put(file, at, whole[at] ^ 1 << at % Byte.SIZE);
                assertArrayEquals(ENVELOPE, PtoyHeader.read(file).envelope(), "byte " + at);
                assertFalse(PtoyHeader.read(file).isSettled(), "byte " + at);
                put(file, at, whole[at]);
            }
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(folder.resolve("whole"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void put(FileChannel file, int at, int value) throws IOException {
        assertEquals(1, file.write(ByteBuffer.wrap(new byte[] {(byte) value}), at));
    }

    @Test
    void read_bothSlotsDamaged_saysThatAnotherEnvelopeHelps() {
        byte[] altered = whole.clone();
        altered[5000] ^= 1;
        altered[9000] ^= 1;
        IntegrityException damaged = assertThrows(IntegrityException.class, () -> read(altered));
        assertEquals("ptoy-v1", damaged.format());
        assertEquals(true, damaged.getMessage().contains("an envelope kept elsewhere opens it"));
    }

    @Test
    void read_slotsOfDifferentSequence_givesTheHigher() throws IOException {
        for (int slot = 0; slot < 2; slot++) {
            byte[] later = new HeaderSlot(2, new byte[] {9}).encode(LAYOUT);
            byte[] bytes = whole.clone();
            System.arraycopy(later, 0, bytes, (int) LAYOUT.slotOffset(slot), later.length);
            assertArrayEquals(new byte[] {9}, read(bytes));
        }
    }

    @Test
    void read_sameSequenceTwice_givesTheFirst() throws IOException {
        byte[] bytes = whole.clone();
        byte[] other = new HeaderSlot(1, new byte[] {9}).encode(LAYOUT);
        System.arraycopy(other, 0, bytes, 8192, other.length);
        assertArrayEquals(ENVELOPE, read(bytes));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, HeaderSlot.MAX_SEQUENCE + 1, Long.MAX_VALUE})
    void read_sequenceOutOfBoundsWithRightDigest_isNoSlot(long sequence) {
        assertThrows(IntegrityException.class, () -> read(bothSlots(sequence, 3, new byte[] {1})));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4053, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void read_lengthOutOfBoundsWithRightDigest_isNoSlot(int length) {
        assertThrows(IntegrityException.class, () -> read(bothSlots(1, length, new byte[] {1})));
    }

    @Test
    void read_paddingWithRightDigest_isNoSlot() {
        assertThrows(IntegrityException.class, () -> read(bothSlots(1, 3, new byte[] {1, 2, 3, 4})));
        assertArrayEquals(new byte[] {1, 2, 3}, assertReads(bothSlots(1, 3, new byte[] {1, 2, 3})));
    }

    /** Slots as only a forger makes them: the digest is right, the rest need not be. */
    private byte[] bothSlots(long sequence, int length, byte[] content) {
        byte[] slot = new byte[4096];
        ByteBuffer.wrap(slot).putLong(sequence).putInt(length);
        System.arraycopy(content, 0, slot, 44, content.length);
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        sha256.update(whole, 0, 16);
        sha256.update(slot, 0, 12);
        sha256.update(slot, 44, 4052);
        System.arraycopy(sha256.digest(), 0, slot, 12, 32);
        byte[] bytes = whole.clone();
        System.arraycopy(slot, 0, bytes, 4096, 4096);
        System.arraycopy(slot, 0, bytes, 8192, 4096);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4097, 135168, Integer.MAX_VALUE, -4096, Integer.MIN_VALUE})
    void read_slotSizeOutOfBounds_isUnsupported(int slotBytes) {
        byte[] bytes = whole.clone();
        ByteBuffer.wrap(bytes).putInt(12, slotBytes);
        UnsupportedException refused = assertThrows(UnsupportedException.class, () -> read(bytes));
        assertEquals(Integer.toUnsignedString(slotBytes), refused.found());
        assertThrows(IllegalArgumentException.class, () -> new PtoyLayout(slotBytes));
    }

    @Test
    void read_otherVersion_isUnsupported() {
        byte[] bytes = whole.clone();
        ByteBuffer.wrap(bytes).putInt(8, 2);
        UnsupportedException refused = assertThrows(UnsupportedException.class, () -> read(bytes));
        assertEquals("ptoy-v1 version is 2, supported is 1", refused.getMessage());
    }

    @Test
    void forEnvelope_anyLength_isTheSmallestThatHoldsIt() {
        assertEquals(4096, PtoyLayout.forEnvelope(1).slotBytes());
        assertEquals(4096, PtoyLayout.forEnvelope(4052).slotBytes());
        assertEquals(8192, PtoyLayout.forEnvelope(4053).slotBytes());
        assertEquals(131072, PtoyLayout.forEnvelope(131028).slotBytes());
        assertEquals(131072, PtoyLayout.forEnvelope(Integer.MAX_VALUE).slotBytes());
    }

    private byte[] assertReads(byte[] bytes) {
        try {
            return read(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] read(byte[] bytes) throws IOException {
        return PtoyHeader.read(Files.write(folder.resolve("read"), bytes)).envelope();
    }
}
