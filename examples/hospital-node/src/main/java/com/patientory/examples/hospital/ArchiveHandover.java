package com.patientory.examples.hospital;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.Progress;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.WalletKey;
import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import com.patientory.storage.PutOptions;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.Cids;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands over many records at once, as a hospital does with its archive when a patient joins: each is sealed and stored by
 * itself, and all of them become one word on the chain. What is not anchored when the process ends has not been handed
 * over: the hospital begins again, and the stores keep sealed bytes that nothing names.
 *
 * <p>For records of every day there is {@link VaultSink}: a file of a batch has no entry of its own until somebody asks
 * for it. Not thread-safe.
 */
public final class ArchiveHandover {
    /** The most records of one batch, so that their list is one block of a store, whose digest is its whole name. */
    public static final int MAX_RECORDS = 10_000;

    private final Enrolment patient;
    private final RecordCipher cipher;
    private final BlobStore store;
    private final Path folder;
    private final SecureRandom random;
    private final List<Batch.NewFile> files = new ArrayList<>();

    /**
     * Nothing handed over yet.
     *
     * @param patient whose records they are
     * @param cipher encrypts
     * @param store keeps bodies, headers and the list
     * @param folder where one sealed record at a time waits to be stored
     * @param random draws file ids
     */
    public ArchiveHandover(Enrolment patient, RecordCipher cipher, BlobStore store, Path folder, SecureRandom random) {
        this.patient = patient;
        this.cipher = cipher;
        this.store = store;
        this.folder = folder;
        this.random = random;
    }

    /**
     * Seals a record and stores it. Blocks for the store.
     *
     * @param about what its header says; the body's CID is added here
     * @param content the record
     * @return the id under which it will be anchored
     * @throws IOException if the content cannot be read or not be stored; it is then not part of the batch
     * @throws IllegalStateException after {@value #MAX_RECORDS} records: anchor first
     */
    public FileId add(RecordMetadata.Builder about, InputStream content) throws IOException {
        if (files.size() == MAX_RECORDS) {
            throw new IllegalStateException("a batch of " + MAX_RECORDS + " records is full");
        }
        Files.createDirectories(folder);
        Path body = Files.createTempFile(folder, "archive", ".body");
        try (SealedBody sealed = cipher.encrypt(content, body, Progress.NONE)) {
            Cid cid = Cids.of(body);
            byte[] envelope = sealed.envelope(about.bodyCid(cid.toString()).build(), List.of(patient.key()))
                    .toBytes();
            put(cid, BlobContent.of(body));
            FileId id = FileId.random(random);
            files.add(new Batch.NewFile(id, SealedRecord.onChain(cid), put(envelope)));
            return id;
        } finally {
            Files.deleteIfExists(body);
        }
    }

    /**
     * Stores the list of all records added so far, writes its root into the vault, and begins anew. Blocks until a block
     * includes it. After an exception the same call may be made again: what is anchored already is recognised.
     *
     * @param chain the network
     * @param writer a key of the hospital with SUBMIT for the whole vault
     * @return the batch
     * @throws IOException if the list cannot be stored
     * @throws IllegalArgumentException if no record was added
     */
    public Batch.Files anchor(PatientoryChain chain, WalletKey writer) throws IOException {
        Batch.Files batch = Batch.Files.of(files);
        ContentDigest manifest = put(batch.manifest());
        FileVaultContract vault = chain.vaultAt(patient.vault());
        vault.guest().anchor(writer, batch, manifest);
        files.clear();
        return batch;
    }

    /** Stores bytes that are one block, whose digest on the chain is its whole name. */
    private ContentDigest put(byte[] block) throws IOException {
        Cid cid = Cid.hash(Cid.Codec.RAW, ByteBuffer.wrap(block));
        put(cid, BlobContent.copyOf(block));
        return SealedRecord.onChain(cid);
    }

    private void put(Cid cid, BlobContent content) throws IOException {
        Transfers.await(store.put(content, PutOptions.defaults().expecting(cid)));
    }
}
