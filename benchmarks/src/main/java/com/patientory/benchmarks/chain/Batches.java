package com.patientory.benchmarks.chain;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.VaultGuest;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Files in batches: {@code storeMany} from four keys at once, and {@code anchor} of one root for all. */
final class Batches {
    private static final int KEYS = 4;
    private static final long MAX_GAS = 30_000_000;

    private final LoadWorld world;

    Batches(LoadWorld world) {
        this.world = world;
    }

    void run(int stored, int anchored) throws Exception {
        storeMany(stored);
        anchor(anchored);
    }

    private void storeMany(int count) throws Exception {
        FileVaultContract vault = world.vault();
        List<LoadWorld.NewFile> files = world.files(count);
        List<byte[]> writers = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            writers.add(world.writer());
        }
        ExecutorService executor = Executors.newFixedThreadPool(KEYS);
        long start = System.nanoTime();
        List<Future<?>> parts = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            WalletKey key = WalletKey.of(writers.get(i));
            List<Batch.NewFile> part = batch(files.subList(count * i / KEYS, count * (i + 1) / KEYS));
            parts.add(executor.submit(() -> vault.guest().storeMany(key, part, MAX_GAS)));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        executor.shutdown();
        print("storeMany, 4 keys, 30 M gas each", count, world.count(vault, files), seconds);
    }

    /** The time has the manifest and its digest, the tree and the wait for the block; not the manifest's way to storage. */
    void anchor(int count) {
        FileVaultContract vault = world.vault();
        List<Batch.NewFile> files = batch(world.files(count));
        WalletKey key = WalletKey.of(world.writer());
        VaultGuest guest = vault.guest();
        long start = System.nanoTime();
        Batch.Files batch = Batch.Files.of(files);
        ContentDigest manifest = batch.manifestDigest();
        double hashing = (System.nanoTime() - start) / 1e9;
        guest.anchor(key, batch, manifest);
        double seconds = (System.nanoTime() - start) / 1e9;
        String way = String.format(Locale.ROOT, "anchor, 1 key, of it %.2f s to hash", hashing);
        print(way, count, anchored(vault, batch, manifest), seconds);
    }

    /** Reads the chain: the number that it has for this root and manifest, once the proof of the last file holds there. */
    private static int anchored(FileVaultContract vault, Batch.Files batch, ContentDigest manifest) {
        int last = batch.count() - 1;
        if (!vault.isAnchored(batch.root(), last, batch.files().get(last), batch.proof(last))) {
            return 0;
        }
        return vault.history().stream()
                .filter(VaultEvent.Anchored.class::isInstance)
                .map(VaultEvent.Anchored.class::cast)
                .filter(event ->
                        event.root().equals(batch.root()) && event.manifest().equals(manifest))
                .mapToInt(event -> event.count().intValueExact())
                .findFirst()
                .orElse(0);
    }

    private void print(String way, int count, int found, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.1f | %.0f | | | | |%n",
                world.network().name(),
                way,
                count,
                found,
                seconds,
                found / seconds);
    }

    private static List<Batch.NewFile> batch(List<LoadWorld.NewFile> files) {
        return files.stream()
                .map(file -> new Batch.NewFile(file.id(), file.body(), file.envelope()))
                .toList();
    }
}
