package com.patientory.chain.testkit;

import com.patientory.chain.model.ChainId;
import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private static final int NEEDED = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Until then all have to know each other: it is what four starts take, twice. */
    private static final Duration BEFORE_FIRST_BLOCK = Duration.ofSeconds(6);

    private final Path folder;
    private final List<CliqueNode> nodes;
    private @Nullable CliqueWatch watch;

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

    /**
     * A validator that has not begun to make blocks throws away those of others, and who has nobody's signs his own. So no block may
     * be made before all have begun: the first one's time is in the future.
     */
    private void begin() throws IOException {
        try {
            for (CliqueNode node : nodes) {
                node.importKey();
            }
            List<WalletAddress> validators =
                    nodes.stream().map(CliqueNode::address).toList();
            String genesis = CliqueGenesis.json(
                    CHAIN_ID, BLOCK_GAS_LIMIT, validators, Instant.now().plus(BEFORE_FIRST_BLOCK));
            for (CliqueNode node : nodes) {
                node.init(genesis);
                node.start(CHAIN_ID, BLOCK_GAS_LIMIT);
                nodes.stream().takeWhile(other -> other != node).forEach(node::connect);
            }
            awaitPeers();
            nodes.forEach(CliqueNode::mine);
            watch = new CliqueWatch(nodes, NEEDED);
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
        await("know each other", () -> running.stream().allMatch(node -> node.peers() >= running.size() - 1));
    }

    /** Waits until two more blocks were made. */
    private void awaitBlocks() {
        awaitHeight(running().get(0).height() + 2);
    }

    private void awaitHeight(long height) {
        List<CliqueNode> running = running();
        await("have block " + height, () -> running.stream().allMatch(node -> node.height() >= height));
    }

    private void await(String condition, BooleanSupplier met) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the validators do not all " + condition + " after " + PATIENCE + ": "
                        + running().stream().map(CliqueNode::state).toList());
            }
            pause();
        }
    }

    private static void pause() {
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
        awaitHeight(others.stream().mapToLong(CliqueNode::height).max().orElse(0));
        node.mine();
        awaitBlocks();
    }

    /** Returns the validators, those that do not run among them. */
    List<CliqueNode> nodes() {
        return nodes;
    }

    /** Ends all validators and deletes their folders. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
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
