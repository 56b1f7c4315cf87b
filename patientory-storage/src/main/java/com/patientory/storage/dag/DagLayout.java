package com.patientory.storage.dag;

/**
 * How content is cut into leaves and how wide the tree above them is. Different layouts give different CIDs for the
 * same content, so everything but tests uses {@link #UNIXFS_V1_2025}.
 *
 * @param leafBytes length of each leaf but the last, 1 to {@value #MAX_LEAF_BYTES}
 * @param maxLinks links in a tree node, 2 to {@value #MAX_LINKS}
 */
public record DagLayout(int leafBytes, int maxLinks) {
    /** The largest leaf that readers accept: 2 MiB, the block limit of IPFS nodes. */
    public static final int MAX_LEAF_BYTES = 2 << 20;

    /** The largest number of links that readers accept. */
    public static final int MAX_LINKS = 8192;

    /** 1 MiB leaves, 1024 links: IPIP-499 profile {@code unixfs-v1-2025}. */
    public static final DagLayout UNIXFS_V1_2025 = new DagLayout(1 << 20, 1024);

    /**
     * Checks the bounds.
     *
     * @param leafBytes within its bounds
     * @param maxLinks within its bounds
     */
    public DagLayout {
        if (leafBytes < 1 || leafBytes > MAX_LEAF_BYTES) {
            throw new IllegalArgumentException("leaf of " + leafBytes + " bytes, must be 1 to " + MAX_LEAF_BYTES);
        }
        if (maxLinks < 2 || maxLinks > MAX_LINKS) {
            throw new IllegalArgumentException(maxLinks + " links, must be 2 to " + MAX_LINKS);
        }
    }

    /**
     * A layout.
     *
     * @param leafBytes length of each leaf but the last
     * @param maxLinks links in a tree node
     * @return the layout
     */
    public static DagLayout of(int leafBytes, int maxLinks) {
        return new DagLayout(leafBytes, maxLinks);
    }
}
