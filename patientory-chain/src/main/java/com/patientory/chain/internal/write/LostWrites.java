package com.patientory.chain.internal.write;

import com.patientory.chain.model.LostWrite;
import com.patientory.chain.model.PatientoryChainException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener of writes that were refused although somebody may count on them. */
public final class LostWrites {
    private static final Logger LOG = LoggerFactory.getLogger(LostWrites.class);

    private final Consumer<LostWrite> listener;

    /** Takes the caller's listener. */
    public LostWrites(Consumer<LostWrite> listener) {
        this.listener = listener;
    }

    /** Leaves a line in the log for those who do not listen; it names no write. */
    public static LostWrites logged() {
        return new LostWrites(lost -> LOG.warn(
                "a write that a block had, or an earlier run, was refused, and nobody listens: {}",
                lost.reason().getClass().getSimpleName()));
    }

    /** Returns true when the listener has it; what the listener throws is logged. */
    boolean tell(WriteCommand c, PatientoryChainException why) {
        try {
            listener.accept(new LostWrite(c.vault(), c.file(), c.body(), c.envelope(), why));
            return true;
        } catch (RuntimeException | Error e) {
            LOG.warn("the listener of lost writes failed: {}", e.getClass().getName());
            return false;
        }
    }
}
