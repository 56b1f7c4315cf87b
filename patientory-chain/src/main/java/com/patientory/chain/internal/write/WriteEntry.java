package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.TransactionReceipt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One write on its way. The future may be replaced after a failure; the rest belongs to the writer's thread. */
final class WriteEntry {
    final int id;
    final WriteCommand command;
    volatile CompletableFuture<TransactionReceipt> future = new CompletableFuture<>();

    @Nullable
    SignedBytes signed;

    /** The wait for the receipt of {@link #signed}, from its first sending on. */
    @Nullable
    CompletableFuture<ReceiptView> receipt;

    /** Set when a node called the nonce used and showed no receipt: it may be behind itself. */
    boolean doubted;

    long firstTryNanos = System.nanoTime();
    long lastTryNanos = firstTryNanos;

    WriteEntry(int id, WriteCommand command) {
        this.id = id;
        this.command = command;
    }

    void renew() {
        future = new CompletableFuture<>();
        firstTryNanos = System.nanoTime();
    }
}
