package com.patientory.chain;

import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.write.FileJournal;
import com.patientory.chain.internal.write.JdbcJournal;
import com.patientory.chain.internal.write.Journal;
import com.patientory.chain.internal.write.WriteCommand;
import com.patientory.chain.internal.write.Writer;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Stores files in patients' vaults with a hospital's writer key, any number at once, none lost and none doubled.
 *
 * <p>Each write goes through RESERVED, SIGNED, SENT and INCLUDED. What is signed is on disk before it is sent, and after a
 * crash exactly those bytes are sent again, so a write can never become two. The same vault and file id are the same
 * write: asking twice gives the same result, also after a restart on the same journal. Receipts are awaited one block at
 * a time, however many writes are under way.
 *
 * <p>One writer per key: a journal is locked by its process, and nothing else should send transactions with the key (it
 * is coped with, at the price of signing anew). The key stays the caller's and must not be closed before the writer.
 */
public final class VaultWriter implements AutoCloseable {
    private final Network network;
    private final Writer writer;

    private VaultWriter(Network network, Writer writer) {
        this.network = network;
        this.writer = writer;
    }

    /**
     * Opens a writer that remembers its writes only while the process lives.
     *
     * @param chain an open connection, which must stay open
     * @param key a writer key of a hospital, or an owner's or grantee's key
     * @return an open writer
     */
    public static VaultWriter open(PatientoryChain chain, WalletKey key) {
        return open(chain, key, Journal.inMemory());
    }

    /**
     * Opens a writer on a journal file, and goes on with what is unfinished there.
     *
     * @param chain an open connection, which must stay open
     * @param key a writer key of a hospital, or an owner's or grantee's key
     * @param journal the file, created when it is missing; it contains addresses, ids and digests, no patient data
     * @return an open writer
     * @throws com.patientory.chain.model.WriteJournalException when the file is in use, damaged or of another writer or
     *     network
     */
    public static VaultWriter open(PatientoryChain chain, WalletKey key, Path journal) {
        Network network = chain.network();
        byte[] genesis = network.node().genesisHash();
        return open(chain, key, FileJournal.open(journal, network.chainId(), genesis, key.address()));
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
        return open(chain, key, JdbcJournal.open(database, network.chainId(), genesis, key.address()));
    }

    /**
     * Creates the journal's tables where they are missing, as {@code spec/write-journal-v1.md} has them.
     *
     * @param database PostgreSQL or H2; for others the specification says what to create
     * @throws com.patientory.chain.model.WriteJournalException when the database refuses
     */
    public static void createJournalTables(DataSource database) {
        JdbcJournal.createTables(database);
    }

    static VaultWriter open(PatientoryChain chain, WalletKey key, Journal journal) {
        try {
            return new VaultWriter(chain.network(), new Writer(chain.network(), key, journal));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Stores a file. Does not block.
     *
     * <p>The future fails with {@code ContractRevertException} when the vault refuses (no living SUBMIT grant, or other
     * content under the same id), {@code ContractNotDeployedException} when there is no vault, {@code
     * TransactionRejectedException} when the node refuses, and {@code TransactionTimeoutException} when no block included
     * it in time; in the last case the writer goes on, and asking again gives a new future for the same write. In the
     * other cases asking again is a new attempt.
     *
     * @param vault the patient's vault
     * @param file the file's random id
     * @param body digest of the encrypted body
     * @param envelope digest of the envelope
     * @return completes when a block includes the write
     * @throws IllegalArgumentException when the same file is under way with other content
     * @throws IllegalStateException when the writer is closed
     */
    public CompletableFuture<TransactionReceipt> store(
            WalletAddress vault, FileId file, ContentDigest body, ContentDigest envelope) {
        return writer.write(new WriteCommand(vault, file, body, envelope));
    }

    /**
     * Waits for the writes under way, at most for the configured inclusion time, and stops. What is unfinished then stays
     * in a journal file.
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
