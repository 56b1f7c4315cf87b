package com.patientory.benchmarks.chain;

import com.patientory.chain.VaultWriter;
import com.patientory.chain.VaultWriterBuilder;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@link VaultWriter} with journals on disk; returns when each write is in a block. */
final class OurWriter implements Contender {
    private static final int MINUTES = 10;

    private final LoadWorld world;
    private final List<WalletKey> keys = new ArrayList<>();
    private final boolean batches;

    OurWriter(LoadWorld world, int keys, boolean batches) {
        this.world = world;
        this.batches = batches;
        for (int i = 0; i < keys; i++) {
            this.keys.add(WalletKey.of(world.writer()));
        }
    }

    @Override
    public Latencies store(WalletAddress vault, List<LoadWorld.NewFile> files, long pauseNanos) throws Exception {
        Latencies latencies = new Latencies(files.size());
        VaultWriterBuilder builder =
                VaultWriter.builder(world.chain()).journals(Files.createTempDirectory("patientory-load"));
        keys.forEach(builder::key);
        if (!batches) {
            builder.withoutBatches();
        }
        Integer window = Integer.getInteger("patientory.window");
        if (window != null) {
            builder.inFlight(window);
        }
        Long gas = Long.getLong("patientory.batchGas");
        if (gas != null && batches) {
            builder.batchGas(gas);
        }
        try (VaultWriter writer = builder.open()) {
            List<CompletableFuture<?>> futures = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < files.size(); i++) {
                LoadWorld.NewFile file = files.get(i);
                long due = start + i * pauseNanos;
                while (pauseNanos > 0 && System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long asked = System.nanoTime();
                CompletableFuture<TransactionReceipt> future =
                        writer.store(vault, file.id(), file.body(), file.envelope());
                futures.add(future.thenAccept(receipt -> latencies.add(System.nanoTime() - asked)));
            }
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(MINUTES, TimeUnit.MINUTES);
        }
        return latencies;
    }
}
