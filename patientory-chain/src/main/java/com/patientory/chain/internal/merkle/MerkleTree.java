package com.patientory.chain.internal.merkle;

import com.patientory.crypto.Keccak256;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree over hashed leaves. RFC 9162, section 2.1, splits at the largest power of two below the number of leaves; that
 * is the same tree as pairing neighbours level by level and lifting the last one where it has no neighbour.
 */
public final class MerkleTree {
    private static final byte[] NODE = {1};

    private final List<List<byte[]>> levels = new ArrayList<>();

    /** Builds the tree of at least one leaf. */
    public MerkleTree(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one entry, got none");
        }
        List<byte[]> level = List.copyOf(leaves);
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
    }

    private static List<byte[]> above(List<byte[]> level) {
        List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(Keccak256.digest(NODE, level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            above.add(level.get(level.size() - 1));
        }
        return above;
    }

    /** Returns the root. */
    public byte[] root() {
        return levels.get(levels.size() - 1).get(0).clone();
    }

    /** Returns the hashes beside the path from a leaf to the root, upwards. */
    public List<byte[]> proof(int index) {
        if (index < 0 || index >= levels.get(0).size()) {
            throw new IllegalArgumentException(
                    "index must be within 0.." + (levels.get(0).size() - 1) + ", got " + index);
        }
        List<byte[]> proof = new ArrayList<>();
        int at = index;
        for (List<byte[]> level : levels) {
            int beside = at ^ 1;
            if (beside < level.size()) {
                proof.add(level.get(beside).clone());
            }
            at >>= 1;
        }
        return proof;
    }
}
