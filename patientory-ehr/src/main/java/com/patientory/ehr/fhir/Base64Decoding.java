package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

/** Decodes a JSON string of base64 (RFC 4648, 4) in pieces, up to and with its closing quote. */
final class Base64Decoding {
    private static final int PIECE = 64 << 10;

    private final JsonBytes json;
    private final byte[] encoded = new byte[PIECE];
    private final byte[] decoded = new byte[PIECE / 4 * 3];
    private int encodedCount;
    private int from;
    private int to;
    private boolean closed;
    private boolean padded;

    Base64Decoding(JsonBytes json) {
        this.json = json;
    }

    /** Returns 0 at the end of the string. */
    int read(byte[] into, int offset, int length) throws IOException {
        while (from == to) {
            if (closed) {
                return 0;
            }
            gather();
            decode();
        }
        int count = Math.min(length, to - from);
        System.arraycopy(decoded, from, into, offset, count);
        from += count;
        return count;
    }

    private void gather() throws IOException {
        encodedCount = 0;
        while (encodedCount < PIECE && !closed) {
            int limit = json.fill();
            byte[] buffer = json.buffer();
            int position = json.position();
            int stop = Math.min(limit, position + PIECE - encodedCount);
            int start = position;
            while (position < stop && isPlain(buffer[position])) {
                position++;
            }
            System.arraycopy(buffer, start, encoded, encodedCount, position - start);
            encodedCount += position - start;
            json.position(position);
            if (position < stop) {
                special(json.next());
            }
        }
    }

    private static boolean isPlain(byte c) {
        return c > ' ' && c != '"' && c != '\\';
    }

    private void special(int c) throws IOException {
        if (c == '"') {
            closed = true;
        } else if (c == '\\') {
            escape(json.next());
        } else {
            json.require(c == ' ' || c == '\n' || c == '\r' || c == '\t');
        }
    }

    private void escape(int c) throws IOException {
        if (c == '/') {
            encoded[encodedCount++] = '/';
        } else if (c == 'u') {
            int code = 0;
            for (int i = 0; i < 4; i++) {
                int digit = Character.digit(json.next(), 16);
                json.require(digit >= 0);
                code = code << 4 | digit;
            }
            json.require(code < 0x80);
            encoded[encodedCount++] = (byte) code;
        } else {
            json.require(c == 'n' || c == 'r' || c == 't');
        }
    }

    private void decode() throws EhrProtocolException {
        from = 0;
        to = 0;
        if (encodedCount == 0) {
            return;
        }
        try {
            json.require(!padded);
            byte[] piece = encodedCount == PIECE ? encoded : Arrays.copyOf(encoded, encodedCount);
            to = Base64.getDecoder().decode(piece, decoded);
            padded = piece[piece.length - 1] == '=';
        } catch (IllegalArgumentException e) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
    }
}
