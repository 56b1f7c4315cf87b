package com.patientory.storage.kubo.internal;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeId;
import com.patientory.storage.PutOptions;
import com.patientory.storage.dag.Dag;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async.Cancellation;
import com.patientory.storage.kubo.internal.KuboClient.Holding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Puts a blob on a node so that all of it can be read there. Kubo never writes over a block that it believes to have,
 * damaged or not, so what was stored is read back; damaged blocks are removed, for which the pin has to go, and stored
 * again.
 */
public final class KuboWriter {
    /** A damaged tree node hides what is below it, so healing may take a round for each level of the tree. */
    private static final int ROUNDS = 5;

    private final KuboClient client;
    private final KuboReader reader;
    private final NodeId node;
    private final DagLayout layout;

    /**
     * A writer for one node.
     *
     * @param client the node
     * @param reader reads back
     * @param node the node's name, for errors
     * @param layout how to cut content
     */
    public KuboWriter(KuboClient client, KuboReader reader, NodeId node, DagLayout layout) {
        this.client = client;
        this.reader = reader;
        this.node = node;
        this.layout = layout;
    }

    /**
     * Stores, pins and reads back a blob, or heals one that is there. Blocks.
     *
     * @param content opened once, and once more when no name is expected
     * @param options the expected name and a listener
     * @param cancellation asked before each block
     * @return the blob's facts
     * @throws IOException when it cannot be stored
     */
    public BlobStat put(BlobContent content, PutOptions options, Cancellation cancellation) throws IOException {
        Cid root = options.expected().isPresent()
                ? options.expected().get()
                : nameOf(content, cancellation).root();
        Progress progress = new Progress(options);
        ReadBack found = client.holding(root) == Holding.PINNED ? readBack(root, cancellation) : ReadBack.NOTHING;
        for (int round = 0; !found.whole() && round < ROUNDS; round++) {
            if (!found.damaged.isEmpty()) {
                remove(root, found.damaged);
            }
            CarUpload.send(client, layout, root, content, progress::upTo, cancellation);
            client.addPin(root);
            found = readBack(root, cancellation);
        }
        if (!found.whole()) {
            throw new NodeFailedException(node, "storing", "what was stored comes back damaged", null);
        }
        progress.upTo(found.sizeBytes);
        return new BlobStat(root, found.sizeBytes, true);
    }

    private Dag nameOf(BlobContent content, Cancellation cancellation) throws IOException {
        try (ReadableByteChannel in = content.open()) {
            return DagBuilder.build(in, layout, (cid, block) -> cancellation.check());
        }
    }

    private void remove(Cid root, Set<Cid> damaged) throws IOException {
        client.removePin(root);
        for (Cid block : damaged) {
            if (!client.removeBlock(block)) {
                throw new NodeFailedException(
                        node, "storing", "block " + block + " is damaged, and pinned by others", null);
            }
        }
    }

    private ReadBack readBack(Cid root, Cancellation cancellation) throws IOException {
        Set<Cid> damaged = new LinkedHashSet<>();
        try (SeekableByteChannel blob = reader.open(root)) {
            ByteBuffer buffer = ByteBuffer.allocate(layout.leafBytes());
            while (blob.position() < blob.size()) {
                cancellation.check();
                try {
                    blob.read(buffer.clear());
                } catch (BlobTamperedException e) {
                    damaged.add(e.block());
                    skipLeaf(blob);
                } catch (BlobNotFoundException e) {
                    damaged.add(e.cid());
                    skipLeaf(blob);
                }
            }
            return new ReadBack(damaged, blob.size());
        } catch (BlobTamperedException | BlobNotFoundException rootLost) {
            return new ReadBack(Set.of(root), 0);
        }
    }

    /** A lost tree node is met again at each leaf below it, and counted once. */
    private void skipLeaf(SeekableByteChannel blob) throws IOException {
        blob.position((blob.position() / layout.leafBytes() + 1) * layout.leafBytes());
    }

    /** What reading a stored blob showed. */
    private record ReadBack(Set<Cid> damaged, long sizeBytes) {
        static final ReadBack NOTHING = new ReadBack(Set.of(), -1);

        boolean whole() {
            return damaged.isEmpty() && sizeBytes >= 0;
        }
    }

    /** A second upload begins again, the number that is told does not. */
    private static final class Progress {
        private final PutOptions options;
        private long toldBytes = -1;

        Progress(PutOptions options) {
            this.options = options;
        }

        void upTo(long doneBytes) {
            if (doneBytes > toldBytes) {
                toldBytes = doneBytes;
                options.progress().onProgress(doneBytes);
            }
        }
    }
}
