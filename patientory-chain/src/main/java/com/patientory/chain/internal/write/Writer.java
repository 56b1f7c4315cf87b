package com.patientory.chain.internal.write;

import com.patientory.chain.internal.tx.FinalityWatcher;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.MissingWriterKeyException;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteNotSentException;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes writes, finds those that it has already, and lets one lane for each key move them. */
public final class Writer {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Network network;
    private final WriterOptions options;
    private final ExecutorService completions = Executors.newSingleThreadExecutor(this::completer);
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "writer-clock"));
    private final WriteTable table;
    private final Optional<FinalityWatcher> finality;
    private final Shared shared;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile @Nullable Thread completer;

    /** Takes up what the journals hold, and begins. */
    public Writer(Network network, List<WalletKey> keys, Journals journals, WriterOptions options, LostWrites lost) {
        this.network = network;
        this.options = options;
        this.table = new WriteTable(options.remembered(), completions, lost);
        List<WalletAddress> addresses = keys.stream().map(WalletKey::address).toList();
        this.finality = options.finalityBlocks() == 0
                ? Optional.empty()
                : Optional.of(
                        new FinalityWatcher(network.node().blocks(), options.finalityBlocks(), network.pollInterval()));
        boolean open = false;
        try {
            requireAllKeys(addresses, journals);
            this.shared = Shared.of(network, table, addresses, finality, options);
            for (WalletKey key : keys) {
                lanes.add(lane(key, journals));
            }
            open = true;
        } finally {
            if (!open) {
                lanes.forEach(Lane::stop);
                end();
            }
        }
        lanes.forEach(Lane::start);
        long millis = LOOK.toMillis();
        var unused = clock.scheduleWithFixedDelay(this::tellStalled, millis, millis, TimeUnit.MILLISECONDS);
    }

    private Thread completer(Runnable task) {
        Thread thread = daemon(task, "completions");
        completer = thread;
        return thread;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "patientory-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private Lane lane(WalletKey key, Journals journals) {
        Journal journal = journals.open(key.address());
        boolean taken = false;
        try {
            LaneJournal read = new LaneJournal(journal, options.remembered(), options.compactBytes());
            Lane lane = new Lane(shared, key, read);
            taken = true;
            return lane;
        } finally {
            if (!taken) {
                journal.close();
            }
        }
    }

    /** Writes of a key that nobody has any more would be forgotten in silence. */
    private static void requireAllKeys(List<WalletAddress> keys, Journals journals) {
        Map<WalletAddress, Integer> missing = new HashMap<>();
        for (WalletAddress key : journals.keys()) {
            if (!keys.contains(key)) {
                int unfinished = unfinished(key, journals);
                if (unfinished > 0) {
                    missing.put(key, unfinished);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingWriterKeyException(missing);
        }
    }

    private static int unfinished(WalletAddress key, Journals journals) {
        try (Journal journal = journals.open(key)) {
            JournalState state = new JournalState(0);
            state.apply(journal.load());
            return state.openWrites();
        } catch (WriteJournalException e) {
            if (e.reason() == WriteJournalException.Reason.IN_USE) {
                return 0; // Its owner lives.
            }
            throw e;
        }
    }

    /** Takes a write, or finds the one with the same key; waits for room in the queue, except where futures complete. */
    public CompletableFuture<TransactionReceipt> write(WriteCommand command) {
        return table.find(command).orElseGet(() -> {
            if (Thread.currentThread().equals(completer)) {
                // All other futures, and time-outs, would wait with it.
                shared.queue().reserveBeyond();
            } else {
                shared.queue().reserve();
            }
            return enqueue(command);
        });
    }

    /** Takes a write, or finds the one with the same key; empty when the queue has no room. */
    public Optional<CompletableFuture<TransactionReceipt>> tryWrite(WriteCommand command) {
        return table.find(command)
                .or(() -> shared.queue().tryReserve() ? Optional.of(enqueue(command)) : Optional.empty());
    }

    /** Uses the place that was reserved, unless another thread was first with the same write. */
    private CompletableFuture<TransactionReceipt> enqueue(WriteCommand command) {
        synchronized (table) {
            Optional<CompletableFuture<TransactionReceipt>> other = find(command);
            if (other.isPresent()) {
                return other.get();
            }
            WriteEntry entry = new WriteEntry(command);
            table.add(entry);
            shared.queue().add(entry);
            lanes.forEach(Lane::wake);
            return entry.future().copy();
        }
    }

    private Optional<CompletableFuture<TransactionReceipt>> find(WriteCommand command) {
        boolean found = true;
        try {
            Optional<CompletableFuture<TransactionReceipt>> other = table.find(command);
            found = other.isPresent();
            return other;
        } finally {
            if (found) {
                shared.queue().release();
            }
        }
    }

    /** Nothing moves: who asked long ago is told. */
    private void tellStalled() {
        shared.queue()
                .stalled(network.inclusionTimeout().toNanos())
                .forEach(entry -> table.late(entry, new WriteNotSentException(network.inclusionTimeout())));
    }

    /** Returns the futures of all writes that are not finished. */
    public List<CompletableFuture<TransactionReceipt>> unfinished() {
        return table.unfinished();
    }

    /** Stops at once, as a crash would; the journals keep what is unfinished. */
    public void stop() {
        table.close();
        shared.queue().close();
        lanes.forEach(Lane::end);
        lanes.forEach(Lane::stop);
        end();
        table.unfinished().forEach(future -> future.cancel(false));
    }

    private void end() {
        clock.shutdownNow();
        finality.ifPresent(FinalityWatcher::close);
        completions.shutdown();
        try {
            // Who has been answered shall hear it before the others are told that nothing more comes.
            completions.awaitTermination(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
