/**
 * Writes many files to a FileVault on a real network, by this SDK's writer and by web3j's own transaction managers, and
 * counts what arrived by reading the chain back. Start with {@link com.patientory.benchmarks.chain.ChainLoad}.
 */
@NullMarked
package com.patientory.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
