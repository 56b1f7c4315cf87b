package com.patientory.chain;

import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.write.Journals;
import com.patientory.chain.internal.write.LostWrites;
import com.patientory.chain.internal.write.Writer;
import com.patientory.chain.internal.write.WriterOptions;
import com.patientory.chain.model.LostWrite;
import com.patientory.crypto.WalletKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Collects how a {@link VaultWriter} works. By default: 4,000 transactions in flight, 10,000 writes in the
 * queue, batches of at most 4,000,000 gas, 10,000 finished writes remembered, futures complete at inclusion, and the
 * journal is the process's memory.
 */
public final class VaultWriterBuilder {
    private static final long COMPACT_BYTES = 32L << 20;

    private final PatientoryChain chain;
    private final List<WalletKey> keys = new ArrayList<>();
    private Function<Network, Journals> journals = network -> Journals.inMemory();
    private int inFlight = 4_000;
    private int queue = 10_000;
    private long batchGas = 4_000_000;
    private int remembered = 10_000;
    private boolean whenFinal;
    private LostWrites lost = LostWrites.logged();
    private long compactBytes = COMPACT_BYTES;

    VaultWriterBuilder(PatientoryChain chain) {
        this.chain = chain;
    }

    /**
     * Adds a key: a line of transactions of its own, beside the others.
     *
     * @param key a writer key of the hospital, or an owner's or grantee's key
     * @return this
     */
    public VaultWriterBuilder key(WalletKey key) {
        keys.add(key);
        return this;
    }

    /**
     * Keeps the journals in files, one for each key, named by its address.
     *
     * @param folder belongs to this writer; created when it is missing
     * @return this
     */
    public VaultWriterBuilder journals(Path folder) {
        journals = network -> Journals.inFolder(folder, network);
        return this;
    }

    /**
     * Keeps the journals in a database, one for each key, as described at {@link VaultWriter#open(PatientoryChain, WalletKey,
     * DataSource)}; each key holds a connection.
     *
     * @param database its journal tables belong to this writer: other writers' unfinished ones would be missed as keys
     * @return this
     */
    public VaultWriterBuilder journals(DataSource database) {
        journals = network -> Journals.inDatabase(database, network);
        return this;
    }

    /**
     * Bounds the transactions that are sent and in no block yet; the keys share the number evenly. So many are written in
     * one block at most, and geth's pool has room for some 5,000 of all senders.
     *
     * @param transactions at least 1; each key gets at least one
     * @return this
     */
    public VaultWriterBuilder inFlight(int transactions) {
        this.inFlight = transactions;
        return this;
    }

    /**
     * Bounds the writes that wait for their turn.
     *
     * @param writes at least 1
     * @return this
     */
    public VaultWriterBuilder queue(int writes) {
        this.queue = writes;
        return this;
    }

    /**
     * Bounds the gas of a transaction with several files, some 27,000 each; half of a block's gas is a bound as well, and so
     * are 500 files. The block's gas is asked for on opening: should it fall below that of a batch which a node holds already,
     * the node keeps the batch and all behind it until it rises again.
     *
     * @param gas not negative; below 300,000 there are no batches
     * @return this
     */
    public VaultWriterBuilder batchGas(long gas) {
        this.batchGas = gas;
        return this;
    }

    /**
     * Lets each write travel in a transaction of its own.
     *
     * @return this
     */
    public VaultWriterBuilder withoutBatches() {
        this.batchGas = 0;
        return this;
    }

    /**
     * Sets how many finished writes are remembered, in memory and for each key in its journal. Asking for a forgotten one sends
     * it again, which the vault takes as the same.
     *
     * @param writes not negative
     * @return this
     */
    public VaultWriterBuilder remember(int writes) {
        this.remembered = writes;
        return this;
    }

    /**
     * Lets futures complete when the block is final by {@link ChainConfig#finalityBlocks()}, not when there is one, be it that the
     * vault took the write or refused it. From the block on there is no time-out: the chain's pace decides.
     *
     * @return this
     */
    public VaultWriterBuilder completeWhenFinal() {
        this.whenFinal = true;
        return this;
    }

    /**
     * Names who learns of a write that is refused for good although somebody may count on it: its future had completed, and
     * then a reorganisation took the block back and the vault, or a node, did not take the write again; or an earlier run on
     * this journal left it unfinished. Without a listener there is a line in the log that names no write.
     *
     * <p>The listener is called at least once for each, also in a later run on the same journal if this one ends too early
     * or the listener throws; what it throws is logged and harms nothing. It is called on the thread on which futures
     * complete, after {@link #open} has returned or before: it may store again, should be quick, and must not close the writer.
     *
     * @param listener puts the file on a list for a human, for instance, or asks the patient for a new grant
     * @return this
     */
    public VaultWriterBuilder onLost(Consumer<LostWrite> listener) {
        this.lost = new LostWrites(listener);
        return this;
    }

    VaultWriterBuilder compactBytes(long bytes) {
        this.compactBytes = bytes;
        return this;
    }

    /**
     * Opens the writer, and goes on with what is unfinished in the journals.
     *
     * @return an open writer
     * @throws IllegalArgumentException when there is no key, a key twice, or a bound is not met
     * @throws com.patientory.chain.model.MissingWriterKeyException when a key is missing whose journal has unfinished writes
     * @throws com.patientory.chain.model.WriteJournalException when a journal is in use, damaged or of another network, or
     *     the disk or the database refuses
     */
    public VaultWriter open() {
        return open(journals.apply(chain.network()));
    }

    VaultWriter open(Journals where) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed");
        }
        if (keys.stream().map(WalletKey::address).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("each key can be given once");
        }
        int window = inFlight < 1 ? inFlight : Math.max(1, inFlight / keys.size());
        WriterOptions options = new WriterOptions(
                window, queue, batchGas, remembered, chain.config().finalityBlocks(), whenFinal, compactBytes);
        return new VaultWriter(chain.network(), new Writer(chain.network(), keys, where, options, lost));
    }
}
