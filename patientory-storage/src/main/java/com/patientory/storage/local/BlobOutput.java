package com.patientory.storage.local;

import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.NodeId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file whose failures say what happened to the node: full, or broken. */
final class BlobOutput implements Closeable {
    private static final long NEARLY_FULL_BYTES = 1 << 16;

    private final NodeId node;
    private final Path path;
    private final FileChannel file;
    private final Quota.Share share;
    private long writtenBytes;

    private BlobOutput(NodeId node, Path path, FileChannel file, Quota.Share share) {
        this.node = node;
        this.path = path;
        this.file = file;
        this.share = share;
    }

    static BlobOutput create(NodeId node, Path path, Quota.Share share) throws IOException {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new BlobOutput(node, path, file, share);
        } catch (IOException e) {
            throw new NodeFailedException(node, "creating a file", e.getClass().getSimpleName(), e);
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        share.take(writtenBytes + bytes.remaining());
        try {
            while (bytes.hasRemaining()) {
                writtenBytes += file.write(bytes);
            }
        } catch (IOException e) {
            throw failure("writing", bytes.remaining(), e);
        }
    }

    void flush() throws IOException {
        try {
            file.force(true);
        } catch (IOException e) {
            throw failure("flushing", 0, e);
        }
    }

    long writtenBytes() {
        return writtenBytes;
    }

    /** The platform tells a full disk by words only, so the space that is left decides. */
    private IOException failure(String operation, int pendingBytes, IOException e) throws IOException {
        long free = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
        return free < Math.max(pendingBytes, NEARLY_FULL_BYTES)
                ? new NodeFullException(node, writtenBytes, e)
                : new NodeFailedException(node, operation, e.getClass().getSimpleName(), e);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
