/**
 * Encryption of files, beside other libraries and a plain copy in the same run. A contender is one
 * {@link com.patientory.benchmarks.crypto.FileCipher}.
 */
@NullMarked
package com.patientory.benchmarks.crypto;

import org.jspecify.annotations.NullMarked;
