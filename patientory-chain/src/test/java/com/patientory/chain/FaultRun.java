package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.UnreachableNodeException;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Two processes with eight threads and two keys each write into one vault, single files and batches, and are killed at random;
 * each node stands behind a proxy that refuses and loses requests at random, and somebody reads the vault's events the while. Then the chain is
 * read back. Longer: {@code -Dpatientory.fault.files=20000 -Dpatientory.fault.kills=50 -Dsurefire.timeout=7200}; the same faults again: {@code -Dpatientory.seed}.
 */
final class FaultRun {
    /** How often each process is killed. */
    static final int KILLS = Integer.getInteger("patientory.fault.kills", 3);

    private static final int FILES = Integer.getInteger("patientory.fault.files", 300);
    private static final List<String> HOSPITALS = List.of("one", "two");

    /** What happens to the network meanwhile. */
    interface Disturbance {
        /** Does something to it, or nothing; called again and again until all files are stored. */
        void next(Random random) throws InterruptedException;
    }

    private final TestWorld world;
    private final FileVaultContract vault;
    private final int finality;
    private final long seed = Long.getLong("patientory.seed", System.nanoTime());
    private final Map<String, List<String>> keys = new HashMap<>();
    private final Map<FileId, ContentDigest> expected = new HashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /**
     * Registers the patient and the hospital's keys, and lets the hospital store.
     *
     * @param finality blocks that a write has to have upon it to be final
     */
    FaultRun(TestWorld world, int finality) {
        this.world = world;
        this.finality = finality;
        this.vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        HOSPITALS.forEach(name -> keys.put(name, List.of(newKey(), newKey())));
    }

    /** Writes until every file is final, and compares the chain and the events that were told with what was asked for. */
    void run(List<URI> nodes, Path folder, Disturbance disturbance) throws Exception {
        List<NodeProxy> proxies = new ArrayList<>();
        for (URI node : nodes) {
            NodeProxy proxy = new NodeProxy(node);
            proxy.fault = new RandomFaults(new Random(seed + proxies.size()));
            proxies.add(proxy);
        }
        Events events = new Events();
        try {
            List<Thread> hospitals = hospitals(proxies, folder);
            Thread reader = begin(events::follow);
            disturb(hospitals, disturbance);
            events.end = true;
            reader.join();
        } finally {
            proxies.forEach(NodeProxy::close);
        }
        assertEquals(List.of(), List.copyOf(failures), "seed " + seed);
        assertStoredOnce();
        events.consumer.drain();
        assertEquals(vault.history(), events.consumer.events(), "seed " + seed);
        assertTrue(events.crashes > 0);
    }

    private Thread begin(Runnable work) {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((ended, e) -> failures.add(e));
        thread.start();
        return thread;
    }

    private List<Thread> hospitals(List<NodeProxy> proxies, Path folder) {
        List<Thread> hospitals = new ArrayList<>();
        for (String name : HOSPITALS) {
            for (int i = 0; i < FILES; i++) {
                expected.put(FaultWriter.file(name, i), FaultWriter.digest(name, i));
            }
            List<String> command = command(proxies, name, folder.resolve(name));
            hospitals.add(begin(() -> hospital(command, new Random(seed ^ name.hashCode()))));
        }
        return hospitals;
    }

    private void disturb(List<Thread> hospitals, Disturbance disturbance) throws InterruptedException {
        Random random = new Random(seed + HOSPITALS.size());
        int disturbances = 0;
        for (Thread hospital : hospitals) {
            hospital.join(3_000 + random.nextInt(4_000));
            while (hospital.isAlive()) {
                disturbance.next(random);
                disturbances++;
                hospital.join(3_000 + random.nextInt(4_000));
            }
        }
        assertTrue(disturbances > 0);
    }

    private List<String> command(List<NodeProxy> proxies, String name, Path journals) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FaultWriter.class.getName(),
                name,
                Integer.toString(FILES),
                proxies.stream().map(proxy -> proxy.uri().toString()).collect(Collectors.joining(","))));
        ContractAddresses shared = world.contracts;
        for (WalletAddress contract : List.of(
                shared.registry(),
                shared.hospitals(),
                shared.ptoy(),
                shared.rental(),
                shared.exchange(),
                vault.address())) {
            command.add(contract.toString());
        }
        command.add(journals.toString());
        command.addAll(keys.get(name));
        command.add(Integer.toString(finality));
        return command;
    }

    private String newKey() {
        byte[] secret = TestWorld.bytes();
        secret[0] = 0x11; // below the order of the curve
        try (WalletKey key = WalletKey.of(secret)) {
            world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, key.address());
        }
        return HexFormat.of().formatHex(secret);
    }

    /** Runs a process until it has stored everything, after it was killed a number of times. */
    private static void hospital(List<String> command, Random random) {
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

    private void assertStoredOnce() {
        Map<FileId, ContentDigest> stored = new HashMap<>();
        int events = 0;
        for (VaultEvent event : vault.history()) {
            if (event instanceof VaultEvent.FileStored file) {
                stored.put(file.file(), file.body());
                events++;
            }
        }
        assertEquals(expected, stored, "seed " + seed);
        assertEquals(HOSPITALS.size() * FILES, events, "a file was stored twice, seed " + seed);
    }

    /** Follows the vault's events, and now and then loses what it has read before it was written. */
    private final class Events {
        private final EventConsumer consumer = new EventConsumer(world.chain, vault.address());
        private final Random random = new Random(seed - 1);
        private volatile boolean end;
        private int crashes;

        void follow() {
            while (!end) {
                try {
                    if (random.nextInt(8) == 0) {
                        consumer.crash();
                        crashes++;
                    } else {
                        consumer.poll();
                    }
                    Thread.sleep(random.nextInt(500));
                } catch (UnreachableNodeException | NodeErrorException e) {
                    // Nothing was read: asked again.
                    crashes++;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
