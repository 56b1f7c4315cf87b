package com.patientory.crypto.internal.floe;

import java.security.SecureRandom;
import java.util.Arrays;

/** Gives out given bytes, in order, once. */
final class ScriptedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] script;
    private int used;

    ScriptedRandom(byte[] script) {
        this.script = script;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] next = Arrays.copyOfRange(script, used, used + bytes.length);
        System.arraycopy(next, 0, bytes, 0, bytes.length);
        used += bytes.length;
    }
}
