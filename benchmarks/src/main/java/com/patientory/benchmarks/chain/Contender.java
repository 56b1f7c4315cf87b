package com.patientory.benchmarks.chain;

import com.patientory.crypto.WalletAddress;
import java.util.List;

/** A way to store files. */
interface Contender {
    /**
     * Stores the files, and returns when all are asked for, or also done where the contender knows that.
     *
     * @param pauseNanos the time between two requests; zero for all at once
     */
    Latencies store(WalletAddress vault, List<LoadWorld.NewFile> files, long pauseNanos) throws Exception;
}
