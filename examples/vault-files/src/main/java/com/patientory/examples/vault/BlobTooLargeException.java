package com.patientory.examples.vault;

import com.patientory.storage.Cid;
import java.io.IOException;

/** A blob is larger than what it is read as may be: whoever wrote its digest on the chain made a mistake, or a trap. */
public final class BlobTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Cid cid;
    private final transient long sizeBytes;
    private final transient long mostBytes;

    BlobTooLargeException(Cid cid, long sizeBytes, long mostBytes) {
        super("blob " + cid + " has " + sizeBytes + " bytes, at most " + mostBytes + " were expected");
        this.cid = cid;
        this.sizeBytes = sizeBytes;
        this.mostBytes = mostBytes;
    }

    /**
     * Which blob.
     *
     * @return its CID
     */
    public Cid cid() {
        return cid;
    }

    /**
     * How large it is.
     *
     * @return its size in bytes
     */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * How large it may be.
     *
     * @return the bound in bytes
     */
    public long mostBytes() {
        return mostBytes;
    }
}
