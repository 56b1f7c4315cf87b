/**
 * What tests of this and other modules share, and what a reader of our formats in Java runs against itself:
 * {@link com.patientory.crypto.testkit.RecordFormatContract} with the cases in {@code vectors/}. Readers in other
 * languages take the same files; {@code vectors/README.md} says how.
 */
@NullMarked
package com.patientory.crypto.testkit;

import org.jspecify.annotations.NullMarked;
