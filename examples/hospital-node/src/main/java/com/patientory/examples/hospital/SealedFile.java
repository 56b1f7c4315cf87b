package com.patientory.examples.hospital;

import com.patientory.chain.model.ContentDigest;
import com.patientory.storage.Cid;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A record as the node hands it out: sealed. The envelope names the body's full CID; {@link #openBody} gives that body
 * only if its digest is the one that the vault holds.
 */
public final class SealedFile {
    private final byte[] envelope;
    private final ContentDigest body;
    private final BlobStore store;

    SealedFile(byte[] envelope, ContentDigest body, BlobStore store) {
        this.envelope = envelope;
        this.body = body;
        this.store = store;
    }

    /**
     * The header.
     *
     * @return a copy of its bytes
     */
    public byte[] envelope() {
        return envelope.clone();
    }

    /**
     * Opens the encrypted body.
     *
     * @param cid what the envelope calls it
     * @return the body, verified leaf by leaf as it is read
     * @throws IOException if it is not the file's body, or cannot be had
     */
    public SeekableByteChannel openBody(Cid cid) throws IOException {
        if (!SealedRecord.onChain(cid).equals(body)) {
            throw new IOException("the envelope names another body than the vault");
        }
        return Transfers.await(store.open(cid));
    }
}
