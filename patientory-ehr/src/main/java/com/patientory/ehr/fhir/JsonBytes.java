package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Steps through the outermost members of a JSON object byte by byte, so that one huge string can be streamed: a tree or
 * a token reader would hold it in memory.
 */
final class JsonBytes {
    private static final int MAX_SHORT_STRING = 4096;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_SKIPPED_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;

    JsonBytes(InputStream in) {
        this.in = in;
    }

    void close() throws IOException {
        in.close();
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    void position(int moved) {
        position = moved;
    }

    /** Makes at least one byte available and returns the end of what is; a text that ends here was cut off. */
    int fill() throws IOException {
        if (position == limit) {
            int read = in.read(buffer, 0, buffer.length);
            if (read < 0) {
                throw new EhrUnavailableException(EhrUnavailableException.Kind.TRUNCATED, 200, 1);
            }
            position = 0;
            limit = read;
        }
        return limit;
    }

    int next() throws IOException {
        while (fill() == position) {
            // A read of nothing; ask again.
        }
        return buffer[position++] & 0xff;
    }

    int nextToken() throws IOException {
        int c = next();
        while (isSpace(c)) {
            c = next();
        }
        return c;
    }

    void require(boolean holds) throws EhrProtocolException {
        if (!holds) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
    }

    /** The rest of a string without escapes whose quote has been read: names and codes have none. */
    String shortString() throws IOException {
        byte[] text = new byte[MAX_SHORT_STRING];
        int length = 0;
        for (int c = next(); c != '"'; c = next()) {
            require(c != '\\' && length < MAX_SHORT_STRING);
            text[length++] = (byte) c;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    void skipValue(int first) throws IOException {
        int depth = 0;
        int skipped = 0;
        for (int c = first; ; c = next()) {
            if (c == '"') {
                skipped += skipString();
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            require(depth <= MAX_DEPTH && ++skipped <= MAX_SKIPPED_BYTES);
            if (depth == 0 && endsValue(c)) {
                return;
            }
        }
    }

    void requireEnd() throws IOException {
        for (; position < limit; position++) {
            require(isSpace(buffer[position]));
        }
        for (int c = in.read(); c >= 0; c = in.read()) {
            require(isSpace(c));
        }
    }

    /** After a string or a bracket the value is over; a number or a word is over when what follows cannot belong to it. */
    private boolean endsValue(int c) throws IOException {
        if (c == '"' || c == '}' || c == ']') {
            return true;
        }
        fill();
        int following = buffer[position];
        return following == ',' || following == '}' || isSpace(following);
    }

    private int skipString() throws IOException {
        int skipped = 0;
        for (int c = next(); c != '"'; c = next()) {
            if (c == '\\') {
                next();
            }
            require(++skipped <= MAX_SKIPPED_BYTES);
        }
        return skipped;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
