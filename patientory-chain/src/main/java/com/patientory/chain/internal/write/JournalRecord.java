package com.patientory.chain.internal.write;

import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.TransactionReceipt;
import java.util.List;

/**
 * One line of a journal; {@code entry} numbers the writes of one journal. What is said of a transaction stands under the
 * first of its writes and counts for all of them.
 */
public sealed interface JournalRecord {
    /** Returns the number of the write. */
    long entry();

    /** A nonce was set aside for a write; a later one for the same entry replaces it, and takes it out of its transaction. */
    record Reserved(long entry, WriteCommand command, long nonce) implements JournalRecord {}

    /** The transaction was signed for a write and perhaps further ones, and from now on exactly these bytes are sent. */
    record Signed(long entry, List<Long> further, SignedBytes transaction) implements JournalRecord {
        public Signed {
            further = List.copyOf(further);
        }
    }

    /** A node took the transaction. */
    record Sent(long entry) implements JournalRecord {}

    /** A block includes the transaction, and it succeeded; a later one replaces it. */
    record Included(long entry, TransactionReceipt receipt) implements JournalRecord {}

    /** The block that includes the transaction is final. */
    record Final(long entry) implements JournalRecord {}

    /** The write failed for good; the same file may be written anew. */
    record Abandoned(long entry) implements JournalRecord {}
}
