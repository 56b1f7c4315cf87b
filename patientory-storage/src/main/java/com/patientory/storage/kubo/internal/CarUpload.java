package com.patientory.storage.kubo.internal;

import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import com.patientory.storage.ContentMismatchException;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.dag.Dag;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async.Cancellation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a blob to a node as one CAR through {@code dag/import}: the tree is ours, the node checks each block's hash
 * and pins the root before garbage collection may run, and nothing of the blob is visible until its root, the last
 * block, is there. The content is read once; a few blocks are in memory.
 */
public final class CarUpload {
    private final KuboRpc rpc;
    private final DagLayout layout;
    private final Duration timeout;
    private final Cid root;
    /** Held back until it is known whether it is the right root. */
    private @Nullable ByteBuffer lastSection;

    private CarUpload(KuboRpc rpc, DagLayout layout, Duration timeout, Cid root) {
        this.rpc = rpc;
        this.layout = layout;
        this.timeout = timeout;
        this.root = root;
    }

    /**
     * Sends a blob. Blocks until the node has pinned it.
     *
     * @param client the node
     * @param layout how to cut the content
     * @param root the name that the content has under this layout
     * @param content the content, opened once
     * @param progress hears of each leaf
     * @param cancellation asked before each block
     * @return what was sent
     * @throws ContentMismatchException when the content does not have that name; the root was not sent then
     * @throws RpcException when the node did not take it
     * @throws IOException from the content
     */
    public static Dag send(
            KuboClient client,
            DagLayout layout,
            Cid root,
            BlobContent content,
            ProgressListener progress,
            Cancellation cancellation)
            throws IOException {
        return new CarUpload(client.rpc(), layout, client.timeout(), root).send(content, progress, cancellation);
    }

    private Dag send(BlobContent content, ProgressListener progress, Cancellation cancellation) throws IOException {
        RpcCall call = RpcCall.of("dag/import")
                .with("pin-roots", true)
                .with("stats", false)
                .with("silent", false)
                .with("allow-big-block", false)
                .with("fast-provide-root", false)
                .with("fast-provide-dag", false);
        try (ReadableByteChannel in = content.open();
                MultipartStream body = MultipartStream.open(rpc, call, timeout)) {
            body.push(CarFormat.header(root));
            long[] doneBytes = {0};
            Dag dag = DagBuilder.build(in, layout, (cid, block) -> {
                cancellation.check();
                pushHeldBack(body);
                lastSection = CarFormat.section(cid, block);
                if (cid.codec() == Cid.Codec.RAW) {
                    doneBytes[0] += block.remaining();
                    progress.onProgress(doneBytes[0]);
                }
            });
            cancellation.check();
            if (!dag.root().equals(root)) {
                throw new ContentMismatchException(root, dag.root());
            }
            pushHeldBack(body);
            requirePinned(call, body.finish(cancellation));
            return dag;
        }
    }

    private void pushHeldBack(MultipartStream body) throws RpcException {
        if (lastSection != null) {
            body.push(lastSection);
            lastSection = null;
        }
    }

    private void requirePinned(RpcCall call, List<Json> answers) throws RpcException {
        for (Json answer : answers) {
            Json pinned = answer.get("Root");
            String error = pinned.get("PinErrorMsg").text().orElse("");
            if (!error.isEmpty()) {
                throw RpcException.refused(call.command(), 200, error);
            }
            if (pinned.get("Cid").get("/").text().equals(Optional.of(root.toString()))) {
                return;
            }
        }
        throw RpcException.malformed(call.command(), "does not say that it has pinned " + root);
    }
}
