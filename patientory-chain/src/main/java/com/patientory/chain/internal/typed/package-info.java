/** EIP-712 with a fixed type: type hashes, words, domain and digest. */
@NullMarked
package com.patientory.chain.internal.typed;

import org.jspecify.annotations.NullMarked;
