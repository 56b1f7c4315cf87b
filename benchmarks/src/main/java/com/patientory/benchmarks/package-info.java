/** Runs the suites and prints their results as tables, each figure beside the baseline of its own run. */
@NullMarked
package com.patientory.benchmarks;

import org.jspecify.annotations.NullMarked;
