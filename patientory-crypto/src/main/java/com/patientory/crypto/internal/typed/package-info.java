/**
 * EIP-712 typed data in the JSON form of {@code eth_signTypedData_v4}, read strictly: declared types, values of exactly
 * these types, and the hashes over {@link com.patientory.crypto.internal.eth.Eip712}.
 */
@NullMarked
package com.patientory.crypto.internal.typed;

import org.jspecify.annotations.NullMarked;
