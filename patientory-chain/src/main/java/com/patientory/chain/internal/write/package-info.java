/**
 * Writing that survives crashes: a journal of what was reserved, signed, sent and included, and the single thread that
 * moves each write through these states. The file format is described in {@code spec/write-journal-v1.md}.
 */
@NullMarked
package com.patientory.chain.internal.write;

import org.jspecify.annotations.NullMarked;
