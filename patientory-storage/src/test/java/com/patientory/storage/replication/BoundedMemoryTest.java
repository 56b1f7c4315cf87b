package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.storage.Cid;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.Transfers;
import com.patientory.storage.testkit.SampleContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blob four times as large as the heap goes in, comes out and is repaired. */
class BoundedMemoryTest {
    private static final long SIZE_BYTES = 256L << 20;

    @TempDir
    private Path directory;

    @Test
    void putReadAndRepair_largeBlobInASmallHeap_succeed() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        try {
            assertEquals(true, child.waitFor(5, TimeUnit.MINUTES), "five minutes were not enough");
            assertEquals(0, child.exitValue());
        } finally {
            child.destroyForcibly();
        }
    }

    /** Runs in a heap of 64 MiB and ends with an exception, so with another code than 0, when something is wrong. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            SampleContent content = SampleContent.of(1, SIZE_BYTES);
            LocalCluster cluster = new LocalCluster(Path.of(args[0]));
            try (ReplicatedBlobStore store = cluster.open(Duration.ofMinutes(1))) {
                Cid cid = Transfers.await(store.put(content)).cid();
                cluster.destroy(cluster.holders(cid).get(0));
                RepairReport report = Transfers.await(store.repairAll(ProgressListener.NONE));
                if (!report.isWhole() || report.actions().size() != 1) {
                    throw new AssertionError("not repaired: " + report);
                }
                check(content, store, cid);
            }
        }

        private static void check(SampleContent content, ReplicatedBlobStore store, Cid cid) throws IOException {
            long position = 0;
            ByteBuffer buffer = ByteBuffer.allocate(100_003);
            try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
                while (channel.read(buffer.clear()) > 0) {
                    if (!buffer.flip().equals(ByteBuffer.wrap(content.bytes(position, buffer.limit())))) {
                        throw new AssertionError("other bytes at " + position);
                    }
                    position += buffer.limit();
                }
            }
            if (position != SIZE_BYTES) {
                throw new AssertionError("read " + position + " bytes");
            }
        }
    }
}
