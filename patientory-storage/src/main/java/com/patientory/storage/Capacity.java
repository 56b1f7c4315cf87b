package com.patientory.storage;

/**
 * How much a node can hold, at the moment it was asked.
 *
 * @param totalBytes the size of the node's space
 * @param freeBytes what is left of it
 */
public record Capacity(long totalBytes, long freeBytes) {
    /**
     * Checks the bounds.
     *
     * @param totalBytes at least 0
     * @param freeBytes from 0 to the total
     */
    public Capacity {
        if (totalBytes < 0 || freeBytes < 0 || freeBytes > totalBytes) {
            throw new IllegalArgumentException(
                    "capacity " + totalBytes + " with " + freeBytes + " free, must be 0 <= free <= total");
        }
    }

    /**
     * A capacity.
     *
     * @param totalBytes the size of the node's space
     * @param freeBytes what is left of it
     * @return the capacity
     */
    public static Capacity of(long totalBytes, long freeBytes) {
        return new Capacity(totalBytes, freeBytes);
    }
}
