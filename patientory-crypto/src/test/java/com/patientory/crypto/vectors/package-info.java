/**
 * Makes the cases in {@code testkit/vectors/}. Bodies, envelopes and blobs are written here a second time, from the
 * specifications and the platform's ciphers alone: were the SDK wrong, it would not be wrong in the same way.
 *
 * <p>{@link com.patientory.crypto.vectors.VectorFilesTest} compares the committed files with what is made here, and
 * writes them when asked to.
 */
package com.patientory.crypto.vectors;
