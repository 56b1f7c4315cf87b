package com.patientory.crypto.internal.ptoy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** One of the two places of an envelope; immutable, though its array is shared and not to be changed. */
final class HeaderSlot {
    static final int OVERHEAD_BYTES = Long.BYTES + Integer.BYTES + 32;

    /** What a reader in JavaScript can count to. */
    static final long MAX_SEQUENCE = (1L << 53) - 1;

    private static final int DIGEST_AT = Long.BYTES + Integer.BYTES;

    private final long sequence;
    private final byte[] envelope;

    HeaderSlot(long sequence, byte[] envelope) {
        this.sequence = sequence;
        this.envelope = envelope;
    }

    /** Reads a slot; empty if it is not valid, for whatever cause. */
    static Optional<HeaderSlot> parse(PtoyLayout layout, byte[] slot) {
        if (slot.length != layout.slotBytes()) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(slot);
        long sequence = head.getLong();
        int length = head.getInt();
        if (sequence < 1 || sequence > MAX_SEQUENCE || length < 1 || length > layout.roomBytes()) {
            return Optional.empty();
        }
        byte[] digest = Arrays.copyOfRange(slot, DIGEST_AT, OVERHEAD_BYTES);
        if (!Arrays.equals(digest, digest(layout, slot))) {
            return Optional.empty();
        }
        for (int at = OVERHEAD_BYTES + length; at < slot.length; at++) {
            if (slot[at] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new HeaderSlot(sequence, Arrays.copyOfRange(slot, OVERHEAD_BYTES, OVERHEAD_BYTES + length)));
    }

    /** The whole slot, padded with zeros; the envelope must fit. */
    byte[] encode(PtoyLayout layout) {
        byte[] slot = new byte[layout.slotBytes()];
        ByteBuffer.wrap(slot).putLong(sequence).putInt(envelope.length);
        System.arraycopy(envelope, 0, slot, OVERHEAD_BYTES, envelope.length);
        System.arraycopy(digest(layout, slot), 0, slot, DIGEST_AT, OVERHEAD_BYTES - DIGEST_AT);
        return slot;
    }

    private static byte[] digest(PtoyLayout layout, byte[] slot) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(layout.preambleHead());
            sha256.update(slot, 0, DIGEST_AT);
            sha256.update(slot, OVERHEAD_BYTES, slot.length - OVERHEAD_BYTES);
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    long sequence() {
        return sequence;
    }

    byte[] envelope() {
        return envelope;
    }

    boolean sameAs(HeaderSlot other) {
        return sequence == other.sequence && Arrays.equals(envelope, other.envelope);
    }
}
