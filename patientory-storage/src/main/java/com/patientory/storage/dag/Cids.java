package com.patientory.storage.dag;

import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/** Names content without storing it, by profile {@code unixfs-v1-2025}. Blocks while it reads all of it. */
public final class Cids {
    private Cids() {}

    /**
     * The name that every store will give to a file.
     *
     * @param file the file
     * @return its CID
     * @throws IOException when it cannot be read
     */
    public static Cid of(Path file) throws IOException {
        return of(BlobContent.of(file));
    }

    /**
     * The name that every store will give to some content.
     *
     * @param content the content, opened once
     * @return its CID
     * @throws IOException when it cannot be read
     */
    public static Cid of(BlobContent content) throws IOException {
        try (ReadableByteChannel in = content.open()) {
            return DagBuilder.build(in, DagLayout.UNIXFS_V1_2025, BlockSink.DISCARD)
                    .root();
        }
    }
}
