package com.patientory.chain.internal.write;

import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionReceipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Every write by its key, whichever lane has it: all that are under way, and the last ones that are finished. Futures
 * complete on a thread of their own, so that what hangs on them can hold up no lane.
 */
final class WriteTable {
    private final int remembered;
    private final Executor completions;
    private final LostWrites lost;
    private final Map<WriteCommand.Key, WriteEntry> underWay = new HashMap<>();
    private final Map<WriteCommand.Key, WriteEntry> finished = new LinkedHashMap<>();

    private boolean closed;

    WriteTable(int remembered, Executor completions, LostWrites lost) {
        this.remembered = remembered;
        this.completions = completions;
        this.lost = lost;
    }

    /**
     * Finds a write of the same key; a future that failed while the write goes on is replaced. Throws {@link
     * IllegalArgumentException} for other content and {@link IllegalStateException} after {@link #close}.
     */
    synchronized Optional<CompletableFuture<TransactionReceipt>> find(WriteCommand command) {
        if (closed) {
            throw new IllegalStateException("the writer is closed");
        }
        WriteEntry entry = underWay.getOrDefault(command.key(), finished.get(command.key()));
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.command.equals(command)) {
            throw new IllegalArgumentException("file " + command.file() + " is being stored with other content");
        }
        if (entry.future().isCompletedExceptionally()) {
            entry.renew();
        }
        return Optional.of(entry.future().copy());
    }

    /** Knows no write any more. */
    synchronized void close() {
        closed = true;
    }

    synchronized void add(WriteEntry entry) {
        underWay.put(entry.command.key(), entry);
    }

    /** Takes up what a journal holds unfinished; a second journal may hold the same write when a kill came between. */
    synchronized void restore(WriteEntry entry) {
        if (!finished.containsKey(entry.command.key())) {
            underWay.putIfAbsent(entry.command.key(), entry);
        }
    }

    /** Takes up what a journal holds finished. */
    synchronized void restore(WriteCommand command, TransactionReceipt receipt) {
        WriteEntry entry = new WriteEntry(command);
        entry.future().complete(receipt);
        WriteEntry other = underWay.remove(command.key());
        if (other != null) {
            other.future().complete(receipt);
        }
        remember(entry);
    }

    /** The write is in a block that may still be exchanged. */
    void included(WriteEntry entry, TransactionReceipt receipt) {
        entry.include(receipt);
        CompletableFuture<TransactionReceipt> future = entry.future();
        completions.execute(() -> future.complete(receipt));
    }

    /** A reorganisation took the write back: whoever asks from now on waits again. */
    synchronized void undone(WriteEntry entry) {
        if (entry.exclude()) {
            entry.renew();
        }
    }

    /** The write is done for good. */
    void finished(WriteEntry entry, TransactionReceipt receipt) {
        synchronized (this) {
            if (underWay.remove(entry.command.key(), entry)) {
                remember(entry);
            }
        }
        included(entry, receipt);
    }

    private void remember(WriteEntry entry) {
        finished.remove(entry.command.key());
        finished.put(entry.command.key(), entry);
        if (finished.size() > remembered) {
            finished.remove(finished.keySet().iterator().next());
        }
    }

    /**
     * The write failed for good; asking again is a new attempt. When somebody may count on it, the listener is told, and only
     * what he has taken is forgotten by the journals: else a later run tries it again, and tells again.
     */
    void failed(WriteEntry entry, PatientoryChainException why, Runnable forget) {
        synchronized (this) {
            underWay.remove(entry.command.key(), entry);
        }
        late(entry, why);
        if (!entry.isPromised()) {
            forget.run();
            entry.takenOver();
            return;
        }
        completions.execute(() -> {
            if (lost.tell(entry.command, why)) {
                forget.run();
                entry.takenOver();
            }
        });
    }

    /** Tells who asked, and goes on with the write. */
    void late(WriteEntry entry, RuntimeException why) {
        if (entry.tell()) {
            CompletableFuture<TransactionReceipt> future = entry.future();
            completions.execute(() -> future.completeExceptionally(why));
        }
    }

    synchronized List<CompletableFuture<TransactionReceipt>> unfinished() {
        List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
        underWay.values().stream()
                .map(WriteEntry::future)
                .filter(future -> !future.isDone())
                .forEach(futures::add);
        return futures;
    }
}
