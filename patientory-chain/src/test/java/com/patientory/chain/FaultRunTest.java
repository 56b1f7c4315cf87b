package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes with eight threads and two keys each write into one vault, single files and batches, are killed at random
 * and meet a node that refuses, loses and reorganises at random; then the chain is read back. Longer: {@code -Dpatientory.fault.files=20000 -Dpatientory.fault.kills=50}; the
 * same faults again: {@code -Dpatientory.seed}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FaultRunTest {
    private static final int FILES = Integer.getInteger("patientory.fault.files", 300);
    private static final int KILLS = Integer.getInteger("patientory.fault.kills", 3);

    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final long seed = Long.getLong("patientory.seed", System.nanoTime());
    private final Map<FileId, ContentDigest> expected = new HashMap<>();

    @Test
    void store_byTwoProcessesThatAreKilled_losesAndDoublesNothing() throws Exception {
        try (TestWorld world = new TestWorld(ANVIL.node());
                NodeProxy proxy = new NodeProxy(ANVIL.node().uri())) {
            FileVaultContract vault = world.registerPatient();
            world.signAndSubmit(vault.prepareGrant(
                    Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
            proxy.fault = new RandomFaults(new Random(seed));
            List<Thread> hospitals = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                List<String> command = command(world, proxy, vault, name);
                Thread hospital = new Thread(() -> run(command, new Random(seed ^ name.hashCode())));
                hospital.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
                hospital.start();
                hospitals.add(hospital);
            }
            int reorganisations = reorganise(hospitals, new Random(seed + 1));
            assertTrue(reorganisations > 0);
            assertEquals(List.of(), failures, "seed " + seed);
            assertTrue(proxy.requests.size() > 0);
            assertStoredOnce(vault);
        }
    }

    private static void join(Thread hospital, Random random) throws InterruptedException {
        hospital.join(3_000 + random.nextInt(4_000));
    }

    private List<String> command(TestWorld world, NodeProxy proxy, FileVaultContract vault, String name) {
        for (int i = 0; i < FILES; i++) {
            expected.put(FaultWriter.file(name, i), FaultWriter.digest(name, i));
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FaultWriter.class.getName(),
                name,
                Integer.toString(FILES),
                proxy.uri().toString(),
                world.contracts.registry().toString(),
                world.contracts.hospitals().toString(),
                world.contracts.ptoy().toString(),
                world.contracts.rental().toString(),
                world.contracts.exchange().toString(),
                vault.address().toString(),
                folder.resolve(name).toString(),
                newKey(world),
                newKey(world));
    }

    private static String newKey(TestWorld world) {
        byte[] secret = TestWorld.bytes();
        secret[0] = 0x11; // below the order of the curve
        try (WalletKey key = WalletKey.of(secret)) {
            world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, key.address());
        }
        return HexFormat.of().formatHex(secret);
    }

    /** Exchanges the last blocks for empty ones while the hospitals write, half of the times also the pool; counts. */
    private static int reorganise(List<Thread> hospitals, Random random) throws InterruptedException {
        JsonRpc node = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        int count = 0;
        for (Thread hospital : hospitals) {
            for (join(hospital, random); hospital.isAlive(); join(hospital, random)) {
                node.call("anvil_reorg", 1 + random.nextInt(FaultWriter.FINALITY - 1), List.of());
                if (random.nextBoolean()) {
                    node.call("anvil_dropAllTransactions");
                }
                count++;
            }
        }
        return count;
    }

    /** Runs a process until it has stored everything, after it was killed a number of times. */
    private static void run(List<String> command, Random random) {
        try {
            int kills = 0;
            for (int runs = 0; runs < 10 * (KILLS + 1); runs++) {
                Process process = start(command);
                boolean open = process.inputReader().readLine() != null;
                if (open && kills < KILLS) {
                    kills++;
                    process.waitFor(100 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
                    process.destroyForcibly().waitFor();
                    continue;
                }
                // The last one runs to its end; one that met a fault while it opened is begun anew.
                process.inputReader().lines().forEach(line -> {});
                if (process.waitFor() == 0) {
                    return;
                }
            }
            throw new AssertionError("the process never came to its end");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void assertStoredOnce(FileVaultContract vault) {
        Map<FileId, ContentDigest> stored = new HashMap<>();
        int events = 0;
        for (VaultEvent event : vault.history()) {
            if (event instanceof VaultEvent.FileStored file) {
                stored.put(file.file(), file.body());
                events++;
            }
        }
        assertEquals(expected, stored, "seed " + seed);
        assertEquals(2 * FILES, events, "a file was stored twice, seed " + seed);
    }

    /** One request in twelve meets a fault, so that most writes meet one on their way. */
    private static final class RandomFaults implements NodeProxy.Fault {
        private static final List<String> REFUSALS = List.of(
                "txpool is full", "nonce too low", "transaction underpriced", "already known", "internal error");

        private final Random random;

        RandomFaults(Random random) {
            this.random = random;
        }

        private synchronized boolean once(int in) {
            return random.nextInt(in) == 0;
        }

        @Override
        public boolean lostBefore(JsonNode call) {
            return once(sends(call) ? 600 : 60);
        }

        @Override
        public boolean lostAfter(JsonNode call) {
            return once(sends(call) ? 600 : 60);
        }

        @Override
        public String refusal(JsonNode call) {
            return sends(call) && once(40) ? REFUSALS.get(pick()) : "";
        }

        private synchronized int pick() {
            return random.nextInt(REFUSALS.size());
        }

        private static boolean sends(JsonNode call) {
            return call.path("method").asText().equals("eth_sendRawTransaction");
        }
    }
}
