/**
 * For authors of stores: {@link com.patientory.storage.testkit.BlobStoreContract} says as tests what
 * {@link com.patientory.storage.spi.BlobStore} says in words. Extend it, say how to open your store and how to damage
 * it, and run.
 */
@NullMarked
package com.patientory.storage.testkit;

import org.jspecify.annotations.NullMarked;
