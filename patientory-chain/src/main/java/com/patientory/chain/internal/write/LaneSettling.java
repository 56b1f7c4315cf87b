package com.patientory.chain.internal.write;

import com.patientory.chain.internal.tx.FinalityWatcher;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.TransactionReceipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The transactions of a lane that stand in a block which may still be exchanged. Belongs to the lane's thread. */
final class LaneSettling {
    private final Shared shared;
    private final Consumer<Runnable> thread;
    private final Consumer<Flight> settled;
    private final BiConsumer<Flight, ContractRevertException> refused;
    private final Set<Flight> waiting = new LinkedHashSet<>();
    private final List<Flight> undone = new ArrayList<>();

    /** Of those that wait, the ones whose block only an earlier run has seen. */
    private final Set<Flight> unseen = new LinkedHashSet<>();

    /** Tells the lane's thread what the chain does, and the last two what is final: stored, or refused. */
    LaneSettling(
            Shared shared,
            Consumer<Runnable> thread,
            Consumer<Flight> settled,
            BiConsumer<Flight, ContractRevertException> refused) {
        this.shared = shared;
        this.thread = thread;
        this.settled = settled;
        this.refused = refused;
    }

    int size() {
        return waiting.size() + undone.size();
    }

    List<Flight> all() {
        List<Flight> all = new ArrayList<>(waiting);
        all.addAll(undone);
        return all;
    }

    Set<Flight> unseen() {
        return unseen;
    }

    /** Waits until the block is final, where it is not at once; a block that was not seen in this run is no news yet. */
    void await(Flight flight, TransactionReceipt receipt, boolean seen) {
        flight.included = receipt;
        waiting.add(flight);
        if (shared.finality().isEmpty()) {
            settled(flight);
            return;
        }
        unseen.add(flight);
        if (seen) {
            stands(flight);
        }
        shared.finality().get().await(receipt.block(), new FinalityWatcher.Waiter() {
            @Override
            public void stands() {
                if (!seen) {
                    thread.accept(() -> LaneSettling.this.stands(flight));
                }
            }

            @Override
            public void settled() {
                thread.accept(() -> LaneSettling.this.settled(flight));
            }

            @Override
            public void undone() {
                thread.accept(() -> LaneSettling.this.undone(flight));
            }
        });
    }

    /** Waits with a refusal as with a success: another block in this one's place may take the write. */
    void awaitRefusal(Flight flight, TransactionReceipt receipt, ContractRevertException why) {
        flight.refusal = why;
        await(flight, receipt, true);
    }

    private void stands(Flight flight) {
        TransactionReceipt receipt = flight.included;
        if (unseen.remove(flight) && receipt != null && !shared.options().completeWhenFinal()) {
            flight.entries.forEach(entry -> shared.table().included(entry, receipt));
        }
    }

    private void settled(Flight flight) {
        unseen.remove(flight);
        TransactionReceipt receipt = flight.included;
        ContractRevertException refusal = flight.refusal;
        if (!waiting.remove(flight) || receipt == null) {
            return;
        }
        if (refusal != null) {
            refused.accept(flight, refusal);
        } else {
            settled.accept(flight);
            flight.entries.forEach(entry -> shared.table().finished(entry, receipt));
        }
    }

    private void undone(Flight flight) {
        unseen.remove(flight);
        if (waiting.remove(flight)) {
            undone.add(flight);
        }
    }

    /** Takes away what a reorganisation took back, in the order of its nonces. */
    List<Flight> takeUndone() {
        List<Flight> taken = new ArrayList<>(undone);
        taken.sort(Comparator.comparingLong(Flight::nonce));
        undone.clear();
        for (Flight flight : taken) {
            flight.included = null;
            flight.refusal = null;
            flight.firstTryNanos = System.nanoTime();
            flight.entries.forEach(shared.table()::undone);
        }
        return taken;
    }
}
