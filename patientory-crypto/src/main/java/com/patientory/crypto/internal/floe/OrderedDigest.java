package com.patientory.crypto.internal.floe;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A digest of all batches in their order, though different threads hold them: each waits for its turn, but only where
 * the digest is wanted.
 */
final class OrderedDigest {
    private final BatchRun run;
    private final PlaintextDigest digest;

    OrderedDigest(BatchRun run, PlaintextDigest digest) {
        this.run = run;
        this.digest = digest;
    }

    void update(long batch, ByteBuffer data) throws IOException {
        if (digest.isWanted()) {
            run.awaitTurn(batch);
            digest.update(data);
            run.passTurn();
        }
    }
}
