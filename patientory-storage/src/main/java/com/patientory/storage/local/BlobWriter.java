package com.patientory.storage.local;

import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.dag.BlockSink;
import com.patientory.storage.dag.Dag;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** Writes a blob's file under a temporary name and flushes it. */
final class BlobWriter implements BlockSink {
    private final BlobOutput out;
    private final Async.Cancellation cancellation;
    private final ProgressListener progress;
    /** Kept until the content is complete: less than 0.01 % of its length. */
    private final List<ByteBuffer> nodes = new ArrayList<>();

    private BlobWriter(BlobOutput out, Async.Cancellation cancellation, ProgressListener progress) {
        this.out = out;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Writes all of the content and closes the file, which is durable then; its name is not yet. */
    static Dag write(
            BlobContent content,
            DagLayout layout,
            BlobOutput file,
            Async.Cancellation cancellation,
            ProgressListener progress)
            throws IOException {
        try (file;
                ReadableByteChannel in = content.open()) {
            BlobWriter writer = new BlobWriter(file, cancellation, progress);
            Dag dag = DagBuilder.build(in, layout, writer);
            writer.finish(dag);
            cancellation.check();
            return dag;
        }
    }

    @Override
    public void accept(Cid cid, ByteBuffer block) throws IOException {
        cancellation.check();
        if (cid.codec() == Cid.Codec.RAW) {
            out.write(block);
            progress.onProgress(out.writtenBytes());
        } else {
            nodes.add(ByteBuffer.allocate(block.remaining()).put(block).flip());
        }
    }

    private void finish(Dag dag) throws IOException {
        for (ByteBuffer node : nodes) {
            out.write(ByteBuffer.allocate(Trailer.LENGTH_BYTES)
                    .putInt(node.remaining())
                    .flip());
            out.write(node);
        }
        if (!nodes.isEmpty()) {
            out.write(Trailer.encode(dag.sizeBytes()));
        }
        out.flush();
    }
}
