package com.patientory.chain.internal.write;

import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the records of a journal file from behind its header to the end, or to a record that an append left torn. */
final class RecordReader {
    private final Path file;
    private final byte[] bytes;
    private final ByteBuffer all;

    /** Takes a file's bytes and where its records begin. */
    RecordReader(Path file, byte[] bytes, int from) {
        this.file = file;
        this.bytes = bytes;
        this.all = ByteBuffer.wrap(bytes).position(from);
    }

    /** Returns how many bytes are header and whole records. */
    int end() {
        return all.position();
    }

    /** Returns the records. */
    List<JournalRecord> read() {
        List<JournalRecord> records = new ArrayList<>();
        while (all.remaining() >= JournalCodec.LENGTH_BYTES) {
            int start = all.position();
            int length = all.getInt(start);
            if (length < JournalCodec.MIN_BODY_BYTES || length > JournalCodec.MAX_BODY_BYTES) {
                requireZeros(start, start);
                break;
            }
            int body = start + JournalCodec.LENGTH_BYTES;
            int end = body + length + JournalCodec.CRC_BYTES;
            if (end > all.limit()) {
                int odd = JournalCodec.oddFrom(all.slice(body, all.limit() - body), length);
                if (odd >= 0) {
                    requireZeros(body + odd, start);
                }
                break;
            }
            if (all.getInt(body + length) != JournalCodec.crc(bytes, body, length)) {
                requireZeros(end, start);
                break;
            }
            records.add(decode(all.slice(body, length), start));
            all.position(end);
        }
        return records;
    }

    /** A torn append leaves a prefix, or zeros where its end should stand; anything else is not its work. */
    private void requireZeros(int from, int start) {
        for (int i = from; i < all.limit(); i++) {
            if (all.get(i) != 0) {
                throw damaged(start);
            }
        }
    }

    private JournalRecord decode(ByteBuffer body, int start) {
        try {
            return JournalCodec.decode(body);
        } catch (RuntimeException e) {
            throw damaged(start);
        }
    }

    private WriteJournalException damaged(int offset) {
        return new WriteJournalException(Reason.DAMAGED, file, "record at offset " + offset);
    }
}
