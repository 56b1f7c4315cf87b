package com.patientory.storage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A blob reached too few failure domains to count as stored. The copies that were made stay until repaired or deleted. */
public final class WriteQuorumException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Cid cid;
    private final transient int requiredDomains;
    private final transient Set<NodeId> stored;
    private final transient Map<NodeId, StorageException> failures;

    /**
     * Reports a write that did not reach its quorum.
     *
     * @param cid the blob
     * @param requiredDomains how many different failure domains it had to reach
     * @param stored the nodes that have it now
     * @param failures what happened on the others
     */
    public WriteQuorumException(
            Cid cid, int requiredDomains, Set<NodeId> stored, Map<NodeId, StorageException> failures) {
        super(
                "blob " + cid + " is on " + stored + " only, needs " + requiredDomains + " failure domains; failed: "
                        + new TreeMap<>(failures).keySet(),
                null);
        this.cid = cid;
        this.requiredDomains = requiredDomains;
        this.stored = Set.copyOf(stored);
        this.failures = Map.copyOf(failures);
        failures.values().forEach(this::addSuppressed);
    }

    /**
     * The blob.
     *
     * @return its CID
     */
    public Cid cid() {
        return cid;
    }

    /**
     * How many different failure domains it had to reach.
     *
     * @return the number
     */
    public int requiredDomains() {
        return requiredDomains;
    }

    /**
     * The nodes that have the blob now.
     *
     * @return their ids
     */
    public Set<NodeId> stored() {
        return stored;
    }

    /**
     * What happened on the other nodes.
     *
     * @return the failure by node
     */
    public Map<NodeId, StorageException> failures() {
        return failures;
    }
}
