package com.patientory.benchmarks.chain;

import com.patientory.chain.VaultWriter;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@link VaultWriter} with a journal on disk, one writer for each key; returns when each write is in a block. */
final class OurWriter implements Contender {
    private static final int MINUTES = 10;

    private final LoadWorld world;
    private final List<byte[]> secrets;

    OurWriter(LoadWorld world, int keys) {
        this.world = world;
        this.secrets = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            secrets.add(world.writer());
        }
    }

    @Override
    public Latencies store(WalletAddress vault, List<LoadWorld.NewFile> files, long pauseNanos) throws Exception {
        Latencies latencies = new Latencies(files.size());
        Path folder = Files.createTempDirectory("patientory-load");
        List<VaultWriter> writers = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            WalletKey key = WalletKey.of(secrets.get(i));
            writers.add(VaultWriter.open(world.chain(), key, folder.resolve("journal-" + i)));
        }
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
                    writers.get(i % writers.size()).store(vault, file.id(), file.body(), file.envelope());
            futures.add(future.thenAccept(receipt -> latencies.add(System.nanoTime() - asked)));
        }
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(MINUTES, TimeUnit.MINUTES);
        writers.forEach(VaultWriter::close);
        return latencies;
    }
}
