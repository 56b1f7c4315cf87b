package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** The bytes of one record, as in {@code spec/write-journal-v1.md}: length, type, entry, payload, checksum. */
final class JournalCodec {
    static final int LENGTH_BYTES = 4;
    static final int TYPE_BYTES = 1;
    static final int ENTRY_BYTES = 8;
    static final int CRC_BYTES = 4;
    static final int MIN_BODY_BYTES = TYPE_BYTES + ENTRY_BYTES;
    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final byte RESERVED = 1;
    private static final byte SIGNED = 2;
    private static final byte SENT = 3;
    private static final byte INCLUDED = 4;
    private static final byte ABANDONED = 5;
    private static final byte FINAL = 6;

    private static final int RESERVED_BYTES = WalletAddress.LENGTH_BYTES + 3 * 32 + Long.BYTES;
    private static final int INCLUDED_BYTES = 2 * 32 + 2 * Long.BYTES;

    private JournalCodec() {}

    static ByteBuffer encode(JournalRecord record) {
        byte[] body = encodeBody(record);
        ByteBuffer out = ByteBuffer.allocate(LENGTH_BYTES + body.length + CRC_BYTES);
        return out.putInt(body.length)
                .put(body)
                .putInt(crc(body, 0, body.length))
                .flip();
    }

    /** Encodes type, entry and payload alone, for a store that has its own lengths and checksums. */
    static byte[] encodeBody(JournalRecord record) {
        byte[] payload = payload(record);
        return ByteBuffer.allocate(MIN_BODY_BYTES + payload.length)
                .put(type(record))
                .putLong(record.entry())
                .put(payload)
                .array();
    }

    private static byte type(JournalRecord record) {
        if (record instanceof JournalRecord.Reserved) {
            return RESERVED;
        }
        if (record instanceof JournalRecord.Signed) {
            return SIGNED;
        }
        if (record instanceof JournalRecord.Sent) {
            return SENT;
        }
        if (record instanceof JournalRecord.Included) {
            return INCLUDED;
        }
        return record instanceof JournalRecord.Final ? FINAL : ABANDONED;
    }

    private static byte[] payload(JournalRecord record) {
        if (record instanceof JournalRecord.Reserved r) {
            WriteCommand c = r.command();
            return ByteBuffer.allocate(RESERVED_BYTES)
                    .put(c.vault().bytes())
                    .put(c.file().bytes())
                    .put(c.body().bytes())
                    .put(c.envelope().bytes())
                    .putLong(r.nonce())
                    .array();
        }
        if (record instanceof JournalRecord.Signed s) {
            byte[] transaction = s.transaction().bytes();
            ByteBuffer out = ByteBuffer.allocate(Short.BYTES + s.further().size() * ENTRY_BYTES + transaction.length);
            out.putShort((short) s.further().size());
            s.further().forEach(out::putLong);
            return out.put(transaction).array();
        }
        if (record instanceof JournalRecord.Included i) {
            TransactionReceipt receipt = i.receipt();
            return ByteBuffer.allocate(INCLUDED_BYTES)
                    .put(receipt.transaction().bytes())
                    .putLong(receipt.block().number())
                    .put(Hex.bytes(receipt.block().hash()))
                    .putLong(receipt.gasUsed())
                    .array();
        }
        return new byte[0];
    }

    /** Decodes a body without length and checksum; throws a runtime exception for anything malformed. */
    static JournalRecord decode(ByteBuffer body) {
        byte type = body.get();
        long entry = body.getLong();
        return switch (type) {
            case RESERVED ->
                new JournalRecord.Reserved(
                        entry,
                        new WriteCommand(
                                WalletAddress.of(take(body, WalletAddress.LENGTH_BYTES)),
                                FileId.of(take(body, 32)),
                                ContentDigest.of(take(body, 32)),
                                ContentDigest.of(take(body, 32))),
                        body.getLong());
            case SIGNED -> signed(entry, body);
            case SENT -> new JournalRecord.Sent(entry);
            case INCLUDED -> included(entry, body);
            case ABANDONED -> new JournalRecord.Abandoned(entry);
            case FINAL -> new JournalRecord.Final(entry);
            default -> throw new IllegalArgumentException("unknown record type " + type);
        };
    }

    /**
     * Returns from where on a record that was only begun is none of its length and can only be zeros, or -1 when it may have
     * gone on. The checksum stands at the end, so that a false length would otherwise make all that follows a torn record.
     */
    static int oddFrom(ByteBuffer begun, int length) {
        if (!begun.hasRemaining()) {
            return -1;
        }
        int payload = length - MIN_BODY_BYTES;
        return switch (begun.get(0)) {
            case RESERVED -> payload == RESERVED_BYTES ? -1 : TYPE_BYTES;
            case SIGNED -> signedOddFrom(begun, length);
            case INCLUDED -> payload == INCLUDED_BYTES ? -1 : TYPE_BYTES;
            case SENT, ABANDONED, FINAL -> payload == 0 ? -1 : TYPE_BYTES;
            default -> 0;
        };
    }

    /** The length follows from the number of writes and the head of the transaction's RLP. */
    private static int signedOddFrom(ByteBuffer begun, int length) {
        int count = MIN_BODY_BYTES;
        if (begun.remaining() < count + Short.BYTES) {
            return -1;
        }
        int rlp = count + Short.BYTES + ENTRY_BYTES * Short.toUnsignedInt(begun.getShort(count));
        if (begun.remaining() < rlp + 3) {
            return rlp < length ? -1 : count;
        }
        int head = Byte.toUnsignedInt(begun.get(rlp));
        int bytes = switch (head) {
            case 0xf8 -> 2 + Byte.toUnsignedInt(begun.get(rlp + 1));
            case 0xf9 -> 3 + Short.toUnsignedInt(begun.getShort(rlp + 1));
            default -> 1 + head - 0xc0;
        };
        return rlp + bytes == length ? -1 : rlp + 1;
    }

    private static JournalRecord signed(long entry, ByteBuffer body) {
        List<Long> further = new ArrayList<>();
        for (int left = Short.toUnsignedInt(body.getShort()); left > 0; left--) {
            further.add(body.getLong());
        }
        return new JournalRecord.Signed(entry, further, SignedBytes.parse(take(body, body.remaining())));
    }

    private static JournalRecord included(long entry, ByteBuffer body) {
        TransactionHash hash = TransactionHash.of(take(body, 32));
        long number = body.getLong();
        BlockRef block = new BlockRef(number, Hex.data(take(body, 32)));
        return new JournalRecord.Included(entry, new TransactionReceipt(hash, block, body.getLong()));
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private static byte[] take(ByteBuffer body, int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }
}
