/**
 * A real Ethereum node for tests and demonstrations: anvil, installed into the project's own {@code .tools} folder.
 *
 * <p>{@link com.patientory.chain.testkit.AnvilNode} needs no test framework; {@link
 * com.patientory.chain.testkit.AnvilExtension} adds one node per test class with a snapshot around each test.
 */
@NullMarked
package com.patientory.chain.testkit;

import org.jspecify.annotations.NullMarked;
