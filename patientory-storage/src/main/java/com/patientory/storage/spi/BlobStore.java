package com.patientory.storage.spi;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.PutOptions;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps blobs under their CIDs. Everything a store returns is verified against the CID on the way out, so a store, its
 * disk and its network need not be trusted for integrity, only for availability.
 *
 * <p>Methods that return a future do their work elsewhere and fail with a
 * {@link com.patientory.storage.StorageException} in that future; {@link com.patientory.storage.Transfers#await} waits
 * and rethrows it. Cancelling the future stops the work at the next leaf; a cancelled put leaves nothing visible.
 * Memory is bounded by a few leaves for each transfer, whatever the blob's size. Stores are thread-safe.
 *
 * <p>Not promised: secrecy (encrypt first), order between concurrent puts and deletes of one blob, and that a deleted
 * blob is erased from the medium.
 */
public interface BlobStore extends AutoCloseable {
    /**
     * The lasting facts about this node. Does not block.
     *
     * @return where it is and who runs it
     */
    NodeDescription node();

    /**
     * How much this node can hold; also the way to ask whether it is alive.
     *
     * @return the capacity, or {@link com.patientory.storage.NodeUnreachableException}
     */
    CompletableFuture<Capacity> capacity();

    /**
     * Stores content and pins it. When the future completes the blob survives a crash of the node; until then it is
     * not visible. Storing what is there already succeeds and changes nothing, except that a damaged copy is made
     * whole.
     *
     * @param content what to store; may be opened more than once
     * @param options the expected CID and a listener
     * @return the blob's facts; {@link com.patientory.storage.ContentMismatchException} when the content is not what
     *     was expected, {@link com.patientory.storage.NodeFullException} when there is no room
     */
    CompletableFuture<BlobStat> put(BlobContent content, PutOptions options);

    /**
     * Opens a blob for reading anywhere in it. The root is verified before the future completes, each leaf when it is
     * read: a read throws {@link com.patientory.storage.BlobTamperedException} instead of giving bytes that are not
     * the blob's, and leaves the position where it was.
     *
     * @param cid the blob
     * @return a read-only channel at position 0 that the caller closes, blocking and for one thread at a time;
     *     {@link com.patientory.storage.BlobNotFoundException} when the blob is not here
     */
    CompletableFuture<SeekableByteChannel> open(Cid cid);

    /**
     * The facts about a blob, without reading its content.
     *
     * @param cid the blob
     * @return the facts; {@link com.patientory.storage.BlobNotFoundException} when the blob is not here
     */
    CompletableFuture<BlobStat> stat(Cid cid);

    /**
     * Goes through all blobs, in no particular order. Blobs that come or go meanwhile may be missed or included.
     *
     * @param each told of each blob once, on one thread at a time
     * @return completes after the last one
     */
    CompletableFuture<Void> list(Consumer<? super BlobStat> each);

    /**
     * Keeps a blob until told otherwise.
     *
     * @param cid the blob
     * @return completes when that is durable; {@link com.patientory.storage.BlobNotFoundException} when it is not here
     */
    CompletableFuture<Void> pin(Cid cid);

    /**
     * Allows the store to drop a blob when it likes. It may stay readable for long.
     *
     * @param cid the blob
     * @return completes when that is durable; {@link com.patientory.storage.BlobNotFoundException} when it is not here
     */
    CompletableFuture<Void> unpin(Cid cid);

    /**
     * Drops a blob now, pinned or not: afterwards it cannot be opened here and is not listed.
     *
     * @param cid the blob
     * @return whether it was here
     */
    CompletableFuture<Boolean> delete(Cid cid);

    /** Ends all work of this store and gives its resources back; may block for a moment. Channels become unusable. */
    @Override
    void close();

    /**
     * Stores any content, nobody listening.
     *
     * @param content what to store
     * @return the blob's facts
     * @see #put(BlobContent, PutOptions)
     */
    default CompletableFuture<BlobStat> put(BlobContent content) {
        return put(content, PutOptions.defaults());
    }
}
