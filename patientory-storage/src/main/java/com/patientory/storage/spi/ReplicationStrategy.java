package com.patientory.storage.spi;

import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeId;
import com.patientory.storage.UnsatisfiablePlacementException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the nodes for the copies of a blob. A pure function: equal arguments give equal answers, on any machine and
 * in any order of nodes, and nothing is read or changed besides.
 */
@FunctionalInterface
public interface ReplicationStrategy {
    /**
     * Chooses nodes for the copies that are missing.
     *
     * @param request what must be placed, and which verified copies there are
     * @param cluster all nodes, in any order
     * @return where to put new copies, and why not elsewhere
     * @throws UnsatisfiablePlacementException when the policy cannot be met; it says what is missing
     */
    Placement place(Request request, List<Node> cluster) throws UnsatisfiablePlacementException;

    /**
     * What must be placed.
     *
     * @param cid the blob
     * @param sizeBytes its length
     * @param policy the rules
     * @param holders nodes with a verified copy, which the new copies must keep away from
     */
    record Request(Cid cid, long sizeBytes, ReplicationPolicy policy, Set<NodeId> holders) {
        /**
         * Copies the set.
         *
         * @param cid the blob
         * @param sizeBytes its length
         * @param policy the rules
         * @param holders nodes with a verified copy
         */
        public Request {
            holders = Set.copyOf(holders);
        }
    }

    /**
     * A node as it was seen lately.
     *
     * @param description where it is and who runs it
     * @param capacity its space
     * @param reachable whether it answered
     * @param reputation expected share of right answers, 0 to 1
     * @param latency how long it takes to begin an answer
     */
    record Node(
            NodeDescription description, Capacity capacity, boolean reachable, double reputation, Duration latency) {
        /**
         * Checks the reputation.
         *
         * @param description where it is and who runs it
         * @param capacity its space
         * @param reachable whether it answered
         * @param reputation 0 to 1
         * @param latency how long it takes to begin an answer
         */
        public Node {
            if (!(reputation >= 0 && reputation <= 1)) {
                throw new IllegalArgumentException("reputation " + reputation + ", must be 0 to 1");
            }
        }

        /**
         * The node's name.
         *
         * @return its id
         */
        public NodeId id() {
            return description.id();
        }
    }

    /**
     * Where new copies go.
     *
     * @param targets nodes to put a copy on, best first; empty when there are enough copies
     * @param rejected why each other node without a counted copy was not chosen
     */
    record Placement(List<NodeId> targets, Map<NodeId, String> rejected) {
        /**
         * Copies both.
         *
         * @param targets nodes to put a copy on
         * @param rejected why not the others
         */
        public Placement {
            targets = List.copyOf(targets);
            rejected = Map.copyOf(rejected);
        }
    }
}
