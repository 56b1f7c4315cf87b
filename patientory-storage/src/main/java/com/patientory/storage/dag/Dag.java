package com.patientory.storage.dag;

import com.patientory.storage.Cid;

/**
 * What a {@link DagBuilder} has built.
 *
 * @param root the name of the blob
 * @param sizeBytes the length of its content
 * @param leaves number of leaves, at least 1: an empty blob has one empty leaf
 */
public record Dag(Cid root, long sizeBytes, long leaves) {}
