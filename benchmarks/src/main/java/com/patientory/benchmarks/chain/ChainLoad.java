package com.patientory.benchmarks.chain;

import com.patientory.chain.FileVaultContract;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The load of the design's table: files stored, mined and counted by reading the chain back.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar com.patientory.benchmarks.chain.ChainLoad anvil 20000 2000
 * java -cp benchmarks/target/benchmarks.jar com.patientory.benchmarks.chain.ChainLoad clique 20000 2000
 * </pre>
 *
 * The first number is for this SDK's writer, the second for web3j's managers; with zero these and the batches of one call are
 * left out. {@code -Dpatientory.window} and {@code -Dpatientory.batchGas} set the writer's bounds. The time ends when every write is known to be in
 * a block: by its future, or, for a manager that only sends, by reading the chain.
 */
public final class ChainLoad {
    private static final int WARM_UP = 20_000;
    private static final int BATCHED = 10;
    private static final int PACED = 1_000;
    private static final long PACE_NANOS = 10_000_000;
    private static final int WAITING = 40;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final LoadWorld world;

    private ChainLoad(LoadWorld world) {
        this.world = world;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("arguments: anvil|clique FILES FILES_FOR_WEB3J");
        }
        int ours = Integer.parseInt(arguments[1]);
        int theirs = Integer.parseInt(arguments[2]);
        try (TestNetwork network = TestNetwork.start(arguments[0]);
                LoadWorld world = new LoadWorld(network)) {
            System.out.printf(
                    "%d CPUs, Java %s%n%n",
                    Runtime.getRuntime().availableProcessors(), System.getProperty("java.runtime.version"));
            System.out.printf(
                    "| network | way | files | on the chain | s | files/s | p50 ms | p99 ms | client CPU s | nodes CPU s |%n");
            System.out.printf("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|%n");
            new ChainLoad(world).run(ours, theirs);
        }
        System.exit(0); // web3j leaves threads behind
    }

    private void run(int ours, int theirs) throws Exception {
        measure("warm-up", new OurWriter(world, 1, false), WARM_UP, 0);
        measure("VaultWriter, 1 key, no batches", new OurWriter(world, 1, false), ours, 0);
        measure("VaultWriter, 4 keys, no batches", new OurWriter(world, 4, false), ours, 0);
        measure("VaultWriter, 4 keys, batches", new OurWriter(world, 4, true), ours, 0);
        measure("VaultWriter, 100 a second", new OurWriter(world, 1, true), PACED, PACE_NANOS);
        if (theirs == 0) {
            return;
        }
        new Batches(world).run(ours, BATCHED * ours);
        measure("web3j FastRawTransactionManager, 8 threads", Web3jManager.fast(world), theirs, 0);
        measure("web3j RawTransactionManager", Web3jManager.raw(world), theirs, 0);
        measure("web3j, 40 threads that wait", Web3jManager.waiting(world, WAITING), WAITING, 0);
    }

    private void measure(String way, Contender contender, int count, long pauseNanos) throws Exception {
        FileVaultContract vault = world.vault();
        List<LoadWorld.NewFile> files = world.files(count);
        long cpu = cpuNanos();
        double nodes = nodesCpuSeconds();
        long start = System.nanoTime();
        Latencies latencies = contender.store(vault.address(), files, pauseNanos);
        double client = (cpuNanos() - cpu) / 1e9;
        nodes = nodesCpuSeconds() - nodes;
        double known = (System.nanoTime() - start) / 1e9;
        int found = world.count(vault, files);
        while (found < count && System.nanoTime() - start < PATIENCE_NANOS) {
            found = world.count(vault, files);
        }
        // Who does not wait for receipts has not finished before the chain holds all.
        double seconds = latencies.isEmpty() ? (System.nanoTime() - start) / 1e9 : known;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.1f | %.0f | %s | %s | %.1f | %.1f |%n",
                world.network().name(),
                way,
                count,
                found,
                seconds,
                found / seconds,
                latencies.percentile(50),
                latencies.percentile(99),
                client,
                nodes);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The nodes are children of this process. */
    private static double nodesCpuSeconds() {
        return ProcessHandle.current()
                        .descendants()
                        .mapToLong(node -> node.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis())
                        .sum()
                / 1e3;
    }
}
