package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One key's line: takes writes while its window has room, signs, sends, and looks after what it has sent. */
final class Lane implements LaneThread.Pump {
    /** Transactions that are signed and journaled at once. */
    private static final int ROUND = 250;

    /** Blocks' worth of transactions that may wait to become final, in windows. */
    private static final int SETTLING_WINDOWS = 16;

    /** Files in flight, in windows: batches are few transactions and much work for the chain. */
    private static final int FILE_WINDOWS = 8;

    private final Shared shared;
    private final Network network;
    private final WalletAddress address;
    private final LaneJournal journal;
    private final LaneThread thread = new LaneThread(this);
    private final LaneFlights flights;
    private final LaneSigner signer;
    private final LaneSender sender;

    /** Takes up what the journal holds; asks the node for a nonce. */
    Lane(Shared shared, WalletKey key, LaneJournal journal) {
        this.shared = shared;
        this.network = shared.network();
        this.address = key.address();
        this.journal = journal;
        this.flights = new LaneFlights(shared, address, thread::tell);
        long next = restore(journal.state());
        NonceCounter nonces = new NonceCounter(Math.max(next, network.node().pendingNonce(address)));
        this.signer = new LaneSigner(network, key, journal, nonces);
        this.sender = new LaneSender(network.node(), address, signer, flights);
    }

    /** Returns the nonce behind the last that no final block has. */
    private long restore(JournalState state) {
        state.finished().forEach(shared.table()::restore);
        state.unsigned().forEach(write -> flights.unsigned().add(List.of(entry(write))));
        long next = 0;
        for (JournalState.Transaction transaction : state.transactions()) {
            if (transaction.signed() != null) {
                List<WriteEntry> entries =
                        transaction.writes().stream().map(this::entry).toList();
                Flight flight = new Flight(entries, transaction.signed());
                next = Math.max(next, flight.nonce() + 1);
                if (transaction.receipt() == null) {
                    flights.add(List.of(flight));
                } else {
                    flights.settling().await(flight, transaction.receipt(), false);
                }
            }
        }
        return next;
    }

    private WriteEntry entry(JournalState.Write write) {
        WriteEntry entry = new WriteEntry(write.command());
        entry.id = write.entry();
        entry.promise();
        shared.table().restore(entry);
        return entry;
    }

    void start() {
        thread.start();
    }

    void wake() {
        thread.wake();
    }

    @Override
    public boolean run() {
        try {
            flush();
            findUndone();
            boolean taken = false;
            if (!flights.full()) {
                boolean unsigned = sign(takeUnsigned(), false);
                taken = sign(takeFresh(), true) || unsigned;
                sender.send(flights.outbox());
                signer.fillGaps();
            }
            List<Flight> overdue = flights.overdue();
            if (!overdue.isEmpty()) {
                sender.repeat(overdue, flights.all());
                flights.takeStuck().forEach(stuck -> flights.add(List.of(signer.signOtherwise(stuck))));
            }
            tellLate(null);
            return taken && !flights.full();
        } catch (PatientoryChainException e) {
            tellLate(e);
            throw e;
        } catch (RuntimeException | Error e) {
            tellLate(null);
            throw e;
        }
    }

    /** What is not noted is found on the chain again. */
    private void flush() {
        List<JournalRecord> notes = flights.takeNotes();
        if (!notes.isEmpty()) {
            journal.append(notes, false);
        }
    }

    /** What a reorganisation took back may stand in another block by now; if not, the same bytes are sent again. */
    private void findUndone() {
        List<Flight> undone = flights.takeUndone();
        if (!undone.isEmpty()) {
            Map<TransactionHash, ReceiptView> receipts = sender.receipts(undone);
            for (Flight flight : undone) {
                ReceiptView view = receipts.get(flight.signed.hash());
                if (view != null) {
                    flights.included(flight, view);
                }
            }
        }
    }

    private List<List<WriteEntry>> takeUnsigned() {
        List<List<WriteEntry>> groups = new ArrayList<>();
        int room = room();
        while (groups.size() < room && !flights.unsigned().isEmpty()) {
            groups.add(flights.unsigned().removeFirst());
        }
        return groups;
    }

    private int room() {
        int window = shared.options().window();
        return flights.settling().size() > SETTLING_WINDOWS * window
                ? 0
                : Math.min(ROUND, window - flights.inFlight().size());
    }

    private List<List<WriteEntry>> takeFresh() {
        int room = room();
        int files = FILE_WINDOWS * shared.options().window() - flights.files();
        boolean rests = shared.handover().rests(address);
        List<List<WriteEntry>> groups = new ArrayList<>();
        while (groups.size() < room && files > 0) {
            List<WriteEntry> group = shared.queue().take(address, rests ? 0 : Math.min(files, shared.filesInBatch()));
            if (group.isEmpty()) {
                break;
            }
            files -= group.size();
            groups.add(group);
        }
        return groups;
    }

    /** Signs, or gives everything back: fresh writes to all lanes, others to this one. */
    private boolean sign(List<List<WriteEntry>> groups, boolean fresh) {
        List<List<WriteEntry>> left = new ArrayList<>(groups);
        try {
            for (Iterator<List<WriteEntry>> all = left.iterator(); fresh && all.hasNext(); ) {
                List<WriteEntry> group = all.next();
                if (!hasVault(group)) {
                    all.remove();
                }
            }
            if (!left.isEmpty()) {
                flights.add(signer.sign(left));
                shared.queue().signed();
            }
            left = List.of();
        } finally {
            left.forEach(fresh ? shared.queue()::giveBack : flights.unsigned()::addFirst);
        }
        return !groups.isEmpty();
    }

    private boolean hasVault(List<WriteEntry> group) {
        try {
            shared.requireVault(group.get(0).command.vault());
            return true;
        } catch (ContractNotDeployedException e) {
            group.forEach(entry -> shared.table().failed(entry, e, () -> {}));
            return false;
        }
    }

    /** Tells the askers of writes that take too long, and why if it is known; the lane goes on with them. */
    private void tellLate(@Nullable PatientoryChainException why) {
        long limit = network.inclusionTimeout().toNanos();
        long now = System.nanoTime();
        for (Flight flight : flights.inFlight()) {
            if (now - flight.firstTryNanos > limit) {
                PatientoryChainException reason =
                        why != null && flights.outbox().contains(flight) ? why : timeout(flight);
                tellLate(flight.entries, limit, reason);
            }
        }
        flights.settling().unseen().forEach(flight -> tellLate(flight.entries, limit, timeout(flight)));
        if (why != null) {
            flights.unsigned().forEach(group -> tellLate(group, limit, why));
            tellLate(shared.queue().stalled(limit), limit, why);
        }
    }

    private TransactionTimeoutException timeout(Flight flight) {
        return new TransactionTimeoutException(flight.signed.hash(), network.inclusionTimeout());
    }

    private void tellLate(List<WriteEntry> entries, long limit, PatientoryChainException why) {
        for (WriteEntry entry : entries) {
            if (entry.olderThan(limit) && !entry.future().isDone()) {
                shared.table().late(entry, why);
            }
        }
    }

    void end() {
        thread.end();
    }

    /** Waits for the thread. */
    void stop() {
        thread.join();
    }

    /** Notes what was learned. */
    @Override
    public void ended() {
        journal.end(flights.takeNotes());
    }
}
