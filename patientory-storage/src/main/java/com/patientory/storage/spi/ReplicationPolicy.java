package com.patientory.storage.spi;

import com.patientory.storage.NodeDescription;
import com.patientory.storage.Region;
import java.util.List;

/**
 * How many copies there must be, where they may lie, and what may fail at once. Residency and spread are hard rules:
 * no strategy may relax them, whatever is missing.
 *
 * @param replicas number of copies, at least 1
 * @param residency regions that copies may lie in, each with everything inside it; empty means anywhere. A node of
 *     unknown region is refused as soon as there is one region here
 * @param spread what each copy must have for itself; a node of unknown place shares it with all such nodes
 * @param writeQuorum in how many different domains of {@code spread} a put must be durable to succeed, 1 to
 *     {@code replicas}
 */
public record ReplicationPolicy(int replicas, List<Region> residency, FailureDomain spread, int writeQuorum) {
    /** A set of nodes that one event may take away together. */
    public enum FailureDomain {
        /** The machine. */
        NODE,
        /** Power and network, within a region. */
        ZONE,
        /** Everyone under one administration: an attacker who gets one gets all. */
        ORGANISATION,
        /** A flood, a quake, a court order. */
        REGION;

        /**
         * The domain of this kind that a node belongs to.
         *
         * @param node the node
         * @return a name, equal for nodes that may fail together
         */
        public String of(NodeDescription node) {
            return switch (this) {
                case NODE -> node.id().value();
                case ZONE -> node.region() + "/" + node.zone();
                case ORGANISATION -> node.organisation();
                case REGION -> node.region().code();
            };
        }
    }

    /**
     * Checks the bounds and copies the list.
     *
     * @param replicas at least 1
     * @param residency regions that copies may lie in
     * @param spread what each copy must have for itself
     * @param writeQuorum 1 to {@code replicas}
     */
    public ReplicationPolicy {
        if (replicas < 1) {
            throw new IllegalArgumentException(replicas + " replicas, must be at least 1");
        }
        if (writeQuorum < 1 || writeQuorum > replicas) {
            throw new IllegalArgumentException("write quorum " + writeQuorum + ", must be 1 to " + replicas);
        }
        residency = List.copyOf(residency);
    }

    /**
     * So many copies anywhere, each in its own zone, a majority durable before a put succeeds.
     *
     * @param replicas number of copies, at least 1
     * @return the policy
     */
    public static ReplicationPolicy of(int replicas) {
        return new ReplicationPolicy(replicas, List.of(), FailureDomain.ZONE, replicas / 2 + 1);
    }

    /**
     * This policy, with copies in these regions only.
     *
     * @param codes region codes, as in {@code eu}
     * @return a new policy
     */
    public ReplicationPolicy within(String... codes) {
        List<Region> regions = List.of(codes).stream().map(Region::of).toList();
        return new ReplicationPolicy(replicas, regions, spread, writeQuorum);
    }

    /**
     * This policy, with each copy in its own domain of another kind.
     *
     * @param domain what each copy must have for itself
     * @return a new policy
     */
    public ReplicationPolicy spreadOver(FailureDomain domain) {
        return new ReplicationPolicy(replicas, residency, domain, writeQuorum);
    }

    /**
     * This policy, with another quorum.
     *
     * @param domains how many domains must have the blob durable, 1 to the number of replicas
     * @return a new policy
     */
    public ReplicationPolicy writeQuorum(int domains) {
        return new ReplicationPolicy(replicas, residency, spread, domains);
    }

    /**
     * Whether copies may lie on a node by the residency rule.
     *
     * @param node the node
     * @return true when no region is asked for, or the node's known region lies within one of them
     */
    public boolean admits(NodeDescription node) {
        return residency.isEmpty() || residency.stream().anyMatch(node.region()::isWithin);
    }
}
