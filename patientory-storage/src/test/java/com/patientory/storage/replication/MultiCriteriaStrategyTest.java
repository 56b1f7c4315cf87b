package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeId;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationPolicy.FailureDomain;
import com.patientory.storage.spi.ReplicationStrategy.Node;
import com.patientory.storage.spi.ReplicationStrategy.Placement;
import com.patientory.storage.spi.ReplicationStrategy.Request;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MultiCriteriaStrategyTest {
    private static final long GIB = 1L << 30;
    private static final List<String> REGIONS =
            List.of("eu-de", "eu-fr", "eu-pl", "us-east", "us-west", "europe", "unknown");

    private final MultiCriteriaStrategy strategy = new MultiCriteriaStrategy();

    @Test
    void place_randomClusters_neverBreaksAHardRule() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int placed = 0;
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            List<Node> cluster = randomCluster(random);
            ReplicationPolicy policy = randomPolicy(random);
            Set<NodeId> holders = new HashSet<>();
            cluster.stream().filter(node -> random.nextInt(8) == 0).forEach(node -> holders.add(node.id()));
            Request request = new Request(cid(random.nextLong()), random.nextInt(1 << 30), policy, holders);
            String where = "seed " + seed + ", round " + round;
            try {
                check(request, cluster, strategy.place(request, cluster), where);
                placed++;
            } catch (UnsatisfiablePlacementException e) {
                assertTrue(reachableDomains(request, cluster) < policy.replicas(), where);
                assertFalse(e.missing().isEmpty(), where);
                refused++;
            }
        }
        assertTrue(placed > 200 && refused > 200, placed + " placed, " + refused + " refused, seed " + seed);
    }

    private static void check(Request request, List<Node> cluster, Placement placement, String where) {
        ReplicationPolicy policy = request.policy();
        Set<String> domains = new HashSet<>();
        for (Node node : cluster) {
            boolean target = placement.targets().contains(node.id());
            boolean holder = request.holders().contains(node.id());
            if (target) {
                assertFalse(holder, where);
                assertTrue(policy.admits(node.description()), where);
                assertTrue(node.reachable(), where);
                assertTrue(node.capacity().freeBytes() >= request.sizeBytes(), where);
                assertTrue(domains.add(policy.spread().of(node.description())), where);
            } else if (!holder) {
                assertTrue(placement.rejected().containsKey(node.id()), where + " explains " + node.id());
            }
        }
        for (Node node : cluster) {
            boolean counts =
                    request.holders().contains(node.id()) && policy.admits(node.description()) && node.reachable();
            if (counts && !placement.targets().isEmpty()) {
                domains.add(policy.spread().of(node.description()));
            }
        }
        assertTrue(placement.targets().isEmpty() || domains.size() >= policy.replicas(), where);
    }

    private static long reachableDomains(Request request, List<Node> cluster) {
        return cluster.stream()
                .filter(node -> request.policy().admits(node.description()) && node.reachable())
                .filter(node -> request.holders().contains(node.id())
                        || (node.reputation() >= MultiCriteriaStrategy.TRUST_FLOOR
                                && node.capacity().freeBytes() - request.sizeBytes() >= GIB))
                .map(node -> request.policy().spread().of(node.description()))
                .distinct()
                .count();
    }

    @Test
    void place_nodesInAnotherOrder_givesTheSameAnswer() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Node> cluster = healthyCluster(12);
            Request request = request(cid(random.nextLong()), ReplicationPolicy.of(3), Set.of());
            Placement placement = strategy.place(request, cluster);
            Collections.shuffle(cluster, random);
            assertEquals(placement, strategy.place(request, cluster), "seed " + seed);
        }
    }

    @Test
    void place_unknownRegionUnderResidency_isRefusedWithTheReason() {
        List<Node> cluster = List.of(node("lost", NodeDescription.of("lost"), 10 * GIB));
        Request request = request(cid(1), ReplicationPolicy.of(1).within("eu"), Set.of());
        UnsatisfiablePlacementException e =
                assertThrows(UnsatisfiablePlacementException.class, () -> strategy.place(request, cluster));
        assertEquals(Map.of(NodeId.of("lost"), "region unknown is not within [eu]"), e.rejected());
    }

    @Test
    void place_aNodeJoins_movesOnlyWhatItTakes() throws Exception {
        List<Node> before = healthyCluster(10);
        List<Node> after = new ArrayList<>(before);
        after.add(node("new", NodeDescription.of("new", "eu-xx", "z", "o"), 100 * GIB));
        ReplicationPolicy one = ReplicationPolicy.of(1).spreadOver(FailureDomain.NODE);
        int moved = 0;
        for (int i = 0; i < 2000; i++) {
            Request request = request(cid(i), one, Set.of());
            NodeId old = strategy.place(request, before).targets().get(0);
            NodeId now = strategy.place(request, after).targets().get(0);
            assertTrue(now.equals(old) || now.value().equals("new"), "blob " + i + " moved between old nodes");
            moved += now.equals(old) ? 0 : 1;
        }
        assertTrue(moved > 120 && moved < 250, "an eleventh of 2000 is 182, moved " + moved);
    }

    @Test
    void place_manyBlobs_sharesFollowTheWeights() throws Exception {
        List<Node> cluster = List.of(
                node("big", NodeDescription.of("big", "eu-de", "z", "o"), 400 * GIB),
                node("small", NodeDescription.of("small", "eu-de", "z", "o"), 100 * GIB));
        Map<NodeId, Integer> count = new TreeMap<>();
        ReplicationPolicy one = ReplicationPolicy.of(1).spreadOver(FailureDomain.NODE);
        for (int i = 0; i < 5000; i++) {
            count.merge(
                    strategy.place(request(cid(i), one, Set.of()), cluster)
                            .targets()
                            .get(0),
                    1,
                    Integer::sum);
        }
        int big = count.getOrDefault(NodeId.of("big"), 0);
        assertTrue(big > 3850 && big < 4150, "four fifths of 5000 is 4000, got " + big);
    }

    @Test
    void place_survivingHolders_areKeptAwayFrom() throws Exception {
        List<Node> cluster = List.of(
                node("a", NodeDescription.of("a", "eu-de", "z1", "x"), 10 * GIB),
                node("b", NodeDescription.of("b", "eu-de", "z2", "x"), 1000 * GIB),
                node("c", NodeDescription.of("c", "eu-fr", "z1", "y"), 10 * GIB));
        Request request =
                request(cid(7), ReplicationPolicy.of(2).spreadOver(FailureDomain.NODE), Set.of(NodeId.of("a")));
        assertEquals(List.of(NodeId.of("c")), strategy.place(request, cluster).targets());
    }

    private static Request request(Cid cid, ReplicationPolicy policy, Set<NodeId> holders) {
        return new Request(cid, 1000, policy, holders);
    }

    private static Cid cid(long seed) {
        return Cid.hash(Cid.Codec.RAW, ByteBuffer.allocate(8).putLong(seed).flip());
    }

    private static Node node(String id, NodeDescription description, long freeBytes) {
        assertEquals(id, description.id().value());
        return new Node(description, Capacity.of(1000 * GIB, freeBytes), true, 0.9, Duration.ofMillis(5));
    }

    private static List<Node> healthyCluster(int size) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(node("n" + i, NodeDescription.of("n" + i, "eu-r" + i, "z" + i, "o" + i), 100 * GIB));
        }
        return nodes;
    }

    private static List<Node> randomCluster(Random random) {
        List<Node> nodes = new ArrayList<>();
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            NodeDescription description = NodeDescription.of(
                    "n" + i,
                    REGIONS.get(random.nextInt(REGIONS.size())),
                    "z" + random.nextInt(3),
                    "o" + random.nextInt(4));
            Capacity capacity = Capacity.of(200 * GIB, random.nextInt(8) == 0 ? 1 << 20 : 100 * GIB);
            double reputation = random.nextInt(8) == 0 ? 0.3 : 0.9;
            nodes.add(new Node(
                    description, capacity, random.nextInt(8) > 0, reputation, Duration.ofMillis(random.nextInt(200))));
        }
        return nodes;
    }

    private static ReplicationPolicy randomPolicy(Random random) {
        FailureDomain spread = List.of(FailureDomain.values()).get(random.nextInt(FailureDomain.values().length));
        ReplicationPolicy policy = ReplicationPolicy.of(1 + random.nextInt(3)).spreadOver(spread);
        return random.nextBoolean() ? policy.within(random.nextBoolean() ? "eu" : "us-east", "eu-de") : policy;
    }
}
