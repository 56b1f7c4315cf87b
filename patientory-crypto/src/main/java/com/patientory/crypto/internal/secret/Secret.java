package com.patientory.crypto.internal.secret;

import java.util.Arrays;

/**
 * Key bytes that one thread may erase while others use them: each user gets a whole copy, or is refused. A key that was
 * half erased, or zeros, would encrypt for everybody.
 */
public final class Secret {
    private final String owner;
    private final byte[] bytes;
    private boolean erased;

    /** Copies the bytes; {@code owner} is who is closed, in the error of a use after that. */
    public Secret(String owner, byte[] bytes) {
        this.owner = owner;
        this.bytes = bytes.clone();
    }

    /** A copy that the caller erases; {@link IllegalStateException} once this is erased. */
    public synchronized byte[] copy() {
        if (erased) {
            throw new IllegalStateException(owner + " is closed");
        }
        return bytes.clone();
    }

    /** Works with a copy, which is erased afterwards. */
    public <T, E extends Exception> T use(Use<T, E> work) throws E {
        byte[] copy = copy();
        try {
            return work.of(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** For good. Erasing twice does nothing. */
    public synchronized void erase() {
        erased = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Something to do with a secret, which must not keep the array. */
    public interface Use<T, E extends Exception> {
        /** Does it. */
        T of(byte[] secret) throws E;
    }
}
