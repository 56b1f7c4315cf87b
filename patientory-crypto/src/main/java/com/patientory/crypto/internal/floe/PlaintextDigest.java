package com.patientory.crypto.internal.floe;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a plaintext, given in its order, where somebody wants it; otherwise nothing is computed. */
public final class PlaintextDigest {
    private final @Nullable MessageDigest sha256;

    private PlaintextDigest(@Nullable MessageDigest sha256) {
        this.sha256 = sha256;
    }

    public static PlaintextDigest none() {
        return new PlaintextDigest(null);
    }

    public static PlaintextDigest sha256() {
        try {
            return new PlaintextDigest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    boolean isWanted() {
        return sha256 != null;
    }

    void update(byte[] data, int length) {
        if (sha256 != null) {
            sha256.update(data, 0, length);
        }
    }

    /** Takes all of it. */
    void update(ByteBuffer data) {
        if (sha256 != null) {
            sha256.update(data);
        }
    }

    /** The digest, once; empty if it was not wanted. */
    public Optional<byte[]> finish() {
        return sha256 == null ? Optional.empty() : Optional.of(sha256.digest());
    }
}
