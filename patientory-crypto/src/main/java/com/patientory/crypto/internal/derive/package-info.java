/**
 * From words to keys: PBKDF2, the BIP-39 seed, BIP-32 private derivation over secp256k1, BIP-85 entropy.
 */
@NullMarked
package com.patientory.crypto.internal.derive;

import org.jspecify.annotations.NullMarked;
