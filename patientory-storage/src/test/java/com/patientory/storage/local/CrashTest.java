package com.patientory.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobStat;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFailedException;
import com.patientory.storage.Transfers;
import com.patientory.storage.testkit.SampleContent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process again and again, without warning. {@code -Dpatientory.crash.cycles=1000} for the long run.
 */
class CrashTest {
    private static final NodeDescription NODE = NodeDescription.of("crash");
    private static final int CYCLES = Integer.getInteger("patientory.crash.cycles", 24);
    /** From one byte to several leaves, so that the kill hits every phase of a put. */
    private static final int[] SIZES = {1, 1000, 100_000, 1 << 20, (1 << 20) + 1, 3_000_000};

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void placeTheStore() {
        directory = temporary.resolve("store");
    }

    @Test
    void put_killedAtAnyMoment_keepsEveryAcknowledgedBlobAndNoHalfOne() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Cid, String> acknowledged = new HashMap<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            Path said = directory.resolveSibling("said");
            Process writer = start(directory, "exec", random.nextLong(), said);
            int linesBeforeTheKill = 1 + random.nextInt(4);
            while (writer.isAlive() && Files.readAllLines(said).size() < linesBeforeTheKill) {
                Thread.sleep(5);
            }
            assertEquals(false, writer.waitFor(random.nextInt(80), TimeUnit.MILLISECONDS), "seed " + seed);
            writer.destroyForcibly().waitFor();
            for (String line : Files.readAllLines(said)) {
                String[] words = line.split(" ", 3);
                if (words.length == 3 && words[2].endsWith(".")) {
                    acknowledged.put(Cid.parse(words[0]), words[1] + " " + words[2].replace(".", ""));
                }
            }
            check(acknowledged, "seed " + seed + ", cycle " + cycle);
        }
        assertTrue(
                acknowledged.size() > CYCLES / 2, "only " + acknowledged.size() + " blobs, too few to mean anything");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void put_fileSystemRefusesMoreBytes_failsTypedAndLeavesNothing() throws Exception {
        Path said = directory.resolveSibling("said");
        start(directory, "ulimit -f 2048; exec", 1, said).waitFor();
        List<String> lines = Files.readAllLines(said);
        assertTrue(lines.contains("failed " + NodeFailedException.class.getSimpleName()), lines::toString);
        check(Map.of(), "after the refused write");
    }

    private void check(Map<Cid, String> acknowledged, String when) throws IOException {
        try (LocalBlobStore store = LocalBlobStore.open(directory, NODE)) {
            Map<Cid, BlobStat> visible = new HashMap<>();
            Transfers.await(store.list(blob -> visible.put(blob.cid(), blob)));
            assertTrue(visible.keySet().containsAll(acknowledged.keySet()), when);
            for (Cid cid : visible.keySet()) {
                try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
                    byte[] bytes = Channels.newInputStream(channel).readAllBytes();
                    if (acknowledged.containsKey(cid)) {
                        String[] words = acknowledged.get(cid).split(" ", 2);
                        SampleContent content = SampleContent.of(Long.parseLong(words[0]), Long.parseLong(words[1]));
                        assertArrayEquals(content.bytes(), bytes, when);
                    }
                }
                if (acknowledged.size() > 400) {
                    Transfers.await(store.delete(cid));
                    acknowledged.remove(cid);
                }
            }
        }
    }

    private static Process start(Path directory, String shell, long seed, Path said) throws IOException {
        String command = shell + " " + Path.of(System.getProperty("java.home"), "bin", "java") + " -Xmx48m -Xshare:auto"
                + " -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + "'" + Writer.class.getName() + "' '" + directory + "' " + seed;
        return new ProcessBuilder("sh", "-c", command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The process that is killed: stores blobs until then and tells of each one that is acknowledged. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            PrintStream out = System.out;
            Random random = new Random(Long.parseLong(args[1]));
            try (LocalBlobStore store = LocalBlobStore.open(Path.of(args[0]), NODE)) {
                out.println("open");
                out.flush();
                while (true) {
                    long seed = random.nextLong();
                    int size = SIZES[random.nextInt(SIZES.length)];
                    BlobStat stat = Transfers.await(store.put(SampleContent.of(seed, size)));
                    out.println(stat.cid() + " " + seed + " " + size + ".");
                    out.flush();
                }
            } catch (IOException e) {
                out.println("failed " + e.getClass().getSimpleName());
                out.flush();
            }
        }
    }
}
