package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Remembers every write by its key and moves it from the journal's first state to the last. */
public final class Writer implements WriteLane.Outcome {
    private static final long REPEAT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long DOUBT_NANOS = Duration.ofMillis(500).toNanos();

    private final Network network;
    private final WalletAddress address;
    private final Journal journal;
    private final WriteLane lane;
    private final WriterThread thread = new WriterThread(this::pump);
    private final Map<WriteCommand.Key, WriteEntry> entries = new HashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Set<WriteEntry> outbox = new LinkedHashSet<>();
    private final Set<WriteEntry> inFlight = new LinkedHashSet<>();

    /** Read and written under the lock of {@link #entries}. */
    private boolean closed;

    /** Takes up what the journal holds; asks the node for nonces. */
    public Writer(Network network, WalletKey key, Journal journal) {
        this.network = network;
        this.address = key.address();
        this.journal = journal;
        long next = restore();
        NonceCounter nonces = new NonceCounter(Math.max(next, network.node().pendingNonce(address)));
        this.lane = new WriteLane(network, key, journal, nonces, this);
        thread.start();
    }

    /** Reads the journal; returns the nonce behind the last unfinished one. */
    private long restore() {
        Map<Integer, WriteEntry> byId = new TreeMap<>();
        Set<Integer> done = new LinkedHashSet<>();
        for (JournalRecord record : journal.load()) {
            ids.set(Math.max(ids.get(), record.entry() + 1));
            restore(record, byId, done);
        }
        long next = 0;
        for (WriteEntry entry : byId.values()) {
            entries.put(entry.command.key(), entry);
            SignedBytes signed = entry.signed;
            if (!done.contains(entry.id)) {
                outbox.add(entry);
                next = signed == null
                        ? next
                        : Math.max(next, signed.transaction().nonce() + 1);
            }
        }
        return next;
    }

    private static void restore(JournalRecord record, Map<Integer, WriteEntry> byId, Set<Integer> done) {
        WriteEntry entry = byId.get(record.entry());
        if (record instanceof JournalRecord.Reserved r) {
            byId.put(r.entry(), new WriteEntry(r.entry(), r.command()));
        } else if (entry != null && record instanceof JournalRecord.Signed s) {
            entry.signed = s.transaction();
        } else if (entry != null && record instanceof JournalRecord.Included i) {
            entry.future.complete(i.receipt());
            done.add(i.entry());
        } else if (record instanceof JournalRecord.Abandoned a) {
            byId.remove(a.entry());
        }
    }

    /** Takes a write, or finds the one with the same key; throws {@link IllegalStateException} after {@link #stop}. */
    public CompletableFuture<TransactionReceipt> write(WriteCommand command) {
        WriteEntry entry;
        synchronized (entries) {
            if (closed) {
                throw new IllegalStateException("the writer is closed");
            }
            entry = entries.get(command.key());
            if (entry != null && !entry.command.equals(command)) {
                throw new IllegalArgumentException("file " + command.file() + " is being stored with other content");
            }
            if (entry != null && !entry.future.isCompletedExceptionally()) {
                return entry.future.copy();
            }
            if (entry == null) {
                entry = new WriteEntry(ids.getAndIncrement(), command);
                entries.put(command.key(), entry);
            } else {
                entry.renew();
            }
        }
        WriteEntry queued = entry;
        thread.tell(() -> outbox.add(queued));
        return queued.future.copy();
    }

    private void pump() {
        try {
            if (outbox.isEmpty()) {
                lane.fillGap();
            } else {
                sendOutbox();
            }
            repeatOverdue();
        } catch (PatientoryChainException e) {
            failOverdue(outbox, e);
            failOverdue(inFlight, null);
            throw e;
        }
    }

    private void sendOutbox() {
        List<WriteEntry> round = new ArrayList<>(outbox);
        lane.sign(round);
        lane.send(round);
    }

