/**
 * What a store is and how a replicated store chooses among them: implement
 * {@link com.patientory.storage.spi.BlobStore} to bring another kind of storage, and run the contract suite of the
 * {@code testkit} jar against it.
 */
@NullMarked
package com.patientory.storage.spi;

import org.jspecify.annotations.NullMarked;
