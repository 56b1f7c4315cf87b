/**
 * Makes what four Besu validators need for a fee-free QBFT network: node keys, the first block, and the list of peers.
 * Start with {@link com.patientory.examples.besu.MakeNetwork}; the README has the rest.
 */
@NullMarked
package com.patientory.examples.besu;

import org.jspecify.annotations.NullMarked;