    @Override
    public void sending(WriteEntry entry) {
        SignedBytes signed = Objects.requireNonNull(entry.signed, "unsigned entry");
        entry.lastTryNanos = System.nanoTime();
        if (entry.receipt == null) {
            CompletableFuture<ReceiptView> receipt = network.watcher().await(signed.hash());
            entry.receipt = receipt;
            inFlight.add(entry);
            var unused = receipt.thenAccept(view -> thread.tell(() -> {
                if (inFlight.contains(entry) || outbox.contains(entry)) {
                    included(entry, signed, view);
                }
            }));
        }
    }

    @Override
    public void sent(WriteEntry entry) {
        entry.doubted = false;
        outbox.remove(entry);
    }

    @Override
    public void doubted(WriteEntry entry) {
        entry.doubted = true;
        entry.lastTryNanos = System.nanoTime() - REPEAT_NANOS + DOUBT_NANOS;
        outbox.remove(entry);
    }

    @Override
    public void again(WriteEntry entry) {
        entry.doubted = false;
        landed(entry);
        entry.signed = null;
        outbox.add(entry);
    }

    /** Takes a write out of flight. */
    private void landed(WriteEntry entry) {
        inFlight.remove(entry);
        SignedBytes signed = entry.signed;
        if (signed != null && entry.receipt != null) {
            network.watcher().forget(signed.hash(), entry.receipt);
        }
        entry.receipt = null;
    }

    /** Looks again at writes of which nothing was heard for a while: their block was missed, or no node has them. */
    private void repeatOverdue() {
        long now = System.nanoTime();
        List<WriteEntry> overdue = inFlight.stream()
                .filter(entry -> now - entry.lastTryNanos > REPEAT_NANOS && !outbox.contains(entry))
                .toList();
        if (!overdue.isEmpty()) {
            overdue.forEach(entry -> entry.lastTryNanos = now);
            Set<WriteEntry> ours = new LinkedHashSet<>(inFlight);
            ours.addAll(outbox);
            lane.repeat(overdue, ours);
        }
        failOverdue(inFlight, null);
    }

    /** Tells the caller about a write that takes too long, and why if it is known; the writer goes on with it. */
    private void failOverdue(Collection<WriteEntry> late, @Nullable PatientoryChainException why) {
        long limit = network.inclusionTimeout().toNanos();
        for (WriteEntry entry : late) {
            SignedBytes signed = entry.signed;
            if (System.nanoTime() - entry.firstTryNanos <= limit) {
                continue;
            }
            if (why != null) {
                entry.future.completeExceptionally(why);
            } else if (signed != null) {
                entry.future.completeExceptionally(
                        new TransactionTimeoutException(signed.hash(), network.inclusionTimeout()));
            }
        }
    }

    @Override
    public void included(WriteEntry entry, SignedBytes signed, ReceiptView view) {
        TransactionReceipt receipt;
        try {
            receipt = network.success(view, address, signed.transaction());
        } catch (ContractRevertException e) {
            failed(entry, e);
            return;
        }
        landed(entry);
        outbox.remove(entry);
        try {
            journal.append(List.of(new JournalRecord.Included(entry.id, receipt)), false);
        } finally {
            // A full disk undoes no block: the next run finds the write on the chain again.
            entry.future.complete(receipt);
        }
    }

    @Override
    public void failed(WriteEntry entry, RuntimeException why) {
        landed(entry);
        outbox.remove(entry);
        synchronized (entries) {
            entries.remove(entry.command.key(), entry);
        }
        try {
            journal.append(List.of(new JournalRecord.Abandoned(entry.id)), false);
        } finally {
            entry.future.completeExceptionally(why);
        }
    }

    /** Returns the futures of all writes that are not finished. */
    public List<CompletableFuture<TransactionReceipt>> unfinished() {
        synchronized (entries) {
            return entries.values().stream()
                    .map(e -> e.future)
                    .filter(f -> !f.isDone())
                    .toList();
        }
    }

    /** Stops at once, as a crash would; the journal keeps what is unfinished. */
    public void stop() {
        synchronized (entries) {
            closed = true;
        }
        thread.stop();
        journal.close();
        unfinished().forEach(future -> future.cancel(false));
    }
}
