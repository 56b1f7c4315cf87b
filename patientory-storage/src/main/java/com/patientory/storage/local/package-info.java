/**
 * A store in a directory, safe against crashes: a blob is there whole or not at all. Begin with
 * {@link com.patientory.storage.local.LocalBlobStore#open}. The layout of the directory is specified in
 * {@code spec/local-store-v1.md}.
 */
@NullMarked
package com.patientory.storage.local;

import org.jspecify.annotations.NullMarked;
