package com.patientory.storage.dag;

import com.patientory.storage.Cid;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Gives the blocks of one blob to a {@link DagChannel}, which checks them: a source need not. */
@FunctionalInterface
public interface BlockSource {
    /** Stands for a length that only the block itself tells. */
    long UNKNOWN_BYTES = -1;

    /**
     * Fetches one block. May block.
     *
     * @param cid its name
     * @param offsetBytes where the block's content begins in the blob
     * @param contentBytes how much of the blob's content lies in or under it, or {@link #UNKNOWN_BYTES} for the root
     * @return the block's bytes, from position to limit; not changed by the source afterwards
     * @throws IOException when the block cannot be had; a missing one is a
     *     {@link com.patientory.storage.BlobNotFoundException}
     */
    ByteBuffer fetch(Cid cid, long offsetBytes, long contentBytes) throws IOException;
}
