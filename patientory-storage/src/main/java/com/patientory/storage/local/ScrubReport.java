package com.patientory.storage.local;

import com.patientory.storage.Cid;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link LocalBlobStore#scrub} has seen.
 *
 * @param blobs number of blobs read
 * @param contentBytes their length
 * @param findings what was wrong, nothing when all is well
 */
public record ScrubReport(long blobs, long contentBytes, List<Finding> findings) {
    /**
     * Copies the list.
     *
     * @param blobs number of blobs read
     * @param contentBytes their length
     * @param findings what was wrong
     */
    public ScrubReport {
        findings = List.copyOf(findings);
    }

    /** One thing that was wrong. */
    public sealed interface Finding {}

    /**
     * A blob's bytes have changed on the disk: this copy is lost. It was moved away, so that the blob counts as absent
     * and a repair brings it back from another node.
     *
     * @param cid the blob
     * @param offsetBytes where the first damaged leaf begins
     * @param quarantined where the damaged file lies now
     */
    public record Damaged(Cid cid, long offsetBytes, Path quarantined) implements Finding {}

    /**
     * A blob could not be read, which may pass: the file stays.
     *
     * @param cid the blob
     * @param reason the kind of failure
     */
    public record Unreadable(Cid cid, String reason) implements Finding {}

    /**
     * A file that this store did not put there; it stays and nothing depends on it.
     *
     * @param file where it lies
     */
    public record Stranger(Path file) implements Finding {}
}
