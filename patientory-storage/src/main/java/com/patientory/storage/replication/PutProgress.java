package com.patientory.storage.replication;

import com.patientory.storage.NodeId;
import com.patientory.storage.ProgressListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The progress of a put to several nodes: what the slowest of them has; never goes down. */
final class PutProgress {
    private final ProgressListener listener;
    private final Map<NodeId, Long> doneByNode = new HashMap<>();
    private long told;

    PutProgress(ProgressListener listener) {
        this.listener = listener;
    }

    synchronized void begin(Collection<NodeId> nodes) {
        nodes.forEach(node -> doneByNode.put(node, 0L));
    }

    ProgressListener of(NodeId node) {
        return done -> advance(node, done);
    }

    private synchronized void advance(NodeId node, long doneBytes) {
        doneByNode.computeIfPresent(node, (id, before) -> Math.max(before, doneBytes));
        tell();
    }

    synchronized void failed(NodeId node) {
        doneByNode.remove(node);
        tell();
    }

    private void tell() {
        long slowest =
                doneByNode.values().stream().mapToLong(Long::longValue).min().orElse(0);
        if (slowest > told) {
            told = slowest;
            listener.onProgress(told);
        }
    }
}
