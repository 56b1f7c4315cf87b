package com.patientory.chain.internal.write;

import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One write on its way. The future may be replaced after a failure; the rest belongs to the lane that has the write. */
final class WriteEntry {
    final WriteCommand command;

    /** Its number in the journal of the lane that has it, or below zero. */
    long id = -1;

    /** The keys for which the contract or a node refused it, although another key may write it. */
    private final Set<WalletAddress> refused = new HashSet<>();

    /** The block that has it, once whoever asks may hear of that. */
    private volatile @Nullable TransactionReceipt included;

    private volatile boolean promised;

    /** The future's failure is on its way to whoever waits. */
    private volatile boolean told;

    private long refusedNanos;
    private Runnable forget = () -> {};

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
        CompletableFuture<TransactionReceipt> next = new CompletableFuture<>();
        TransactionReceipt receipt = included;
        if (receipt != null) {
            next.complete(receipt);
        }
        future = next;
        told = false;
        askedNanos = System.nanoTime();
    }

    /** A block has it, and whoever asks may hear of that. */
    void include(TransactionReceipt receipt) {
        promised = true;
        included = receipt;
    }

    /** No block has it any more; returns whether somebody may have heard of one. */
    boolean exclude() {
        boolean told = included != null || future.isDone();
        included = null;
        return told;
    }

    /** Somebody may count on it: a block had it, or an earlier run may have said so. */
    void promise() {
        promised = true;
    }

    boolean isPromised() {
        return promised;
    }

    /** Returns true once for each future: a lane tells in each of its rounds, and who hears may take his time. */
    boolean tell() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** Tells whether it was asked for, or asked for again, longer ago than that. */
    boolean olderThan(long nanos) {
        return System.nanoTime() - askedNanos > nanos;
    }

    /** Another lane takes it, with a number of its own. */
    void refuse(WalletAddress key) {
        refused.add(key);
        refusedNanos = System.nanoTime();
        id = -1;
    }

    boolean isRefusedLongerThan(long nanos) {
        return System.nanoTime() - refusedNanos > nanos;
    }

    /** What the lane that gave it away does once another has noted it: until then the write stands in that lane's journal. */
    void whenTakenOver(Runnable action) {
        forget = action;
    }

    /** Another lane has noted it, or it is at its end. */
    void takenOver() {
        Runnable action = forget;
        forget = () -> {};
        action.run();
    }

    boolean isRefusedFor(WalletAddress key) {
        return refused.contains(key);
    }

    boolean isRefused() {
        return !refused.isEmpty();
    }
}
