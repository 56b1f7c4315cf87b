package com.patientory.storage.local;

import com.patientory.storage.Capacity;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Counts the space of blobs and of transfers under way against a limit. */
final class Quota {
    private final NodeId node;
    private final long limitBytes;
    private final AtomicLong usedBytes;

    private Quota(NodeId node, long limitBytes, long usedBytes) {
        this.node = node;
        this.limitBytes = limitBytes;
        this.usedBytes = new AtomicLong(usedBytes);
    }

    static Quota count(Path directory, NodeId node, long limitBytes) throws IOException {
        long used = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                used += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        return new Quota(node, limitBytes, used);
    }

    void add(long bytes) {
        usedBytes.addAndGet(bytes);
    }

    /** The tighter of this limit and the disk's. */
    Capacity capacity(long diskTotalBytes, long diskFreeBytes) {
        long used = usedBytes.get();
        long free = Math.min(diskFreeBytes, Math.max(0, limitBytes - used));
        long total = Math.min(diskTotalBytes, limitBytes);
        return Capacity.of(Math.max(total, free), free);
    }

    Share share() {
        return new Share();
    }

    /** What one transfer has taken so far; given back when it ends, the finished file being counted by then. */
    final class Share {
        private long takenBytes;

        void take(long totalBytes) throws NodeFullException {
            long more = totalBytes - takenBytes;
            if (usedBytes.addAndGet(more) > limitBytes) {
                usedBytes.addAndGet(-more);
                throw new NodeFullException(node, takenBytes, null);
            }
            takenBytes = totalBytes;
        }

        void release() {
            usedBytes.addAndGet(-takenBytes);
            takenBytes = 0;
        }
    }
}
