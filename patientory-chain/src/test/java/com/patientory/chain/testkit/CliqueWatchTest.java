package com.patientory.chain.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.Hex;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Four validators, each bound by a block of its own. */
@Timeout(240)
class CliqueWatchTest {
    @RegisterExtension
    static final CliqueExtension CLIQUE = new CliqueExtension();

    private final List<CliqueNode> ring = CLIQUE.network().nodes().stream()
            .sorted(Comparator.comparing(node -> Hex.data(node.address())))
            .toList();

    @Test
    void validators_thatHoldEachOther_goOn() throws Exception {
        long height = part();
        for (CliqueNode node : ring) {
            node.mine();
        }
        // The one in turn signs a block that counts double; the others sign two. Neither pair may sign a further one.
        await(() -> heights().equals(List.of(height + 2, height + 1, height + 1, height + 2)));
        assertEquals(2, ring.stream().map(CliqueWatchTest::newest).distinct().count());
        join();
        await(() -> heights().stream().allMatch(each -> each > height + 2)
                && ring.stream()
                                .map(node -> hash(node, Hex.quantity(height + 2)))
                                .distinct()
                                .count()
                        == 1);
    }

    /**
     * Ends mining when validators 0 and 1 signed last, in turn, and parts 1 and 2 from 3 and 0.
     *
     * @return the height
     */
    private long part() throws InterruptedException {
        while (true) {
            for (CliqueNode node : ring) {
                node.rpc().call("miner_stop");
            }
            Thread.sleep(1_000);
            long height = ring.get(0).height();
            boolean together = heights().stream().distinct().count() == 1
                    && ring.stream().map(CliqueWatchTest::newest).distinct().count() == 1;
            if (together && height % ring.size() == 1 && signed(height, 1) && signed(height - 1, 0)) {
                for (CliqueNode one : List.of(ring.get(1), ring.get(2))) {
                    for (CliqueNode other : List.of(ring.get(3), ring.get(0))) {
                        one.rpc().call("admin_removePeer", other.enode());
                        other.rpc().call("admin_removePeer", one.enode());
                    }
                }
                await(() -> ring.stream().allMatch(node -> node.peers() == 1));
                return height;
            }
            for (CliqueNode node : ring) {
                node.mine();
            }
            long next = height + 1;
            await(() -> ring.get(0).height() >= next);
        }
    }

    private void join() throws InterruptedException {
        for (CliqueNode one : ring) {
            ring.stream().takeWhile(other -> other != one).forEach(one::connect);
        }
        await(() -> ring.stream().allMatch(node -> node.peers() == 3));
    }

    private boolean signed(long height, int validator) {
        JsonNode signer = ring.get(0).rpc().call("clique_getSigner", Hex.quantity(height));
        return signer.asText().equals(Hex.data(ring.get(validator).address()));
    }

    private List<Long> heights() {
        return ring.stream().map(CliqueNode::height).toList();
    }

    private static String hash(CliqueNode node, String block) {
        return node.rpc()
                .call("eth_getBlockByNumber", block, false)
                .path("hash")
                .asText();
    }

    private static String newest(CliqueNode node) {
        return hash(node, "latest");
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + 90_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < until,
                    () -> ring.stream().map(CliqueNode::state).toList().toString());
            Thread.sleep(100);
        }
    }
}
