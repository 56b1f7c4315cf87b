package com.patientory.storage;

/**
 * The lasting facts about a storage node. Zone and organisation are failure domains next to the region: a zone loses
 * power as one, an organisation is attacked as one. An empty text means unknown; a node whose zone or organisation is
 * unknown counts as sharing it with every other such node.
 *
 * @param id the node's name
 * @param region where it stands, or {@link Region#UNKNOWN}
 * @param zone the power and network unit within the region, or empty
 * @param organisation who runs it, or empty
 * @param relativeCost cost of keeping a byte there, 1.0 is ordinary; above 0
 */
public record NodeDescription(NodeId id, Region region, String zone, String organisation, double relativeCost) {
    /**
     * Checks the cost.
     *
     * @param id the name
     * @param region the region
     * @param zone the zone
     * @param organisation the organisation
     * @param relativeCost above 0
     */
    public NodeDescription {
        if (!(relativeCost > 0 && relativeCost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("relative cost " + relativeCost + ", must be above 0 and finite");
        }
    }

    /**
     * A node in an unknown place at ordinary cost.
     *
     * @param id the node's name
     * @return the description
     */
    public static NodeDescription of(String id) {
        return builder(id).build();
    }

    /**
     * A node at ordinary cost.
     *
     * @param id the node's name
     * @param region the region, as in {@code eu-de}
     * @param zone the zone, or empty
     * @param organisation who runs the node, or empty
     * @return the description
     */
    public static NodeDescription of(String id, String region, String zone, String organisation) {
        return builder(id).region(region).zone(zone).organisation(organisation).build();
    }

    /**
     * Begins with a node in an unknown place at ordinary cost.
     *
     * @param id the node's name
     * @return a builder
     */
    public static Builder builder(String id) {
        return new Builder(NodeId.of(id));
    }

    /** Collects the facts about a node. Not thread-safe. */
    public static final class Builder {
        private final NodeId id;
        private Region region = Region.UNKNOWN;
        private String zone = "";
        private String organisation = "";
        private double relativeCost = 1.0;

        private Builder(NodeId id) {
            this.id = id;
        }

        /**
         * Unknown unless set.
         *
         * @param code the region, as in {@code eu-de}
         * @return this builder
         */
        public Builder region(String code) {
            region = Region.of(code);
            return this;
        }

        /**
         * Unknown unless set.
         *
         * @param name the zone
         * @return this builder
         */
        public Builder zone(String name) {
            zone = name;
            return this;
        }

        /**
         * Unknown unless set.
         *
         * @param name who runs the node
         * @return this builder
         */
        public Builder organisation(String name) {
            organisation = name;
            return this;
        }

        /**
         * 1.0 unless set.
         *
         * @param factor cost relative to an ordinary node, above 0
         * @return this builder
         */
        public Builder relativeCost(double factor) {
            relativeCost = factor;
            return this;
        }

        /**
         * The description.
         *
         * @return a new description
         */
        public NodeDescription build() {
            return new NodeDescription(id, region, zone, organisation, relativeCost);
        }
    }
}
