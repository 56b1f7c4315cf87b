package com.patientory.chain.internal.tx;

import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionHash;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for receipts by reading each new block once, however many transactions are waited for. Register
 * before sending: only blocks after the registration are read. The nonce is never looked at, because a node may show the
 * new nonce before that block's state can be read.
 */
public final class ReceiptWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWatcher.class);
    private static final int BLOCKS_PER_TURN = 64;

    private final EthNode node;
    private final Map<TransactionHash, Set<CompletableFuture<ReceiptView>>> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private long next;

    /** Begins to look every interval; asks the node nothing while nobody waits. */
    public ReceiptWatcher(EthNode node, Duration interval) {
        this.node = node;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "patientory-receipts");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns this caller's own future, which completes with the receipt, also of a reverted transaction. */
    public synchronized CompletableFuture<ReceiptView> await(TransactionHash transaction) {
        if (waiting.isEmpty()) {
            next = node.blockNumber() + 1;
        }
        CompletableFuture<ReceiptView> future = new CompletableFuture<>();
        waiting.compute(transaction, (hash, waits) -> {
            Set<CompletableFuture<ReceiptView>> all = waits == null ? new HashSet<>() : waits;
            all.add(future);
            return all;
        });
        return future;
    }

    /** Completes all waits for a transaction with a receipt that was found in another way. */
    public void found(ReceiptView view) {
        Set<CompletableFuture<ReceiptView>> waits =
                waiting.remove(view.receipt().transaction());
        if (waits != null) {
            waits.forEach(future -> future.complete(view));
        }
    }

    /** Ends one caller's wait; others who wait for the same transaction go on. */
    public void forget(TransactionHash transaction, CompletableFuture<ReceiptView> future) {
        waiting.computeIfPresent(transaction, (hash, waits) -> {
            waits.removeIf(wait -> wait == future);
            return waits.isEmpty() ? null : waits;
        });
    }

    private void turn() {
        try {
            if (waiting.isEmpty()) {
                return;
            }
            long head = node.blockNumber();
            long from = firstUnread(head);
            long last = Math.min(head, from + BLOCKS_PER_TURN - 1);
            for (long block = from; block <= last; block++) {
                Optional<List<ReceiptView>> receipts = node.blockReceipts().find(block, waiting::containsKey);
                if (receipts.isEmpty()) {
                    return;
                }
                receipts.get().forEach(this::found);
                read(block);
            }
        } catch (PatientoryChainException e) {
            LOG.warn("no receipts in this turn: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("receipts could not be read: {}", e.getClass().getName());
        }
    }

    /** Returns the next block to read. A chain that became shorter was exchanged: what is waited for may stand below its end. */
    private synchronized long firstUnread(long head) {
        if (head + 1 < next) {
            next = Math.max(0, head + 1 - BLOCKS_PER_TURN);
        }
        return next;
    }

    private synchronized void read(long block) {
        next = Math.max(next, block + 1);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
