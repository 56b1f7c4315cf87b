/**
 * The values and errors that all stores share. A blob is a sequence of bytes that this module never looks into; its
 * name is a {@link com.patientory.storage.Cid}. What goes in is a {@link com.patientory.storage.BlobContent}, which
 * can be opened again for each replica; what goes wrong is a {@link com.patientory.storage.StorageException}, a
 * closed family whose members carry their facts as fields. A node is told apart by its
 * {@link com.patientory.storage.NodeDescription}: where it stands and who runs it.
 */
@NullMarked
package com.patientory.storage;

import org.jspecify.annotations.NullMarked;
