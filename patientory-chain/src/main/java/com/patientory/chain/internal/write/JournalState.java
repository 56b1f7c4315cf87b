package com.patientory.chain.internal.write;

import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.TransactionReceipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the records of one journal say together: the writes that are open, and the last ones that are final. */
final class JournalState {
    private final int remembered;
    private final Map<Long, Write> open = new LinkedHashMap<>();
    private final Map<Long, Write> finished = new LinkedHashMap<>();
    private long nextEntry;

    /** A transaction with the writes that it still stands for. */
    static final class Transaction {
        private @Nullable SignedBytes signed;
        private final Set<Write> writes = new LinkedHashSet<>();
        private @Nullable TransactionReceipt receipt;

        private Transaction(@Nullable SignedBytes signed) {
            this.signed = signed;
        }

        @Nullable
        SignedBytes signed() {
            return signed;
        }

        @Nullable
        TransactionReceipt receipt() {
            return receipt;
        }

        List<Write> writes() {
            return List.copyOf(writes);
        }
    }

    /** A write, with its transaction once that is signed. */
    static final class Write {
        private final JournalRecord.Reserved reserved;
        private @Nullable Transaction transaction;

        private Write(JournalRecord.Reserved reserved) {
            this.reserved = reserved;
        }

        long entry() {
            return reserved.entry();
        }

        WriteCommand command() {
            return reserved.command();
        }
    }

    JournalState(int remembered) {
        this.remembered = remembered;
    }

    void apply(Collection<JournalRecord> records) {
        records.forEach(this::apply);
    }

    private void apply(JournalRecord record) {
        nextEntry = Math.max(nextEntry, record.entry() + 1);
        if (record instanceof JournalRecord.Reserved r) {
            detach(open.remove(r.entry()));
            open.put(r.entry(), new Write(r));
        } else if (record instanceof JournalRecord.Signed s) {
            sign(s);
        } else if (record instanceof JournalRecord.Included i) {
            include(open.get(i.entry()), i.receipt());
        } else if (record instanceof JournalRecord.Final f) {
            finish(open.get(f.entry()));
        } else if (record instanceof JournalRecord.Abandoned a) {
            detach(open.remove(a.entry()));
        }
    }

    private static void detach(@Nullable Write write) {
        if (write != null && write.transaction != null) {
            write.transaction.writes.remove(write);
        }
    }

    private void sign(JournalRecord.Signed s) {
        Transaction transaction = new Transaction(s.transaction());
        List<Long> entries = new ArrayList<>(List.of(s.entry()));
        entries.addAll(s.further());
        for (Long entry : entries) {
            Write write = open.get(entry);
            if (write != null) {
                var unused = join(transaction, write);
            }
        }
    }

    private static Transaction join(Transaction transaction, Write write) {
        detach(write);
        write.transaction = transaction;
        transaction.writes.add(write);
        return transaction;
    }

    /** A finished write of a journal that was made smaller has its receipt without the transaction. */
    private static void include(@Nullable Write write, TransactionReceipt receipt) {
        if (write != null) {
            Transaction transaction = write.transaction;
            (transaction == null ? join(new Transaction(null), write) : transaction).receipt = receipt;
        }
    }

    private void finish(@Nullable Write write) {
        Transaction transaction = write == null ? null : write.transaction;
        if (transaction == null) {
            return;
        }
        transaction.signed = null; // never sent again
        for (Write each : transaction.writes) {
            open.remove(each.entry());
            finished.put(each.entry(), each);
        }
        while (finished.size() > remembered) {
            finished.remove(finished.keySet().iterator().next());
        }
    }

    /** Returns a number that no record has. */
    long nextEntry() {
        return nextEntry;
    }

    /** Returns the writes that are final, with their receipts, the oldest first. */
    Map<WriteCommand, TransactionReceipt> finished() {
        Map<WriteCommand, TransactionReceipt> receipts = new LinkedHashMap<>();
        for (Write write : finished.values()) {
            if (write.transaction != null && write.transaction.receipt != null) {
                receipts.put(write.command(), write.transaction.receipt);
            }
        }
        return receipts;
    }

    /** Returns the transactions that are signed and not final. */
    List<Transaction> transactions() {
        Set<Transaction> all = new LinkedHashSet<>();
        for (Write write : open.values()) {
            if (write.transaction != null) {
                all.add(write.transaction);
            }
        }
        return List.copyOf(all);
    }

    /** Returns the writes for which nothing is signed. */
    List<Write> unsigned() {
        return open.values().stream().filter(w -> w.transaction == null).toList();
    }

    /** Returns how many writes are not final. */
    int openWrites() {
        return open.size();
    }

    /** Returns the fewest records that say the same. */
    List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        for (Write write : finished.values()) {
            if (write.transaction != null && write.transaction.receipt != null) {
                records.add(write.reserved);
                records.add(new JournalRecord.Included(write.entry(), write.transaction.receipt));
                records.add(new JournalRecord.Final(write.entry()));
            }
        }
        unsigned().forEach(write -> records.add(write.reserved));
        transactions().forEach(transaction -> add(transaction, records));
        return records;
    }

    private static void add(Transaction transaction, List<JournalRecord> records) {
        List<Write> writes = transaction.writes();
        writes.forEach(write -> records.add(write.reserved));
        List<Long> entries = writes.stream().map(Write::entry).toList();
        if (transaction.signed != null) {
            records.add(
                    new JournalRecord.Signed(entries.get(0), entries.subList(1, entries.size()), transaction.signed));
        }
        if (transaction.receipt != null) {
            records.add(new JournalRecord.Included(entries.get(0), transaction.receipt));
        }
    }
}
