package com.patientory.storage.testkit;

import com.patientory.storage.BlobContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Content whose channel fails at an offset, each time it is opened. */
public final class FailingContent implements BlobContent {
    private final BlobContent content;
    private final long failAtBytes;

    private FailingContent(BlobContent content, long failAtBytes) {
        this.content = content;
        this.failAtBytes = failAtBytes;
    }

    /** The content up to an offset, then an {@link IOException}. */
    public static FailingContent after(BlobContent content, long failAtBytes) {
        return new FailingContent(content, failAtBytes);
    }

    @Override
    public ReadableByteChannel open() throws IOException {
        return new Channel(content.open());
    }

    private final class Channel implements ReadableByteChannel {
        private final ReadableByteChannel in;
        private long left = failAtBytes;

        private Channel(ReadableByteChannel in) {
            this.in = in;
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            if (left == 0) {
                throw new IOException("planned failure");
            }
            int limit = dst.limit();
            dst.limit(dst.position() + (int) Math.min(dst.remaining(), left));
            int count = in.read(dst);
            dst.limit(limit);
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
