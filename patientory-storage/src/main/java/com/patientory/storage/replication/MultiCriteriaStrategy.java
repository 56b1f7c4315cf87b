package com.patientory.storage.replication;

import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeId;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationPolicy.FailureDomain;
import com.patientory.storage.spi.ReplicationStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hard rules first, then spread, then weight. A node must lie within the residency, answer, have room with a reserve,
 * and be trusted; the copies, old and new, must differ in the policy's failure domain. Among the nodes left, those
 * that add the most new regions, organisations and zones to the surviving copies come first, and among equals the one
 * that weighted rendezvous hashing over free space, reputation, latency and cost prefers.
 */
public final class MultiCriteriaStrategy implements ReplicationStrategy {
    /** Expected share of right answers below which a node gets no new copies. */
    public static final double TRUST_FLOOR = 0.5;

    /** Share of a node's space that stays free, for what is under way. */
    private static final double RESERVE = 0.02;

    /** The strategy; it has no settings. */
    public MultiCriteriaStrategy() {}

    @Override
    public Placement place(Request request, List<Node> cluster) throws UnsatisfiablePlacementException {
        List<NodeDescription> copies = new ArrayList<>();
        List<Node> eligible = new ArrayList<>();
        Map<NodeId, String> rejected = new HashMap<>();
        for (Node node : cluster) {
            String obstacle = obstacle(node, request);
            if (!obstacle.isEmpty()) {
                rejected.put(node.id(), obstacle);
            } else if (request.holders().contains(node.id())) {
                copies.add(node.description());
            } else {
                eligible.add(node);
            }
        }
        List<NodeId> targets = new ArrayList<>();
        int missing =
                request.policy().replicas() - domains(copies, request.policy().spread());
        while (targets.size() < missing) {
            Node next = next(request, copies, eligible, rejected);
            copies.add(next.description());
            eligible.remove(next);
            targets.add(next.id());
        }
        eligible.forEach(node -> rejected.put(node.id(), "less suitable than those chosen"));
        return new Placement(targets, rejected);
    }

    /** Why a node gets no copy, or why the copy on it does not count; empty when nothing is against it. */
    private static String obstacle(Node node, Request request) {
        ReplicationPolicy policy = request.policy();
        NodeDescription place = node.description();
        if (!policy.admits(place)) {
            return "region " + place.region() + " is not within " + policy.residency();
        }
        if (!node.reachable()) {
            return "does not answer";
        }
        if (request.holders().contains(node.id())) {
            return "";
        }
        if (node.reputation() < TRUST_FLOOR) {
            return "reputation " + node.reputation() + " is below " + TRUST_FLOOR;
        }
        long reserve = (long) (node.capacity().totalBytes() * RESERVE);
        if (node.capacity().freeBytes() - request.sizeBytes() < Math.min(reserve, 1L << 30)) {
            return "has " + node.capacity().freeBytes() + " bytes free, too few for " + request.sizeBytes();
        }
        return "";
    }

    private static Node next(
            Request request, List<NodeDescription> copies, List<Node> eligible, Map<NodeId, String> rejected)
            throws UnsatisfiablePlacementException {
        FailureDomain spread = request.policy().spread();
        Set<String> taken = new HashSet<>();
        copies.forEach(copy -> taken.add(spread.of(copy)));
        eligible.removeIf(node -> {
            boolean shares = taken.contains(spread.of(node.description()));
            if (shares) {
                rejected.put(node.id(), "shares a " + spread + " with another copy");
            }
            return shares;
        });
        return eligible.stream()
                .max(Comparator.<Node>comparingInt(node -> novelty(node.description(), copies))
                        .thenComparingDouble(node -> NodeWeight.score(node, request.cid()))
                        .thenComparing(Node::id))
                .orElseThrow(() -> unsatisfiable(request, taken.size(), rejected));
    }

    /** How many kinds of domain a node would bring that no copy is in yet. */
    private static int novelty(NodeDescription node, List<NodeDescription> copies) {
        int novelty = 0;
        for (FailureDomain kind : FailureDomain.values()) {
            String domain = kind.of(node);
            novelty += copies.stream().noneMatch(copy -> kind.of(copy).equals(domain)) ? 1 : 0;
        }
        return novelty;
    }

    private static int domains(List<NodeDescription> copies, FailureDomain kind) {
        return (int) copies.stream().map(kind::of).distinct().count();
    }

    private static UnsatisfiablePlacementException unsatisfiable(
            Request request, int found, Map<NodeId, String> rejected) {
        ReplicationPolicy policy = request.policy();
        int gap = policy.replicas() - found;
        String where = policy.residency().isEmpty() ? "anywhere" : "within " + policy.residency();
        String sentence = gap + " more node" + (gap == 1 ? "" : "s") + " " + where + ", each in its own "
                + policy.spread() + ", with room for " + request.sizeBytes() + " bytes";
        return new UnsatisfiablePlacementException(List.of(sentence), rejected);
    }
}
