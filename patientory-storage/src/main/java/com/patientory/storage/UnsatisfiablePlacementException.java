package com.patientory.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A replication rule cannot be met by the nodes there are. Hard rules are never relaxed, so nothing was placed. */
public final class UnsatisfiablePlacementException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;
    private final transient Map<NodeId, String> rejected;

    /**
     * Reports a rule that cannot be met.
     *
     * @param missing what would have to exist, one sentence each
     * @param rejected why each node was left out
     */
    public UnsatisfiablePlacementException(List<String> missing, Map<NodeId, String> rejected) {
        super("no placement: " + String.join("; ", missing) + "; left out " + new TreeMap<>(rejected), null);
        this.missing = List.copyOf(missing);
        this.rejected = Map.copyOf(rejected);
    }

    /**
     * What would have to exist for the rule to be met.
     *
     * @return one sentence for each gap
     */
    public List<String> missing() {
        return missing;
    }

    /**
     * Why each node was left out.
     *
     * @return the reason by node
     */
    public Map<NodeId, String> rejected() {
        return rejected;
    }
}
