package com.patientory.benchmarks.chain;

import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.FastRawTransactionManager;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/**
 * web3j's own managers. The plain one asks the node for each nonce and so can be used by one thread at a time; the fast
 * one counts by itself and gets several threads. Sending alone, or waiting for each receipt by web3j's polling.
 */
final class Web3jManager implements Contender {
    private static final BigInteger STORE_GAS = BigInteger.valueOf(200_000);
    private static final int ATTEMPTS = 40;
    private static final long AGAIN_MILLIS = 100;
    private static final long DEFAULT_POLL_MILLIS = 15_000;

    private final TransactionManager manager;
    private final Web3j web3j;
    private final boolean awaits;
    private final int threads;

    private Web3jManager(Web3j web3j, TransactionManager manager, boolean awaits, int threads) {
        this.web3j = web3j;
        this.manager = manager;
        this.awaits = awaits;
        this.threads = threads;
    }

    /** Sends from one thread; nobody waits for receipts. */
    static Web3jManager raw(LoadWorld world) {
        Web3j web3j = web3j(world);
        return new Web3jManager(web3j, new RawTransactionManager(web3j, credentials(world), chain(world)), false, 1);
    }

    /** Sends from eight threads; nobody waits for receipts. */
    static Web3jManager fast(LoadWorld world) {
        Web3j web3j = web3j(world);
        return new Web3jManager(
                web3j, new FastRawTransactionManager(web3j, credentials(world), chain(world)), false, 8);
    }

    /** Each of so many threads sends and waits, as a call of a generated wrapper does by default. */
    static Web3jManager waiting(LoadWorld world, int threads) {
        Web3j web3j = web3j(world);
        PollingTransactionReceiptProcessor polling =
                new PollingTransactionReceiptProcessor(web3j, DEFAULT_POLL_MILLIS, ATTEMPTS);
        return new Web3jManager(
                web3j, new FastRawTransactionManager(web3j, credentials(world), chain(world), polling), true, threads);
    }

    private static Web3j web3j(LoadWorld world) {
        return Web3j.build(new HttpService(world.network().nodes().get(0).toString()));
    }

    private static Credentials credentials(LoadWorld world) {
        return Credentials.create(HexFormat.of().formatHex(world.writer()));
    }

    private static long chain(LoadWorld world) {
        return Long.parseLong(world.network().chain().toString());
    }

    @Override
    public Latencies store(WalletAddress vault, List<LoadWorld.NewFile> files, long pauseNanos) throws Exception {
        Latencies latencies = new Latencies(files.size());
        PollingTransactionReceiptProcessor polling =
                new PollingTransactionReceiptProcessor(web3j, DEFAULT_POLL_MILLIS, ATTEMPTS);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (LoadWorld.NewFile file : files) {
                all.add(executor.submit(() -> {
                    long asked = System.nanoTime();
                    EthSendTransaction sent = send(vault, file);
                    if (awaits) {
                        polling.waitForTransactionReceipt(sent.getTransactionHash());
                        latencies.add(System.nanoTime() - asked);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(10, TimeUnit.MINUTES);
            }
        } finally {
            executor.shutdownNow();
        }
        return latencies;
    }

    /** The plain manager's nonce can be a used one after a reorganisation; its user has to ask again, and so does this. */
    private EthSendTransaction send(WalletAddress vault, LoadWorld.NewFile file) throws Exception {
        EthSendTransaction sent = once(vault, file);
        for (int attempt = 1; threads == 1 && sent.hasError() && attempt < ATTEMPTS; attempt++) {
            Thread.sleep(AGAIN_MILLIS);
            sent = once(vault, file);
        }
        if (sent.hasError()) {
            throw new IllegalStateException(sent.getError().getMessage());
        }
        return sent;
    }

    private EthSendTransaction once(WalletAddress vault, LoadWorld.NewFile file) throws IOException {
        return manager.sendTransaction(BigInteger.ZERO, STORE_GAS, vault.toString(), data(file), BigInteger.ZERO);
    }

    private static String data(LoadWorld.NewFile file) {
        return FunctionEncoder.encode(new Function(
                "store",
                List.of(
                        new Bytes32(file.id().bytes()),
                        new Bytes32(file.body().bytes()),
                        new Bytes32(file.envelope().bytes())),
                List.of()));
    }
}
