package com.patientory.storage.local;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** Reads every blob of a directory and moves the damaged ones away. */
final class Scrubber {
    private final BlobDirectory directory;
    private final ProgressListener progress;
    private final Async.Cancellation cancellation;
    private final List<ScrubReport.Finding> findings = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(DagLayout.UNIXFS_V1_2025.leafBytes());
    private long contentBytes;

    private Scrubber(BlobDirectory directory, ProgressListener progress, Async.Cancellation cancellation) {
        this.directory = directory;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    static ScrubReport scrub(BlobDirectory directory, ProgressListener progress, Async.Cancellation cancellation)
            throws IOException {
        Scrubber scrubber = new Scrubber(directory, progress, cancellation);
        List<Cid> cids = new ArrayList<>();
        directory.list(
                blob -> cids.add(blob.cid()),
                stranger -> scrubber.findings.add(new ScrubReport.Stranger(stranger)),
                cancellation);
        for (Cid cid : cids) {
            scrubber.check(cid);
        }
        return new ScrubReport(cids.size(), scrubber.contentBytes, scrubber.findings);
    }

    private void check(Cid cid) throws IOException {
        try (SeekableByteChannel channel = directory.open(cid)) {
            for (int count = 0; count >= 0; count = channel.read(buffer.clear())) {
                cancellation.check();
                contentBytes += count;
                progress.onProgress(contentBytes);
            }
        } catch (BlobTamperedException e) {
            damaged(cid, e.offsetBytes());
        } catch (MalformedDagException e) {
            damaged(cid, 0);
        } catch (BlobNotFoundException e) {
            // Deleted since it was listed: nothing is wrong.
        } catch (IOException e) {
            findings.add(new ScrubReport.Unreadable(cid, e.getClass().getSimpleName()));
        }
    }
    /** Unless a put has made the blob whole meanwhile. */
    private void damaged(Cid cid, long offsetBytes) {
        try {
            directory
                    .quarantine(cid, cancellation)
                    .ifPresent(away -> findings.add(new ScrubReport.Damaged(cid, offsetBytes, away)));
        } catch (IOException e) {
            findings.add(new ScrubReport.Unreadable(cid, e.getClass().getSimpleName()));
        }
    }
}
