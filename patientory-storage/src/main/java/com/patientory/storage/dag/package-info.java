/**
 * The tree over a blob's leaves, as UnixFS profile {@code unixfs-v1-2025} builds it: 1 MiB raw leaves, up to 1024
 * links in a node, balanced, SHA-256, CIDv1. {@link com.patientory.storage.dag.Cids} names a file without storing it;
 * {@link com.patientory.storage.dag.DagBuilder} turns content into blocks and
 * {@link com.patientory.storage.dag.DagChannel} reads blocks back as a seekable channel, checking each one against
 * its CID. A store needs nothing else to keep its promises; everything here works in constant memory.
 */
@NullMarked
package com.patientory.storage.dag;

import org.jspecify.annotations.NullMarked;
