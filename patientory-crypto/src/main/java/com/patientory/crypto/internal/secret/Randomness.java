package com.patientory.crypto.internal.secret;

import java.security.SecureRandom;

/** The platform's randomness, where a caller does not bring his own: one source for all, which is safe for threads. */
public final class Randomness {
    private static final SecureRandom PLATFORM = new SecureRandom();

    private Randomness() {}

    public static SecureRandom platform() {
        return PLATFORM;
    }
}
