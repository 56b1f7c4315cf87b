package com.patientory.chain;

import com.patientory.chain.EventCursor.Change;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps events and checkpoint as a database would: both of a batch, or nothing. */
final class EventConsumer {
    private final PatientoryChain chain;
    private final WalletAddress vault;
    private final List<VaultEvent> events = new ArrayList<>();
    private byte[] checkpoint;
    private EventCursor cursor;

    EventConsumer(PatientoryChain chain, WalletAddress vault) {
        this(chain, vault, EventCheckpoint.before(0));
    }

    EventConsumer(PatientoryChain chain, WalletAddress vault, EventCheckpoint from) {
        this.chain = chain;
        this.vault = vault;
        this.checkpoint = from.bytes();
        this.cursor = open();
    }

    private EventCursor open() {
        return EventCursor.open(chain, List.of(vault), EventCheckpoint.parse(checkpoint));
    }

    List<VaultEvent> events() {
        return List.copyOf(events);
    }

    /** Returns what should take back the newest blocks with events. */
    List<Change> newestFirst(int blocks) {
        Set<BlockRef> all = new LinkedHashSet<>();
        events.forEach(event -> all.add(event.position().block()));
        List<BlockRef> newest = new ArrayList<>(all);
        Collections.reverse(newest);
        return newest.stream().limit(blocks).<Change>map(Change.RolledBack::new).toList();
    }

    EventCursor.Batch poll() {
        EventCursor.Batch batch = cursor.poll();
        for (Change change : batch.changes()) {
            if (change instanceof Change.Applied applied) {
                events.add(applied.event());
            } else if (change instanceof Change.RolledBack back) {
                if (!events.removeIf(event -> event.position().block().equals(back.block()))) {
                    throw new AssertionError("nothing of " + back.block() + " was ever told");
                }
            }
        }
        checkpoint = batch.checkpoint().bytes();
        return batch;
    }

    /** Polls until nothing more is to be read; returns the last batch. */
    EventCursor.Batch drain() {
        EventCursor.Batch batch = poll();
        while (!batch.atHead()) {
            batch = poll();
        }
        return batch;
    }

    /** Loses a batch before it is written, and the cursor with it. */
    void crash() {
        cursor.poll();
        cursor = open();
    }
}
