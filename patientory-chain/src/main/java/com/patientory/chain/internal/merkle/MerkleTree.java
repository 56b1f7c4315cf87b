package com.patientory.chain.internal.merkle;

import com.patientory.crypto.Keccak256;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A tree over hashed leaves. RFC 9162, section 2.1, splits at the largest power of two below the number of leaves; that
 * is the same tree as pairing neighbours level by level and lifting the last one where it has no neighbour.
 */
public final class MerkleTree {
    private static final byte[] NODE = {1};

    /** From so many hashes on, all processors share the work: fewer are done before a second one has begun. */
    private static final int SHARED = 4_096;

    private final List<List<byte[]>> levels = new ArrayList<>();

    private MerkleTree(List<byte[]> leaves) {
        List<byte[]> level = leaves;
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
    }

    /**
     * Builds the tree of at least one entry.
     *
     * @param leaf hashes an entry; may be called by several threads
     */
    public static <T> MerkleTree of(List<T> entries, Function<T, byte[]> leaf) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one entry, got none");
        }
        return new MerkleTree(hashes(entries.size(), i -> leaf.apply(entries.get(i))));
    }

    private static List<byte[]> above(List<byte[]> level) {
        return hashes((level.size() + 1) / 2, i -> {
            byte[] left = level.get(2 * i);
            return 2 * i + 1 == level.size() ? left : Keccak256.digest(NODE, left, level.get(2 * i + 1));
        });
    }

    private static List<byte[]> hashes(int count, IntFunction<byte[]> hash) {
        IntStream places = IntStream.range(0, count);
        return (count < SHARED ? places : places.parallel()).mapToObj(hash).toList();
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
