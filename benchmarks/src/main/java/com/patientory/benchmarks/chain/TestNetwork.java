package com.patientory.benchmarks.chain;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.testkit.AnvilNode;
import com.patientory.chain.testkit.CliqueNetwork;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A network of real nodes with blocks of one second and 1e9 gas. */
record TestNetwork(String name, ChainId chain, List<URI> nodes, Runnable end) implements AutoCloseable {
    private static final long BLOCK_GAS = 1_000_000_000;

    static TestNetwork start(String name) {
        return switch (name) {
            case "anvil" -> {
                AnvilNode node = AnvilNode.start(Duration.ofSeconds(1), BLOCK_GAS);
                yield new TestNetwork(name, node.chainId(), List.of(node.uri()), node::close);
            }
            case "clique" -> {
                CliqueNetwork network = CliqueNetwork.start();
                yield new TestNetwork(name, network.chainId(), network.uris(), network::close);
            }
            default -> throw new IllegalArgumentException("network must be anvil or clique, got " + name);
        };
    }

    @Override
    public void close() {
        end.run();
    }
}
