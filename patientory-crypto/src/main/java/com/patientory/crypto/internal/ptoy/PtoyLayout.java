package com.patientory.crypto.internal.ptoy;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Where everything lies in a file; all of it follows from the size of a slot, which the preamble states.
 *
 * @param slotBytes a multiple of 4,096
 */
public record PtoyLayout(int slotBytes) {
    /** The format's name in errors. */
    public static final String FORMAT = "ptoy-v1";

    static final int BLOCK_BYTES = 4096;
    static final int MAX_SLOT_BYTES = 32 * BLOCK_BYTES;

    /** What the SHA-256 of a slot covers of the preamble, which is all that is not zero. */
    static final int PREAMBLE_HEAD_BYTES = 16;

    private static final long MAGIC = 0x8950_544f_590d_0a1aL;
    private static final int VERSION = 1;

    /** Checks the size. */
    public PtoyLayout {
        if (!isSlotSize(slotBytes)) {
            throw new IllegalArgumentException("slotBytes is " + slotBytes + ", must be a multiple of " + BLOCK_BYTES
                    + " up to " + MAX_SLOT_BYTES);
        }
    }

    /** The smallest layout for envelopes of this length, or the largest that there is. */
    public static PtoyLayout forEnvelope(long envelopeBytes) {
        long blocks = (envelopeBytes + HeaderSlot.OVERHEAD_BYTES + BLOCK_BYTES - 1) / BLOCK_BYTES;
        return new PtoyLayout((int) Math.min(MAX_SLOT_BYTES, blocks * BLOCK_BYTES));
    }

    /**
     * Reads the preamble.
     *
     * @throws MalformedException if this is no such file
     * @throws UnsupportedException if it is one of another version, or with slots of another size
     */
    static PtoyLayout read(FileChannel file) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        int length = Bytes.read(file, block, BLOCK_BYTES, 0);
        if (length < BLOCK_BYTES) {
            throw MalformedException.at(FORMAT, length, "the preamble is cut off");
        }
        ByteBuffer preamble = ByteBuffer.wrap(block);
        if (preamble.getLong() != MAGIC) {
            throw MalformedException.at(FORMAT, 0, "another magic number");
        }
        int version = preamble.getInt();
        if (version != VERSION) {
            throw new UnsupportedException(FORMAT + " version", Integer.toUnsignedString(version), "" + VERSION);
        }
        int slotBytes = preamble.getInt();
        if (!isSlotSize(slotBytes)) {
            throw new UnsupportedException(
                    FORMAT + " slot size",
                    Integer.toUnsignedString(slotBytes),
                    "a multiple of " + BLOCK_BYTES + " up to " + MAX_SLOT_BYTES);
        }
        for (int at = PREAMBLE_HEAD_BYTES; at < BLOCK_BYTES; at++) {
            if (block[at] != 0) {
                throw MalformedException.at(FORMAT, at, "a byte other than zero in the padding");
            }
        }
        return new PtoyLayout(slotBytes);
    }

    private static boolean isSlotSize(int bytes) {
        return bytes >= BLOCK_BYTES && bytes <= MAX_SLOT_BYTES && bytes % BLOCK_BYTES == 0;
    }

    byte[] preamble() {
        return Arrays.copyOf(preambleHead(), BLOCK_BYTES);
    }

    byte[] preambleHead() {
        return ByteBuffer.allocate(PREAMBLE_HEAD_BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(slotBytes)
                .array();
    }

    long slotOffset(int slot) {
        return BLOCK_BYTES + (long) slot * slotBytes;
    }

    /** Opens the body of a file for reading, whatever the state of its slots. */
    public static FileRegion openBody(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return FileRegion.from(channel, read(channel).bodyOffset(), () -> FileLocks.close(channel));
        } catch (IOException | RuntimeException e) {
            FileLocks.close(channel);
            throw e;
        }
    }

    /** The larger one. */
    public PtoyLayout atLeast(PtoyLayout other) {
        return slotBytes < other.slotBytes ? other : this;
    }

    /** Where the body begins. */
    public long bodyOffset() {
        return slotOffset(2);
    }

    /** The longest envelope that a slot holds. */
    public int roomBytes() {
        return slotBytes - HeaderSlot.OVERHEAD_BYTES;
    }
}
