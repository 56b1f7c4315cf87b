/** The tree of RFC 9162 over Keccak-256, as the vault's contract checks it. */
@NullMarked
package com.patientory.chain.internal.merkle;

import org.jspecify.annotations.NullMarked;
