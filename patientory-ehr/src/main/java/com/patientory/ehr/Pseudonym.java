package com.patientory.ehr;

import java.nio.ByteBuffer;

/** The first 16 bytes of a keyed HMAC-SHA-256: equal inputs can be recognised, nothing else. */
record Pseudonym(long high, long low) {
    static final int BYTES = 16;
    static final Pseudonym NONE = new Pseudonym(0, 0);

    static Pseudonym of(byte[] mac) {
        return read(ByteBuffer.wrap(mac));
    }

    static Pseudonym read(ByteBuffer from) {
        return new Pseudonym(from.getLong(), from.getLong());
    }

    void write(ByteBuffer into) {
        into.putLong(high).putLong(low);
    }
}
