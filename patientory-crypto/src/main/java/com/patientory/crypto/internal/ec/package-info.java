/**
 * secp256k1 over BouncyCastle's lightweight API: public keys, RFC 6979 signatures with the recovery id taken from R,
 * verification, recovery.
 */
@NullMarked
package com.patientory.crypto.internal.ec;

import org.jspecify.annotations.NullMarked;
