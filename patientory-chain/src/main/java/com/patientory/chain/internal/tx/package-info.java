/** Legacy EIP-155 transactions in their one canonical RLP form, and waiting for their receipts. */
@NullMarked
package com.patientory.chain.internal.tx;

import org.jspecify.annotations.NullMarked;
