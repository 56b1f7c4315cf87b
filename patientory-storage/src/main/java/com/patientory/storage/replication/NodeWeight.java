package com.patientory.storage.replication;

import com.patientory.storage.Cid;
import com.patientory.storage.spi.ReplicationStrategy.Node;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How strongly a node attracts a blob: weighted rendezvous hashing (Schindelhauer and Schomaker's logarithmic method).
 * Over many blobs each node gets a share in proportion to its weight, and a change of one weight moves no blob between
 * two other nodes. Weights are rounded to powers of two, so that small changes move nothing at all.
 */
final class NodeWeight {
    private static final double MIB = 1 << 20;
    private static final double MILLION = 1e6;
    /** Below this a faster answer makes no difference. */
    private static final double FAST_MILLIS = 5;

    private NodeWeight() {}

    /** Grows with free space, trust and speed, falls with cost. */
    static double of(Node node) {
        double space = quantised(1 + node.capacity().freeBytes() / MIB);
        double trust = node.reputation() * node.reputation();
        double millis = node.latency().toNanos() / MILLION;
        double speed = 1 / quantised(Math.sqrt(Math.max(1, millis / FAST_MILLIS)));
        return space * quantised(trust) * speed / quantised(node.description().relativeCost());
    }

    /** The node with the highest score takes the blob. */
    static double score(Node node, Cid cid) {
        double weight = of(node);
        return weight / -Math.log(uniform(node, cid));
    }

    private static double quantised(double value) {
        return Math.scalb(1.0, Math.getExponent(Math.max(value, 1e-9)));
    }

    /** Evenly between 0 and 1, both excluded, by blob and node. */
    private static double uniform(Node node, Cid cid) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(cid.toBytes());
            sha256.update(node.id().value().getBytes(StandardCharsets.US_ASCII));
            long bits = ByteBuffer.wrap(sha256.digest()).getLong() >>> 11;
            return (bits + 0.5) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
