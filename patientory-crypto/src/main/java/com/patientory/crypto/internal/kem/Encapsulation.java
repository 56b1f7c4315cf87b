package com.patientory.crypto.internal.kem;

import com.patientory.crypto.internal.json.JsonObject;

/** A fresh secret and what is sent of it. */
public final class Encapsulation {
    private final JsonObject header;
    private final byte[] secret;

    Encapsulation(JsonObject header, byte[] secret) {
        this.header = header;
        this.secret = secret;
    }

    /** {@code epk} or {@code ek}, to stand in the entry's header. */
    public JsonObject header() {
        return header;
    }

    /** Shared, to be erased by the caller. */
    public byte[] secret() {
        return secret;
    }
}
