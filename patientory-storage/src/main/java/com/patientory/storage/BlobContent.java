package com.patientory.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes to be stored, which can be opened as often as needed: once for each replica and each retry. Each opening
 * must give the same bytes from the beginning; a store that is told the expected CID notices when it does not.
 */
@FunctionalInterface
public interface BlobContent {
    /**
     * Opens the content at its beginning. Reads may be short, the end is -1.
     *
     * @return a channel that the caller closes
     * @throws IOException when it cannot be opened
     */
    ReadableByteChannel open() throws IOException;

    /**
     * A file, opened anew each time; it must not change meanwhile.
     *
     * @param file the file
     * @return its content
     */
    static BlobContent of(Path file) {
        return () -> FileChannel.open(file, StandardOpenOption.READ);
    }

    /**
     * Bytes in memory.
     *
     * @param bytes the bytes, copied
     * @return the content
     */
    static BlobContent copyOf(byte[] bytes) {
        byte[] copy = bytes.clone();
        return () -> Channels.newChannel(new ByteArrayInputStream(copy));
    }
}
