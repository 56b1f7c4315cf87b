package com.patientory.chain;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.EventCursorException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where an {@link EventCursor} stands: the newest blocks that it has told, at most {@value #MOST_BLOCKS}. A consumer keeps
 * it together with what it made of the events, in one transaction. Immutable; the bytes are those of {@code
 * spec/event-checkpoint-v1.md}.
 */
public final class EventCheckpoint {
    /** The most blocks that a cursor remembers. */
    public static final int MOST_BLOCKS = 128;

    private static final byte[] MAGIC = "PTEC1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int HEADER_BYTES = 5 + Long.BYTES + 2;
    private static final int ENTRY_BYTES = HASH_BYTES + 1;

    private final long next;
    private final boolean whole;
    private final List<Told> blocks;

    /** A block that was told, and whether it had events. */
    record Told(BlockRef block, boolean events) {}

    /** Takes the next height to read, and the blocks below it, the newest last; whole when no others were ever told. */
    EventCheckpoint(long next, boolean whole, List<Told> blocks) {
        this.next = next;
        this.whole = whole;
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Begins before a block.
     *
     * @param block the first block to be told; zero for all of the chain, or the height at which a vault was made
     * @return a checkpoint that remembers no blocks
     */
    public static EventCheckpoint before(long block) {
        if (block < 0) {
            throw new IllegalArgumentException("block must not be negative, got " + block);
        }
        return new EventCheckpoint(block, true, List.of());
    }

    /**
     * Decodes what {@link #bytes} gave.
     *
     * @param bytes the bytes
     * @return the checkpoint
     * @throws EventCursorException when they are no checkpoint or were damaged
     */
    public static EventCheckpoint parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int body = bytes.length - Integer.BYTES;
        if (body < HEADER_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new EventCursorException(bytes.length + " bytes without PTEC1");
        }
        long next = in.position(MAGIC.length).getLong();
        byte whole = in.get();
        int count = in.get() & 0xff;
        if (whole != 0 && whole != 1) {
            throw new EventCursorException("flag " + whole);
        }
        if (count > MOST_BLOCKS || next < count || body != HEADER_BYTES + count * ENTRY_BYTES) {
            throw new EventCursorException(bytes.length + " bytes for " + count + " blocks below " + next);
        }
        if (in.getInt(body) != crc(bytes, body)) {
            throw new EventCursorException("the checksum differs");
        }
        List<Told> blocks = new ArrayList<>();
        byte[] hash = new byte[HASH_BYTES];
        for (int i = 0; i < count; i++) {
            in.get(hash);
            byte events = in.get();
            if (events != 0 && events != 1) {
                throw new EventCursorException("block " + i + " has flag " + events);
            }
            blocks.add(new Told(new BlockRef(next - count + i, Hex.data(hash)), events == 1));
        }
        return new EventCheckpoint(next, whole == 1, blocks);
    }

    /**
     * Encodes.
     *
     * @return 19 bytes and 33 for each remembered block, at most 4,243
     */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + blocks.size() * ENTRY_BYTES + Integer.BYTES);
        out.put(MAGIC).putLong(next).put((byte) (whole ? 1 : 0)).put((byte) blocks.size());
        for (Told told : blocks) {
            out.put(Hex.bytes(told.block().hash())).put((byte) (told.events() ? 1 : 0));
        }
        return out.putInt(crc(out.array(), out.position())).array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * Returns the next height to be read.
     *
     * @return the height above the newest block that was told
     */
    public long next() {
        return next;
    }

    /** Returns true when the remembered blocks are all that were ever told. */
    boolean whole() {
        return whole;
    }

    /** Returns the remembered blocks, the newest last. */
    List<Told> blocks() {
        return blocks;
    }
}
