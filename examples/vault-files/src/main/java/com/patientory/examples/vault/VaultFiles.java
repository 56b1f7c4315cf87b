package com.patientory.examples.vault;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.VaultEvent;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A vault's files and what the stores hold of them. A hospital may write a thousand files as one word, the root of a
 * batch; their list, the manifest, lies in the same stores as the files, and its digest stands in the event. Thread-safe;
 * the store stays the caller's.
 */
public final class VaultFiles {
    private final DigestReader blobs;

    /**
     * A reader.
     *
     * @param store where bodies, headers and manifests are
     */
    public VaultFiles(BlobStore store) {
        this.blobs = new DigestReader(store);
    }

    /**
     * Where a file stands in a batch: what {@link com.patientory.chain.VaultGuest#storeAnchored} needs.
     *
     * @param batch the batch
     * @param index the file's place, from zero
     */
    public record Place(Batch.Files batch, int index) {}

    /**
     * Lists the current files, those that stand in batches only included. Blocks for the chain and the store.
     *
     * @param vault the vault
     * @return the files, and the batches whose manifests are missing or not theirs
     * @throws IOException if the store cannot be asked
     */
    public FileVaultContract.Files list(FileVaultContract vault) throws IOException {
        try {
            return vault.files(blobs::manifest);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Finds a file's place in a batch. Blocks for the chain and the store.
     *
     * @param vault the vault
     * @param file one of {@link #list}
     * @return empty if no batch has a file with this id, body and envelope
     * @throws IOException if the store cannot be asked
     */
    public Optional<Place> place(FileVaultContract vault, FileRecord file) throws IOException {
        Batch.NewFile wanted = new Batch.NewFile(file.id(), file.body(), file.envelope());
        try {
            for (VaultEvent event : vault.history(file.block().number())) {
                if (event instanceof VaultEvent.Anchored anchored) {
                    Optional<Batch.Files> batch = batch(anchored);
                    int index =
                            batch.map(files -> files.files().indexOf(wanted)).orElse(-1);
                    if (index >= 0) {
                        return Optional.of(new Place(batch.orElseThrow(), index));
                    }
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<Batch.Files> batch(VaultEvent.Anchored event) {
        if (event.count().bitLength() > Integer.SIZE) {
            return Optional.empty();
        }
        try {
            return blobs.manifest(event.manifest())
                    .map(bytes ->
                            Batch.Files.parse(bytes, event.root(), event.count().longValue()));
        } catch (Batch.ManifestException e) {
            return Optional.empty();
        }
    }

    /**
     * Fetches a file's current header.
     *
     * @param file the file
     * @return its bytes
     * @throws com.patientory.storage.BlobNotFoundException if it is not there
     * @throws BlobTooLargeException if it has more than 64 KiB
     * @throws IOException if the store cannot be asked
     */
    public byte[] envelope(FileRecord file) throws IOException {
        return blobs.envelope(file.envelope());
    }
}
