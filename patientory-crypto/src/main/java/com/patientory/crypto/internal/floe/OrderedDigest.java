package com.patientory.crypto.internal.floe;

import java.io.IOException;
import java.security.MessageDigest;

/** A digest of all batches in their order, though different threads hold them: each waits for its turn. */
final class OrderedDigest {
    private final BatchRun run;
    private final MessageDigest digest;

    OrderedDigest(BatchRun run, MessageDigest digest) {
        this.run = run;
        this.digest = digest;
    }

    void update(long batch, byte[] data, int length) throws IOException {
        run.awaitTurn(batch);
        digest.update(data, 0, length);
        run.passTurn();
    }
}
