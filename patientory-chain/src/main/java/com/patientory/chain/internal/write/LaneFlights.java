package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where each transaction of a lane stands, and what follows when it moves. Belongs to the lane's thread. */
final class LaneFlights implements LaneSender.Outcome {
    private static final long REPEAT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long DOUBT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long FULL_NANOS = Duration.ofMillis(200).toNanos();

    private final Shared shared;
    private final WalletAddress address;
    private final Consumer<Runnable> thread;

    /** Signed and in no block; what is to be offered to the node is in the outbox as well. */
    private final Set<Flight> inFlight = new LinkedHashSet<>();

    private final Set<Flight> outbox = new LinkedHashSet<>();

    private final LaneSettling settling;
    private final List<Flight> stuck = new ArrayList<>();

    /** Writes to be signed anew, as they are grouped. */
    private final Deque<List<WriteEntry>> unsigned = new ArrayDeque<>();

    private List<JournalRecord> notes = new ArrayList<>();
    private long fullUntilNanos = System.nanoTime();
    private int files;

    /** Tells the lane's thread what others have found. */
    LaneFlights(Shared shared, WalletAddress address, Consumer<Runnable> thread) {
        this.shared = shared;
        this.address = address;
        this.thread = thread;
        this.settling = new LaneSettling(
                shared, thread, flight -> notes.add(new JournalRecord.Final(flight.id())), this::failed);
    }

    Set<Flight> outbox() {
        return outbox;
    }

    Set<Flight> inFlight() {
        return inFlight;
    }

    Deque<List<WriteEntry>> unsigned() {
        return unsigned;
    }

    int files() {
        return files;
    }

    LaneSettling settling() {
        return settling;
    }

    /** A node has no room: nothing is sent for a moment. */
    boolean full() {
        return System.nanoTime() - fullUntilNanos < 0;
    }

    /** Takes what was signed. */
    void add(Collection<Flight> signed) {
        inFlight.addAll(signed);
        outbox.addAll(signed);
        signed.forEach(flight -> files += flight.entries.size());
    }

    /** Takes away what is to be noted. */
    List<JournalRecord> takeNotes() {
        List<JournalRecord> taken = notes;
        notes = new ArrayList<>();
        return taken;
    }

    /** Takes away what a node keeps and never mines. */
    List<Flight> takeStuck() {
        List<Flight> taken = List.copyOf(stuck);
        stuck.clear();
        taken.forEach(this::landed);
        return taken;
    }

    /** Takes away what a reorganisation took back, and counts it as in flight again. */
    List<Flight> takeUndone() {
        List<Flight> taken = settling.takeUndone();
        add(taken);
        return taken;
    }

    /** Returns those of which nothing was heard for a while, once for each while. */
    List<Flight> overdue() {
        long now = System.nanoTime();
        List<Flight> overdue = inFlight.stream()
                .filter(flight -> now - flight.lastTryNanos > REPEAT_NANOS && !outbox.contains(flight))
                .toList();
        overdue.forEach(flight -> flight.lastTryNanos = now);
        return overdue;
    }

    /** Returns all whose nonces are in use. */
    Set<Flight> all() {
        Set<Flight> all = new LinkedHashSet<>(inFlight);
        all.addAll(settling.all());
        return all;
    }

    @Override
    public void sending(Flight flight) {
        flight.lastTryNanos = System.nanoTime();
        if (flight.receipt == null) {
            CompletableFuture<ReceiptView> receipt = shared.network().watcher().await(flight.signed.hash());
            flight.receipt = receipt;
            var unused = receipt.thenAccept(view -> thread.accept(() -> {
                if (inFlight.contains(flight)) {
                    included(flight, view);
                }
            }));
        }
    }

    @Override
    public void sent(Flight flight) {
        flight.doubted = false;
        if (outbox.remove(flight)) {
            notes.add(new JournalRecord.Sent(flight.id()));
        }
    }

    @Override
    public void notNow(Flight flight) {
        outbox.add(flight);
        fullUntilNanos = System.nanoTime() + FULL_NANOS;
    }

    @Override
    public void doubted(Flight flight) {
        flight.doubted = true;
        flight.lastTryNanos = System.nanoTime() - REPEAT_NANOS + DOUBT_NANOS;
        outbox.remove(flight);
    }

    @Override
    public void again(Flight flight) {
        landed(flight);
        unsigned.add(flight.entries);
    }

    @Override
    public void stuck(Flight flight) {
        stuck.add(flight);
    }

    /** Takes a transaction out of flight. */
    private void landed(Flight flight) {
        if (inFlight.remove(flight)) {
            files -= flight.entries.size();
        }
        outbox.remove(flight);
        if (flight.receipt != null) {
            shared.network().watcher().forget(flight.signed.hash(), flight.receipt);
        }
        flight.receipt = null;
    }

    @Override
    public void included(Flight flight, ReceiptView view) {
        TransactionReceipt receipt;
        try {
            receipt = shared.network().success(view, address, flight.signed.transaction());
            if (view.quiet() && !shared.met(flight.vault(), receipt.block())) {
                missed(flight);
                return;
            }
        } catch (ContractRevertException e) {
            if (isFinalFirst(flight, e)) {
                landed(flight);
                settling.awaitRefusal(flight, view.receipt(), e);
            } else {
                failed(flight, e);
            }
            return;
        }
        landed(flight);
        notes.add(new JournalRecord.Included(flight.id(), receipt));
        shared.handover().works(address);
        settling.await(flight, receipt, true);
    }

    /** Who waits for finality hears of a refusal only then; what another key or each file alone may do is tried at once. */
    private boolean isFinalFirst(Flight flight, ContractRevertException why) {
        return shared.options().completeWhenFinal()
                && shared.finality().isPresent()
                && flight.entries.size() == 1
                && !shared.handover().possible(flight.entries.get(0), address, why);
    }

    /** There was no vault, as when a reorganisation took that back, too: the transaction succeeded and stored nothing. */
    private void missed(Flight flight) {
        shared.vaults().remove(flight.vault());
        try {
            shared.requireVault(flight.vault());
        } catch (ContractNotDeployedException e) {
            failed(flight, e);
            return;
        }
        again(flight);
    }

    @Override
    public void failed(Flight flight, PatientoryChainException why) {
        WriteEntry first = flight.entries.get(0);
        boolean single = flight.entries.size() == 1;
        boolean handedOver = single && shared.handover().possible(first, address, why);
        landed(flight);
        if (!single) {
            // One of them may be the reason: each goes alone.
            flight.entries.forEach(entry -> unsigned.add(List.of(entry)));
            return;
        }
        JournalRecord abandoned = new JournalRecord.Abandoned(first.id);
        Runnable later = () -> thread.accept(() -> notes.add(abandoned));
        if (handedOver) {
            shared.handover().rest(address);
            first.refuse(address);
            first.whenTakenOver(later);
            shared.queue().giveBack(List.of(first));
        } else {
            shared.table().failed(first, why, first.isPromised() ? later : () -> notes.add(abandoned));
        }
    }
}
