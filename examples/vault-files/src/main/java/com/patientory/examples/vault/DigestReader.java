package com.patientory.examples.vault;

import com.patientory.chain.model.Batch;
import com.patientory.chain.model.ContentDigest;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Reads small blobs whole by the digests that stand on the chain; the stores verify each byte against them. */
final class DigestReader {
    private static final int MAX_ENVELOPE_BYTES = 1 << 16;
    private static final int ENTRY_BYTES = 96;
    private static final int MAX_MANIFEST_BYTES = Batch.MAX_FILES * ENTRY_BYTES;

    private final BlobStore store;

    DigestReader(BlobStore store) {
        this.store = store;
    }

    /** A header is at most 64 KiB, so it is one raw leaf and its digest is its whole name. */
    byte[] envelope(ContentDigest digest) throws IOException {
        return read(Cid.of(Cid.Codec.RAW, digest.bytes()), MAX_ENVELOPE_BYTES);
    }

    /**
     * A manifest of up to 10,922 files is one raw leaf, a longer one a tree; its digest does not say which. Empty when it
     * is not there, damaged or too large: a batch that cannot be read hides no other file.
     */
    Optional<byte[]> manifest(ContentDigest digest) {
        try {
            Optional<byte[]> leaf = find(Cid.of(Cid.Codec.RAW, digest.bytes()));
            if (leaf.isPresent() && !isTree(leaf.get())) {
                return leaf;
            }
            // A store that keeps blocks by digest alone gives a tree's root as if it were a leaf.
            Optional<byte[]> tree = find(Cid.of(Cid.Codec.DAG_PB, digest.bytes()));
            return tree.isPresent() ? tree : leaf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links come first in a tree's node: each begins with its length and a CID of 36 bytes. A file id is random. */
    private static boolean isTree(byte[] block) {
        return block.length > 4
                && block[0] == 0x12
                && block[2] == 0x0a
                && block[3] == Cid.ENCODED_BYTES
                && block[4] == 1;
    }

    private Optional<byte[]> find(Cid cid) throws IOException {
        try {
            return Optional.of(read(cid, MAX_MANIFEST_BYTES));
        } catch (BlobNotFoundException | BlobTamperedException | MalformedDagException | BlobTooLargeException e) {
            return Optional.empty();
        }
    }

    private byte[] read(Cid cid, int mostBytes) throws IOException {
        try (SeekableByteChannel blob = Transfers.await(store.open(cid));
                InputStream in = Channels.newInputStream(blob)) {
            if (blob.size() > mostBytes) {
                throw new BlobTooLargeException(cid, blob.size(), mostBytes);
            }
            return in.readAllBytes();
        }
    }
}
