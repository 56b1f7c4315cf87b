package com.patientory.chain.internal.write;

import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.TransactionReceipt;

/** One line of a journal; {@code entry} numbers the writes of one journal from zero. */
public sealed interface JournalRecord {
    /** Returns the number of the write. */
    int entry();

    /** A nonce was set aside; a later one for the same entry replaces it. */
    record Reserved(int entry, WriteCommand command, long nonce) implements JournalRecord {}

    /** The transaction was signed, and from now on exactly these bytes are sent. */
    record Signed(int entry, SignedBytes transaction) implements JournalRecord {}

    /** A node took the transaction. */
    record Sent(int entry) implements JournalRecord {}

    /** A block includes the transaction, and it succeeded. */
    record Included(int entry, TransactionReceipt receipt) implements JournalRecord {}

    /** The write failed for good; the same file may be written anew. */
    record Abandoned(int entry) implements JournalRecord {}
}
