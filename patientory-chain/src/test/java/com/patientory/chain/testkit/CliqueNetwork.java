package com.patientory.chain.testkit;

import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.ChainId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Four fee-free geth validators on the loopback interface that make a block every second by Clique (EIP-225), each
 * connected to each, with chain id 1337. Blocks of one second may be replaced: with four validators a block is taken as final when
 * three of them have signed it or a later one. Each of the four holds the whole chain, so three go on without the fourth.
 */
public final class CliqueNetwork implements AutoCloseable {
    /** The network's number. */
    public static final ChainId CHAIN_ID = ChainId.of(1337);

    /** What one block may hold: about 16,000 stored files. */
    public static final long BLOCK_GAS_LIMIT = 1_000_000_000;

    private static final int VALIDATORS = 4;
    private static final Duration PEERING = Duration.ofSeconds(60);

    private final Path folder;
    private final List<CliqueNode> nodes;

    private CliqueNetwork(Path folder, List<CliqueNode> nodes) {
        this.folder = folder;
        this.nodes = List.copyOf(nodes);
    }

    /** Builds geth when it is missing, starts the validators and waits until blocks are made. Blocks for some seconds. */
    public static CliqueNetwork start() {
        Path geth = GethInstall.binary();
        try {
            Path folder = Files.createTempDirectory("patientory-clique");
            List<CliqueNode> nodes = new ArrayList<>();
            SecureRandom random = new SecureRandom();
            for (int i = 0; i < VALIDATORS; i++) {
                nodes.add(CliqueNode.create(geth, folder.resolve("validator-" + i), random));
            }
            CliqueNetwork network = new CliqueNetwork(folder, nodes);
            network.begin();
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        String genesis = CliqueGenesis.json(
                CHAIN_ID,
                BLOCK_GAS_LIMIT,
                nodes.stream().map(CliqueNode::address).toList());
        try {
            for (CliqueNode node : nodes) {
                node.init(genesis);
                node.start(CHAIN_ID, BLOCK_GAS_LIMIT);
                nodes.stream().takeWhile(other -> other != node).forEach(node::connect);
            }
            // Who begins alone signs a block of his own; four such blocks, equally good, have been seen to stay for
            // ever.
            awaitPeers();
            nodes.forEach(CliqueNode::mine);
            awaitBlocks();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private List<CliqueNode> running() {
        return nodes.stream().filter(CliqueNode::runs).toList();
    }

    /** Waits until each running node has all others as peers. */
    private void awaitPeers() {
        List<CliqueNode> running = running();
        await(() -> running.stream().allMatch(node -> node.peers() >= running.size() - 1));
    }

    /** Waits until two more blocks were made. */
    private void awaitBlocks() {
        long height = height(running().get(0));
        awaitHeight(height + 2);
    }

    private void awaitHeight(long height) {
        List<CliqueNode> running = running();
        await(() -> running.stream().allMatch(node -> height(node) >= height));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PEERING.toNanos();
        while (!condition.getAsBoolean()) {
            pause(until);
        }
    }

    private static long height(CliqueNode node) {
        return Long.decode(node.rpc().call("eth_blockNumber").asText());
    }

    private static void pause(long until) {
        if (System.nanoTime() > until) {
            throw new IllegalStateException("the validators made no common chain within " + PEERING);
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while validators start", e);
        }
    }

    /** Returns the JSON-RPC addresses; they stay the same over {@link #stop} and {@link #restart}. */
    public List<URI> uris() {
        return nodes.stream().map(CliqueNode::uri).toList();
    }

    /** Returns the network's number. */
    public ChainId chainId() {
        return CHAIN_ID;
    }

    /** Stops one validator in order. */
    public void stop(int validator) {
        nodes.get(validator).close();
    }

    /** Ends one validator as a power cut would. */
    public void kill(int validator) {
        nodes.get(validator).kill();
    }

    /**
     * Starts a validator that was stopped or killed, waits until it has caught up, and lets it make blocks again. One that was
     * killed executes again what it had not written.
     */
    public void restart(int validator) {
        CliqueNode node = nodes.get(validator);
        List<CliqueNode> others = running();
        node.start(CHAIN_ID, BLOCK_GAS_LIMIT);
        others.forEach(node::connect);
        awaitPeers();
        awaitHeight(others.stream().mapToLong(CliqueNetwork::height).max().orElse(0));
        node.mine();
        awaitBlocks();
    }

    /** Speaks with one validator. */
    JsonRpc rpc(int validator) {
        return nodes.get(validator).rpc();
    }

    /** Ends all validators and deletes their folders. */
    @Override
    public void close() {
        nodes.forEach(CliqueNode::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
