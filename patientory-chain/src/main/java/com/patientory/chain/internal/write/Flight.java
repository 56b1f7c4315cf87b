package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One signed transaction with the writes that it stores, one or many of one vault. Belongs to its lane's thread. */
final class Flight {
    final List<WriteEntry> entries;
    final SignedBytes signed;

    /** The wait for the receipt, from the first sending on. */
    @Nullable
    CompletableFuture<ReceiptView> receipt;

    /** Set while a block has it that may still be exchanged. */
    @Nullable
    TransactionReceipt included;

    /** Set while that block is one in which the vault refused it. */
    @Nullable
    ContractRevertException refusal;

    /** Set when a node called the nonce used and showed no receipt: it may be behind itself. */
    boolean doubted;

    long firstTryNanos = System.nanoTime();
    long lastTryNanos = firstTryNanos;

    Flight(List<WriteEntry> entries, SignedBytes signed) {
        this.entries = List.copyOf(entries);
        this.signed = signed;
    }

    long nonce() {
        return signed.transaction().nonce();
    }

    WalletAddress vault() {
        return entries.get(0).command.vault();
    }

    /** A transaction's name in the journal is the number of its first write. */
    long id() {
        return entries.get(0).id;
    }
}
