package com.patientory.chain;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hospital's process: eight threads store all files of a list with two keys, each until it is final, and it may be killed
 * at any moment and begun anew. Ends with 0 when all are final.
 */
final class FaultWriter {
    private static final int THREADS = 8;
    /** All wait until they are final: more where that takes longer. */
    private static final int UNDER_WAY_PER_BLOCK = 32;

    private FaultWriter() {}

    /** The same name gives the same file, so that a later process repeats what an earlier one had begun. */
    static FileId file(String process, int number) {
        return FileId.of(hash("file/" + process + "/" + number));
    }

    static ContentDigest digest(String process, int number) {
        return ContentDigest.of(hash("digest/" + process + "/" + number));
    }

    private static byte[] hash(String text) {
        return Keccak256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Arguments: name, number of files, nodes, the five shared contracts, vault, journals, two keys in hexadecimal, finality. */
    public static void main(String[] arguments) throws InterruptedException {
        ContractAddresses contracts = new ContractAddresses(
                WalletAddress.parse(arguments[3]),
                WalletAddress.parse(arguments[4]),
                WalletAddress.parse(arguments[5]),
                WalletAddress.parse(arguments[6]),
                WalletAddress.parse(arguments[7]));
        ChainConfig.Builder config = ChainConfig.builder(ChainId.of(1337), contracts)
                .requestTimeout(Duration.ofSeconds(5))
                .finalityBlocks(Integer.parseInt(arguments[12]));
        for (String node : arguments[2].split(",", -1)) {
            config.node(URI.create(node));
        }
        WalletAddress vault = WalletAddress.parse(arguments[8]);
        int underWay = UNDER_WAY_PER_BLOCK * Integer.parseInt(arguments[12]);
        try (WalletKey one = WalletKey.of(HexFormat.of().parseHex(arguments[10]));
                WalletKey two = WalletKey.of(HexFormat.of().parseHex(arguments[11]));
                PatientoryChain chain = PatientoryChain.connect(config.build());
                VaultWriter writer = VaultWriter.builder(chain)
                        .key(one)
                        .key(two)
                        .journals(Path.of(arguments[9]))
                        .inFlight(40)
                        .queue(100)
                        .batchGas(500_000)
                        .completeWhenFinal()
                        .open()) {
            System.out.println("open");
            storeAll(writer, vault, arguments[0], Integer.parseInt(arguments[1]), underWay);
        }
    }

    private static void storeAll(VaultWriter writer, WalletAddress vault, String process, int files, int most)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Semaphore underWay = new Semaphore(most);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int file = next.getAndIncrement(); file < files; file = next.getAndIncrement()) {
                    underWay.acquireUninterruptibly();
                    store(writer, vault, process, file, underWay);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        underWay.acquire(most);
    }

    /** A refused or late write is asked for again: that is what the writer's contract tells its callers to do. */
    private static void store(VaultWriter writer, WalletAddress vault, String process, int file, Semaphore underWay) {
        var unused = writer.store(vault, file(process, file), digest(process, file), digest(process, file))
                .whenComplete((receipt, failure) -> {
                    if (failure == null) {
                        underWay.release();
                    } else {
                        String why = failure instanceof CompletionException ? "" : failure.getMessage();
                        System.out.println("again " + file + " " + why);
                        store(writer, vault, process, file, underWay);
                    }
                });
    }
}
