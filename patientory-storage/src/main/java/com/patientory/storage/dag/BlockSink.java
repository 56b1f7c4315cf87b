package com.patientory.storage.dag;

import com.patientory.storage.Cid;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes the blocks of a blob from a {@link DagBuilder}, children before their parent, leaves in the order of content;
 * the root comes last. To stop the build, throw.
 */
public interface BlockSink {
    /** Keeps nothing: for naming content. */
    BlockSink DISCARD = (cid, block) -> {};

    /**
     * Takes one block.
     *
     * @param cid its name; codec {@code raw} means the next leaf of the content
     * @param block its bytes, to be used before this method returns, for the buffer is used again
     * @throws IOException to stop the build
     */
    void accept(Cid cid, ByteBuffer block) throws IOException;
}
