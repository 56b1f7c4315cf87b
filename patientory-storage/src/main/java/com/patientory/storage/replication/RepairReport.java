package com.patientory.storage.replication;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import java.util.List;
import java.util.Set;

/**
 * What a repair has found and done.
 *
 * @param blobs number of blobs looked at
 * @param unreachable nodes that did not answer; copies on them were not counted
 * @param actions what was done or could not be done, nothing when all was well
 */
public record RepairReport(long blobs, Set<NodeId> unreachable, List<Action> actions) {
    /**
     * Copies both.
     *
     * @param blobs number of blobs looked at
     * @param unreachable nodes that did not answer
     * @param actions what was done or could not be done
     */
    public RepairReport {
        unreachable = Set.copyOf(unreachable);
        actions = List.copyOf(actions);
    }

    /**
     * Whether every blob looked at now has the copies that the policy asks for.
     *
     * @return true when nothing is left degraded
     */
    public boolean isWhole() {
        return actions.stream().noneMatch(Degraded.class::isInstance);
    }

    /** One thing about one blob. */
    public sealed interface Action {
        /**
         * The blob.
         *
         * @return its CID
         */
        Cid cid();
    }

    /**
     * A missing copy was made anew.
     *
     * @param cid the blob
     * @param to the node that holds it now
     */
    public record Copied(Cid cid, NodeId to) implements Action {}

    /**
     * A damaged copy was replaced by a good one, in place.
     *
     * @param cid the blob
     * @param node the node whose copy was damaged
     */
    public record Healed(Cid cid, NodeId node) implements Action {}

    /**
     * There are still fewer copies than the policy asks for.
     *
     * @param cid the blob
     * @param copies verified copies there are now; 0 means that no reachable node has the blob whole
     * @param missing what would be needed, one sentence each
     */
    public record Degraded(Cid cid, int copies, List<String> missing) implements Action {
        /**
         * Copies the list.
         *
         * @param cid the blob
         * @param copies verified copies there are now
         * @param missing what would be needed
         */
        public Degraded {
            missing = List.copyOf(missing);
        }
    }
}
