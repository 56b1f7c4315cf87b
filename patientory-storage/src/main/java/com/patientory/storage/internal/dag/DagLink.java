package com.patientory.storage.internal.dag;

import com.patientory.storage.Cid;

/**
 * A link from a tree node to a child.
 *
 * @param cid the child
 * @param contentBytes content in or under the child, a UnixFS block size
 * @param cumulativeBytes encoded length of the child and everything under it, the link's {@code Tsize}
 */
public record DagLink(Cid cid, long contentBytes, long cumulativeBytes) {}
