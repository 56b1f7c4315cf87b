package com.patientory.chain;

import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.write.FileJournal;
import com.patientory.chain.internal.write.JdbcJournal;
import com.patientory.chain.internal.write.Journal;
import com.patientory.chain.internal.write.JournalTables;
import com.patientory.chain.internal.write.Journals;
import com.patientory.chain.internal.write.WriteCommand;
import com.patientory.chain.internal.write.Writer;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Stores files in patients' vaults with one or several writer keys of a hospital, any number at once, none lost and none
 * doubled. Safe for use by several threads.
 *
 * <p>Each write goes through RESERVED, SIGNED, SENT, INCLUDED and FINAL. What is signed is on disk before it is sent, and
 * after a crash exactly those bytes are sent again, so a write can never become two. What a reorganisation takes back
 * before it is final by {@link ChainConfig#finalityBlocks()} is sent again by itself; what is refused then, is told to
 * {@link VaultWriterBuilder#onLost}. The same vault and file id are the same
 * write, whichever key has it: asking twice gives the same result, also after a restart on the same journal. Finished
 * writes are forgotten beyond a bounded number; asking for a forgotten one sends it again, which is harmless, because the
 * vault takes the same content twice as one.
 *
 * <p>Each key has a bounded number of transactions in flight; further writes wait in a bounded queue, and when that is
 * full, so do the callers of {@link #store}. When many writes for one vault wait, they travel in one transaction; if that
 * fails because of one of them, each goes alone. A key that the hospital or a node refuses leaves its writes to the
 * others, and a key whose transactions do not move keeps its own and holds up no other.
 *
 * <p>One writer per key: a journal is locked by its process, and nothing else should send transactions with the key (it
 * is coped with, at the price of signing anew). Keys stay the caller's and must not be closed before the writer.
 */
public final class VaultWriter implements AutoCloseable {
    private final Network network;
    private final Writer writer;

    VaultWriter(Network network, Writer writer) {
        this.network = network;
        this.writer = writer;
    }

    /**
     * Begins with all defaults and no key.
     *
     * @param chain an open connection, which must stay open
     * @return a builder
     */
    public static VaultWriterBuilder builder(PatientoryChain chain) {
        return new VaultWriterBuilder(chain);
    }

    /**
     * Opens a writer that remembers its writes only while the process lives.
     *
     * @param chain an open connection, which must stay open
     * @param key a writer key of a hospital, or an owner's or grantee's key
     * @return an open writer
     */
    public static VaultWriter open(PatientoryChain chain, WalletKey key) {
        return builder(chain).key(key).open();
    }

    /**
     * Opens a writer on a journal file, and goes on with what is unfinished there.
     *
     * @param chain an open connection, which must stay open
     * @param key a writer key of a hospital, or an owner's or grantee's key
     * @param journal the file, created when it is missing, with a file {@code .lock} beside it; it contains addresses, ids and
     *     digests, no patient data
     * @return an open writer
     * @throws com.patientory.chain.model.WriteJournalException when the file is in use, damaged or of another writer or
     *     network
     */
    public static VaultWriter open(PatientoryChain chain, WalletKey key, Path journal) {
        Network network = chain.network();
        byte[] genesis = network.node().genesisHash();
        return builder(chain)
                .key(key)
                .open(Journals.each(address -> FileJournal.open(journal, network.chainId(), genesis, address)));
    }

    /**
     * Opens a writer on a journal in a database, and goes on with what is unfinished there.
     *
     * <p>The tables of {@link #createJournalTables} must exist. One connection stays open, in a transaction that holds the
     * journal's lock: a pool must not take it back for being idle, and gives a second one for each batch. When the
     * database loses that connection, another writer can take the journal over, and this one can sign nothing more.
     *
     * @param chain an open connection, which must stay open
     * @param key a writer key of a hospital, or an owner's or grantee's key
     * @param database where the journal is kept, one for each network and writer; PostgreSQL and H2 are tested
     * @return an open writer
     * @throws com.patientory.chain.model.WriteJournalException when the journal is in use or damaged, or the database
     *     refuses
     */
    public static VaultWriter open(PatientoryChain chain, WalletKey key, DataSource database) {
        Network network = chain.network();
        byte[] genesis = network.node().genesisHash();
        return builder(chain)
                .key(key)
                .open(Journals.each(address -> JdbcJournal.open(database, network.chainId(), genesis, address)));
    }

    /**
     * Creates the journal's tables where they are missing, as {@code spec/write-journal-v1.md} has them.
     *
     * @param database PostgreSQL or H2; for others the specification says what to create
     * @throws com.patientory.chain.model.WriteJournalException when the database refuses
     */
    public static void createJournalTables(DataSource database) {
        JournalTables.create(database);
    }

    static VaultWriter open(PatientoryChain chain, WalletKey key, Journal journal) {
        return builder(chain).key(key).open(Journals.each(address -> journal));
    }

    /**
     * Stores a file. Returns at once while the queue has room, and waits for room otherwise; a write that is under way or
     * remembered needs none.
     *
     * <p>The future fails with {@code ContractRevertException} when the vault refuses (no living SUBMIT grant, or other
     * content under the same id), {@code ContractNotDeployedException} when there is no vault, {@code
     * TransactionRejectedException} when the node refuses, {@code TransactionTimeoutException} when no block included it in
     * time, {@code WriteNotSentException} when it could not even be sent for so long, and {@code UnreachableNodeException}
     * when that is for want of a node. After the last three the writer goes on, and asking again gives a new future for the
     * same write; after the others asking again is a new attempt. A refusal counts at once, unless the writer was built to
     * wait for finality: a reorganisation may yet bring the transaction into another block, where the vault takes it, and a
     * crash at that moment may let the next run try once more.
     *
     * <p>Cancelling a future ends nobody's wait but the canceller's: the write goes on. A future that is open when the writer
     * closes ends in {@code CancellationException}.
     *
     * <p>Futures complete on one thread of the writer, in turn: what hangs on them may call this method, which never waits
     * there (one write for each that completes keeps the queue bounded), but not {@link #close}, and what takes long
     * belongs on a thread of its own.
     *
     * @param vault the patient's vault
     * @param file the file's random id
     * @param body digest of the encrypted body
     * @param envelope digest of the envelope
     * @return completes when a block includes the write, or when that block is final if the writer was built so; a write
     *     that completed at inclusion can still be undone by a reorganisation, and is then sent again; if it is then refused,
     *     {@link VaultWriterBuilder#onLost} tells
     * @throws IllegalArgumentException when the same file is under way or remembered with other content
     * @throws IllegalStateException when the writer is closed
     * @throws com.patientory.chain.model.CallInterruptedException when the thread is interrupted while it waits for room;
     *     nothing was taken
     */
    public CompletableFuture<TransactionReceipt> store(
            WalletAddress vault, FileId file, ContentDigest body, ContentDigest envelope) {
        return writer.write(new WriteCommand(vault, file, body, envelope));
    }

    /**
     * Stores a file if the queue has room. Never waits.
     *
     * @param vault the patient's vault
     * @param file the file's random id
     * @param body digest of the encrypted body
     * @param envelope digest of the envelope
     * @return as {@link #store}, or empty when the queue is full and nothing was taken
     * @throws IllegalArgumentException when the same file is under way or remembered with other content
     * @throws IllegalStateException when the writer is closed
     */
    public Optional<CompletableFuture<TransactionReceipt>> tryStore(
            WalletAddress vault, FileId file, ContentDigest body, ContentDigest envelope) {
        return writer.tryWrite(new WriteCommand(vault, file, body, envelope));
    }

    /**
     * Waits for the writes under way, at most for the configured inclusion time, and stops. What is unfinished then stays
     * in the journals. A journal at which the disk keeps a thread for longer stays locked until that thread has ended.
     */
    @Override
    public void close() {
        CompletableFuture<?>[] unfinished = writer.unfinished().toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(unfinished)
                    .orTimeout(network.inclusionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException | CancellationException e) {
            // Each caller learns the fate of his write from his own future.
        }
        abandon();
    }

    /** Stops at once, as a crash would. */
    void abandon() {
        writer.stop();
    }
}
