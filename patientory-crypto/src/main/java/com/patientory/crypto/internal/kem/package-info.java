/**
 * Key encapsulation: a sender makes a fresh secret that only the holder of a private key finds again. P-256 and X25519
 * by an ephemeral key (ECDH-ES of RFC 7518 section 4.6, RFC 8037), X-Wing as its draft says. What is done with the
 * secret is not this package's concern; see {@link com.patientory.crypto.internal.kem.KemPublicKey}.
 */
@NullMarked
package com.patientory.crypto.internal.kem;

import org.jspecify.annotations.NullMarked;
