package com.patientory.chain.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cursor cannot go on from where it stands: the chain below it was exchanged, or its checkpoint is not one. */
public final class EventCursorException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** Why the cursor cannot go on. */
    public enum Reason {
        /** All blocks that the cursor remembers were exchanged: what it told cannot be taken back block by block. */
        TOO_DEEP,
        /** The bytes are no checkpoint, or were damaged. */
        MALFORMED
    }

    /** The reason. */
    private final Reason reason;

    private final transient @Nullable BlockRef block;

    /**
     * Says that a reorganisation reached below what a cursor remembers.
     *
     * @param block the oldest block that the cursor remembers
     */
    public EventCursorException(BlockRef block) {
        super("the chain was exchanged below block " + block + ", which is deeper than the cursor remembers");
        this.reason = Reason.TOO_DEEP;
        this.block = block;
    }

    /**
     * Says that bytes are no checkpoint.
     *
     * @param detail what was found
     */
    public EventCursorException(String detail) {
        super("no checkpoint: " + detail);
        this.reason = Reason.MALFORMED;
        this.block = null;
    }

    /**
     * Returns the reason.
     *
     * @return one of a closed list
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns the oldest block that the cursor remembered.
     *
     * @return the block, empty for a malformed checkpoint
     */
    public Optional<BlockRef> block() {
        return Optional.ofNullable(block);
    }
}
