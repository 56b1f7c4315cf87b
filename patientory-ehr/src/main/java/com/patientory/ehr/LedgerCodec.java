package com.patientory.ehr;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The layout of {@code spec/ledger-v1.md}. */
final class LedgerCodec {
    static final int HEADER_BYTES = 8 + Pseudonym.BYTES + 4 + 4;
    static final int FRAME_BYTES = 4 + 4;
    static final int MAX_BODY_BYTES = 16 << 10;

    private static final long MAGIC = 0x5054594c45444731L; // "PTYLEDG1"
    private static final int DOCUMENT = 1;
    private static final int CURSOR = 2;
    private static final int DOCUMENT_BYTES = 4 + 2 + 5 * Pseudonym.BYTES + 2;
    private static final int CURSOR_BYTES = 1 + Pseudonym.BYTES + 2;

    /** A record's content: exactly one of the two is there. */
    record Body(@Nullable DocumentEntry document, @Nullable CursorEntry cursor) {}

    /** A patient's cursor, encrypted. */
    record CursorEntry(Pseudonym patient, Ciphertext cursor) {}

    private LedgerCodec() {}

    static byte[] header(Pseudonym check) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC);
        check.write(header);
        header.putInt(0);
        return header.putInt(crc(header.array(), 0, HEADER_BYTES - 4)).array();
    }

    static boolean isLedger(byte[] header) {
        ByteBuffer read = ByteBuffer.wrap(header);
        return read.getLong(0) == MAGIC && read.getInt(HEADER_BYTES - 4) == crc(header, 0, HEADER_BYTES - 4);
    }

    static byte[] record(DocumentEntry entry) {
        ByteBuffer body = frame(DOCUMENT_BYTES + entry.token().bytes().length);
        QuarantineReason reason = entry.reason();
        body.put((byte) DOCUMENT)
                .put((byte) entry.state().code())
                .put((byte) entry.resume().code())
                .put((byte) (reason == null ? 0 : reason.code()))
                .putShort((short) entry.attempts());
        entry.name().version().write(body);
        entry.name().document().write(body);
        entry.name().group().write(body);
        entry.name().patient().write(body);
        entry.content().write(body);
        body.putShort((short) entry.token().bytes().length).put(entry.token().bytes());
        return framed(body);
    }

    static byte[] record(CursorEntry entry) {
        ByteBuffer body = frame(CURSOR_BYTES + entry.cursor().bytes().length);
        body.put((byte) CURSOR);
        entry.patient().write(body);
        body.putShort((short) entry.cursor().bytes().length).put(entry.cursor().bytes());
        return framed(body);
    }

    /** The record that begins at an offset, if a whole and sound one does; gives its body's length. */
    static int soundBodyBytes(byte[] file, int offset) {
        if (file.length - offset < FRAME_BYTES) {
            return -1;
        }
        ByteBuffer read = ByteBuffer.wrap(file);
        int length = read.getInt(offset);
        if (length < CURSOR_BYTES || length > MAX_BODY_BYTES || length > file.length - offset - FRAME_BYTES) {
            return -1;
        }
        return read.getInt(offset + 4) == crcOfRecord(file, offset, length) ? length : -1;
    }

    static Optional<Body> body(byte[] file, int offset, int length) {
        ByteBuffer read = ByteBuffer.wrap(file, offset + FRAME_BYTES, length);
        try {
            Body body = switch (read.get()) {
                case DOCUMENT -> new Body(document(read), null);
                case CURSOR -> new Body(null, new CursorEntry(Pseudonym.read(read), ciphertext(read)));
                default -> throw new IllegalArgumentException("unknown type");
            };
            return read.hasRemaining() ? Optional.empty() : Optional.of(body);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DocumentEntry document(ByteBuffer read) {
        DocumentState state = state(read.get());
        DocumentState resume = state(read.get());
        QuarantineReason reason = reason(read.get());
        int attempts = read.getShort() & 0xffff;
        DocumentEntry.Name name = new DocumentEntry.Name(
                Pseudonym.read(read), Pseudonym.read(read), Pseudonym.read(read), Pseudonym.read(read));
        return new DocumentEntry(name, state, resume, reason, attempts, Pseudonym.read(read), ciphertext(read));
    }

    private static DocumentState state(int code) {
        return DocumentState.of(code).orElseThrow(() -> new IllegalArgumentException("state " + code));
    }

    private static @Nullable QuarantineReason reason(int code) {
        for (QuarantineReason reason : QuarantineReason.values()) {
            if (reason.code() == code) {
                return reason;
            }
        }
        if (code != 0) {
            throw new IllegalArgumentException("reason " + code);
        }
        return null;
    }

    private static Ciphertext ciphertext(ByteBuffer read) {
        byte[] bytes = new byte[read.getShort() & 0xffff];
        read.get(bytes);
        return new Ciphertext(bytes);
    }

    private static ByteBuffer frame(int bodyBytes) {
        return ByteBuffer.allocate(FRAME_BYTES + bodyBytes).putInt(bodyBytes).putInt(0);
    }

    private static byte[] framed(ByteBuffer filled) {
        byte[] record = new byte[filled.capacity()];
        filled.get(0, record);
        ByteBuffer.wrap(record).putInt(4, crcOfRecord(record, 0, record.length - FRAME_BYTES));
        return record;
    }

    private static int crcOfRecord(byte[] file, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file, offset, 4);
        crc.update(file, offset + FRAME_BYTES, length);
        return (int) crc.getValue();
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
