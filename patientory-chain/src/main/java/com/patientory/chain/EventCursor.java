package com.patientory.chain;

import com.patientory.chain.EventCheckpoint.Told;
import com.patientory.chain.internal.abi.VaultLogs;
import com.patientory.chain.internal.rpc.BlockHeader;
import com.patientory.chain.internal.rpc.BlockReader;
import com.patientory.chain.internal.rpc.LogEntry;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.EventCursorException;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the events of vaults, each exactly once, and takes back what a reorganisation undid.
 *
 * <p>Events are read by block hash, and a block is told only on top of the block that was told before it. When the chain
 * below was exchanged, the undone blocks come first, the newest first, and then what stands in their place. A consumer
 * that writes a batch's changes and its checkpoint in one transaction, and after a crash goes on from the checkpoint that
 * it finds there, has at each moment exactly the events of one chain that existed.
 *
 * <p>Reorganisations of up to {@value #SAFE_DEPTH} blocks are followed; one that reaches below all remembered blocks ends
 * in {@link EventCursorException}, and the consumer begins anew. Networks with immediate finality, Besu's QBFT among them,
 * have none. Not safe for several threads.
 */
public final class EventCursor {
    /** The depth up to which a reorganisation is always followed. */
    public static final int SAFE_DEPTH = 64;

    private static final int BLOCKS_PER_BATCH = 32;

    private final BlockReader blocks;
    private final Set<WalletAddress> vaults;
    private final Portion ranges;
    private final Portion batches = new Portion(BLOCKS_PER_BATCH);
    private final Deque<Told> told;
    private boolean whole;
    private long next;

    /** What a consumer does with its own state. */
    public sealed interface Change {
        /**
         * An event stands on the chain.
         *
         * @param vault the vault that it is of
         * @param event the event
         */
        record Applied(WalletAddress vault, VaultEvent event) implements Change {}

        /**
         * A block is no longer part of the chain: all its events, which were told before, are undone.
         *
         * @param block the block, by the hash that stands in its events' positions
         */
        record RolledBack(BlockRef block) implements Change {}
    }

    /**
     * Changes in the order in which they are to be made.
     *
     * @param changes may be empty
     * @param checkpoint where the cursor stands after them
     * @param atHead true when nothing more was to be read; false when the next batch is worth asking for at once
     */
    public record Batch(List<Change> changes, EventCheckpoint checkpoint, boolean atHead) {
        /**
         * Copies the list.
         *
         * @param changes may be empty
         * @param checkpoint where the cursor stands after them
         * @param atHead true when nothing more was to be read
         */
        public Batch {
            changes = List.copyOf(changes);
        }
    }

    private EventCursor(PatientoryChain chain, Collection<WalletAddress> vaults, EventCheckpoint from) {
        this.blocks = chain.network().node().blocks();
        this.ranges = new Portion(chain.config().logRangeBlocks());
        this.vaults = Set.copyOf(vaults);
        this.told = new ArrayDeque<>(from.blocks());
        this.whole = from.whole();
        this.next = from.next();
    }

    /**
     * Opens a cursor. Makes no request.
     *
     * @param chain an open connection, which must stay open
     * @param vaults the vaults to follow; a later cursor with more of them knows nothing of their earlier events
     * @param from where to begin or to go on
     * @return a cursor
     * @throws IllegalArgumentException when there is no vault
     */
    public static EventCursor open(PatientoryChain chain, Collection<WalletAddress> vaults, EventCheckpoint from) {
        if (vaults.isEmpty()) {
            throw new IllegalArgumentException("at least one vault is needed");
        }
        return new EventCursor(chain, vaults, from);
    }

    /**
     * Reads on. Blocks for a few requests, and does not wait for blocks to come. After an exception the cursor stands
     * where it stood before.
     *
     * @return what happened since the last batch, or a part of it
     * @throws EventCursorException when the chain was exchanged deeper than the cursor remembers
     * @throws com.patientory.chain.model.UnreachableNodeException when no node answers
     */
    public Batch poll() {
        EventCheckpoint before = checkpoint();
        try {
            List<Change> changes = new ArrayList<>();
            rollBack(changes);
            long head = blocks.head().number();
            boolean atHead = head - next > 2 * SAFE_DEPTH ? readRange(head, changes) : readBlocks(changes);
            return new Batch(changes, checkpoint(), atHead);
        } catch (RuntimeException e) {
            told.clear();
            told.addAll(before.blocks());
            whole = before.whole();
            next = before.next();
            throw e;
        }
    }

    private EventCheckpoint checkpoint() {
        return new EventCheckpoint(next, whole, List.copyOf(told));
    }

    /** Takes back blocks until the newest one that was told is on the chain. */
    private void rollBack(List<Change> changes) {
        while (!told.isEmpty()) {
            Told newest = told.getLast();
            List<BlockHeader> now = blocks.headers(newest.block().number(), 1);
            if (now.isEmpty() ? isBehind() : now.get(0).block().equals(newest.block())) {
                return;
            }
            if (told.size() == 1 && !whole) {
                throw new EventCursorException(newest.block());
            }
            told.removeLast();
            next = newest.block().number();
            if (newest.events()) {
                changes.add(new Change.RolledBack(newest.block()));
            }
        }
    }

    /**
     * A node whose head was told before is behind, or will tell at the next height what became of the chain; one that ends
     * below all that is remembered has nothing to compare yet.
     */
    private boolean isBehind() {
        BlockRef head = blocks.head();
        return head.number() < told.getFirst().block().number()
                || told.stream().anyMatch(t -> t.block().equals(head));
    }

    /**
     * Far behind, blocks that no reorganisation of the promised depth can reach are read in one request. The head is that by
     * which this was decided: another node's may be lower.
     */
    private boolean readRange(long head, List<Change> changes) {
        Optional<BlockReader.Range> range =
                ranges.ask(head - SAFE_DEPTH - next + 1, count -> blocks.range(vaults, next, next + count - 1));
        if (range.isPresent()) {
            apply(range.get().entries(), changes);
            told.clear();
            told.add(new Told(range.get().end(), false));
            whole = false;
            next = range.get().end().number() + 1;
        }
        return range.isEmpty();
    }

    /** Reads blocks by hash, as long as each stands on the one before it; a break is for the next batch to look at. */
    private boolean readBlocks(List<Change> changes) {
        List<BlockHeader> headers = blocks.headers(next, BLOCKS_PER_BATCH);
        List<BlockRef> linked = new ArrayList<>();
        String below = told.isEmpty() ? "" : told.getLast().block().hash();
        for (BlockHeader header : headers) {
            if (!below.isEmpty() && !header.parentHash().equals(below)) {
                break;
            }
            linked.add(header.block());
            below = header.block().hash();
        }
        if (linked.isEmpty()) {
            return headers.isEmpty();
        }
        List<List<LogEntry>> logs = batches.ask(linked.size(), count -> blocks.logs(vaults, linked.subList(0, count)));
        for (int i = 0; i < logs.size(); i++) {
            boolean events = apply(logs.get(i), changes);
            told.addLast(new Told(linked.get(i), events));
            next = linked.get(i).number() + 1;
        }
        while (told.size() > EventCheckpoint.MOST_BLOCKS) {
            told.removeFirst();
            whole = false;
        }
        return headers.size() < BLOCKS_PER_BATCH && logs.size() == headers.size();
    }

    private static boolean apply(List<LogEntry> logs, List<Change> changes) {
        int before = changes.size();
        for (LogEntry log : logs) {
            VaultLogs.read(log).ifPresent(event -> changes.add(new Change.Applied(log.contract(), event)));
        }
        return changes.size() > before;
    }
}
