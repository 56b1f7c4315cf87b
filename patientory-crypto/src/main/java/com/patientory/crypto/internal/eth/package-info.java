/**
 * Ethereum's hashing conventions: Keccak-256, EIP-55 addresses, EIP-191 messages, EIP-712 typed data.
 */
@NullMarked
package com.patientory.crypto.internal.eth;

import org.jspecify.annotations.NullMarked;
