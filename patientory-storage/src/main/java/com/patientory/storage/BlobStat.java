package com.patientory.storage;

/**
 * What a store says about a blob it holds.
 *
 * @param cid the blob's name
 * @param sizeBytes the length of its content
 * @param pinned whether the store keeps it until told otherwise
 */
public record BlobStat(Cid cid, long sizeBytes, boolean pinned) {}
