/**
 * Fuzzing of every parser: {@link com.patientory.crypto.fuzz.Parser} lists them, one small class each states what has to
 * hold for any input. {@link com.patientory.crypto.fuzz.FuzzRegressionTest} runs seeds and known inputs in each build;
 * {@link com.patientory.crypto.fuzz.FuzzMain} searches for new ones (FUZZING.md).
 */
@NullMarked
package com.patientory.crypto.fuzz;

import org.jspecify.annotations.NullMarked;
