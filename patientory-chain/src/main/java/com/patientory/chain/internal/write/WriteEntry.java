package com.patientory.chain.internal.write;

import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One write on its way. The future may be replaced after a failure; the rest belongs to the lane that has the write. */
final class WriteEntry {
    final WriteCommand command;

    /** Its number in the journal of the lane that has it, or below zero. */
    long id = -1;

    /** The keys for which the contract or a node refused it, although another key may write it. */
    private final Set<WalletAddress> refused = new HashSet<>();

    private volatile CompletableFuture<TransactionReceipt> future = new CompletableFuture<>();
    private volatile long askedNanos = System.nanoTime();

    WriteEntry(WriteCommand command) {
        this.command = command;
    }

    CompletableFuture<TransactionReceipt> future() {
        return future;
    }

    /** Gives later askers a future of their own. */
    void renew() {
        future = new CompletableFuture<>();
        askedNanos = System.nanoTime();
    }

    /** Tells whether it was asked for, or asked for again, longer ago than that. */
    boolean olderThan(long nanos) {
        return System.nanoTime() - askedNanos > nanos;
    }

    /** Another lane takes it, with a number of its own. */
    void refuse(WalletAddress key) {
        refused.add(key);
        id = -1;
    }

    boolean isRefusedFor(WalletAddress key) {
        return refused.contains(key);
    }

    boolean isRefused() {
        return !refused.isEmpty();
    }
}
