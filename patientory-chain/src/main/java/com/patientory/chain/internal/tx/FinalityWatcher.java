package com.patientory.chain.internal.tx;

import com.patientory.chain.internal.rpc.BlockReader;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.PatientoryChainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when enough blocks stand on a block, or that the chain has another in its place. While the newest block that it saw
 * stands, so do all below it, and one more header is asked for; only after a reorganisation all that are waited for.
 */
public final class FinalityWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FinalityWatcher.class);

    /** A node may be behind: a height without a block is a shorter chain only after this time. */
    private static final long MISSING_NANOS = Duration.ofSeconds(5).toNanos();

    private static final BlockRef NONE = new BlockRef(0, "0x" + "0".repeat(64));

    private final BlockReader blocks;
    private final int depth;
    private final ScheduledExecutorService timer;
    private final Map<BlockRef, List<Waiter>> waiting = new HashMap<>();
    /** Of those that wait, the ones that were not told yet that the block stands. */
    private final Map<BlockRef, List<Waiter>> unseen = new HashMap<>();

    private final Set<BlockRef> standing = new HashSet<>();
    private final Map<BlockRef, Long> missing = new HashMap<>();
    private BlockRef tip = NONE;

    /** Who waits for a block; each is called at most once, by the watcher's thread. */
    public interface Waiter {
        /** It was seen on the chain. */
        void stands();

        /** As many blocks as it takes stand on it. */
        void settled();

        /** It is not on the chain any more. */
        void undone();
    }

    /** Begins to look every interval; asks the node nothing while nobody waits. */
    public FinalityWatcher(BlockReader blocks, int depth, Duration interval) {
        this.blocks = blocks;
        this.depth = depth;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "patientory-finality");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a block. */
    public synchronized void await(BlockRef block, Waiter waiter) {
        waiting.computeIfAbsent(block, b -> new ArrayList<>()).add(waiter);
        unseen.computeIfAbsent(block, b -> new ArrayList<>()).add(waiter);
    }

    private synchronized Set<BlockRef> awaited() {
        return Set.copyOf(waiting.keySet());
    }

    private void turn() {
        try {
            look(awaited());
        } catch (PatientoryChainException e) {
            LOG.warn("no look at the chain in this turn: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("the chain could not be read: {}", e.getClass().getName());
        }
    }

    private void look(Set<BlockRef> awaited) {
        standing.retainAll(awaited);
        missing.keySet().retainAll(awaited);
        if (awaited.isEmpty()) {
            tip = NONE;
            return;
        }
        BlockRef head = blocks.head();
        if (head.equals(tip) && standing.containsAll(awaited)) {
            awaited.forEach(block -> takeUnseen(block).forEach(Waiter::stands));
            return;
        }
        Optional<Map<Long, BlockRef>> chain = read(head, awaited);
        if (chain.isPresent()) {
            tip = head;
            for (BlockRef block : awaited) {
                judge(block, chain.get().get(block.number()), head);
            }
        }
    }

    /** Returns the blocks of one chain at the heights about which something is to be learned; empty when it changes just now. */
    private Optional<Map<Long, BlockRef>> read(BlockRef head, Set<BlockRef> awaited) {
        Set<Long> heights = new TreeSet<>();
        heights.add(tip.number());
        awaited.stream().filter(block -> !standing.contains(block)).forEach(block -> heights.add(block.number()));
        Optional<Map<Long, BlockRef>> chain = blocks.below(head, heights);
        if (chain.isEmpty() || tip.equals(chain.get().get(tip.number()))) {
            return chain;
        }
        standing.clear();
        awaited.forEach(block -> heights.add(block.number()));
        return blocks.below(head, heights);
    }

    private void judge(BlockRef block, @Nullable BlockRef there, BlockRef head) {
        if (!standing.contains(block)) {
            if (there == null) {
                long since = missing.computeIfAbsent(block, b -> System.nanoTime());
                if (System.nanoTime() - since > MISSING_NANOS) {
                    take(block).forEach(Waiter::undone);
                }
                return;
            }
            missing.remove(block);
            if (!there.equals(block)) {
                take(block).forEach(Waiter::undone);
                return;
            }
            standing.add(block);
        }
        takeUnseen(block).forEach(Waiter::stands);
        if (head.number() - block.number() >= depth) {
            take(block).forEach(Waiter::settled);
        }
    }

    private synchronized List<Waiter> takeUnseen(BlockRef block) {
        List<Waiter> waiters = unseen.remove(block);
        return waiters == null ? List.of() : waiters;
    }

    private synchronized List<Waiter> take(BlockRef block) {
        unseen.remove(block);
        List<Waiter> waiters = waiting.remove(block);
        return waiters == null ? List.of() : waiters;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
