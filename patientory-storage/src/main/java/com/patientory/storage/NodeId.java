package com.patientory.storage;

import java.util.regex.Pattern;

/**
 * The name of a storage node, unique within a cluster and stable over restarts: placement is computed from it.
 *
 * @param value 1 to 64 letters, digits, dots, dashes or underscores
 */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Checks the shape.
     *
     * @param value the text
     */
    public NodeId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "node id '" + value + "', must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    /**
     * A node id.
     *
     * @param value 1 to 64 letters, digits, dots, dashes or underscores
     * @return the id
     * @throws IllegalArgumentException for any other text
     */
    public static NodeId of(String value) {
        return new NodeId(value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
