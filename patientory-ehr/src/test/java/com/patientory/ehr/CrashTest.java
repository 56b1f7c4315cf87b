package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a syncing process with SIGKILL again and again, each time after a random number of its steps. */
class CrashTest {
    private static final int DOCUMENTS = 100;
    private static final int KILLS = 24;

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sync_killedDozensOfTimes_losesAndDoublesNothing() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (EhrSimulator simulator = EhrSimulator.start()) {
            TreeMap<String, String> expected = new TreeMap<>();
            for (int i = 0; i < DOCUMENTS; i++) {
                String text = "content of document " + i + "x".repeat(random.nextInt(20_000));
                Delivery delivery = i % 2 == 0 ? Delivery.RAW : Delivery.WRAPPED;
                simulator.put(SimulatedDocument.of(
                        "d" + i, i % 4 == 0 ? "p2" : "p1", "application/pdf", SimulatedContent.of(text), delivery));
                expected.put("DocumentReference/d" + i + "#0", text);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                assertTrue(killAfter(simulator, random.nextInt(16)), "all was done after " + kill + " kills");
            }
            assertEquals("done", runToTheEnd(simulator), "seed " + seed);
            assertEquals("done", runToTheEnd(simulator), "seed " + seed);
            List<String> ids = new ArrayList<>();
            TreeMap<String, String> found = new TreeMap<>();
            for (String record : new DirectorySink(directory, () -> {}).anchored()) {
                int line = record.indexOf('\n');
                ids.add(record.substring(0, line));
                found.put(record.substring(0, line), record.substring(line + 1));
            }
            assertEquals(DOCUMENTS, ids.size(), "nothing doubled, seed " + seed);
            assertEquals(expected, found, "nothing lost or mixed, seed " + seed);
        }
    }

    /** Whether it was killed before it had ended. */
    private boolean killAfter(EhrSimulator simulator, int steps) throws IOException, InterruptedException {
        Process process = ForkedSync.fork(simulator.base(), directory, "64m");
        try (InputStream out = process.getInputStream()) {
            int seen = out.read();
            for (int i = 0; i < steps && seen == '.'; i++) {
                seen = out.read();
            }
            process.destroyForcibly();
            process.waitFor();
            return seen == '.';
        }
    }

    private String runToTheEnd(EhrSimulator simulator) throws IOException, InterruptedException {
        Process process = ForkedSync.fork(simulator.base(), directory, "64m");
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            return text.replace(".", "").strip();
        }
    }
}
