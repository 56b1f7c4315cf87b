/**
 * Deterministic RSA key generation, c2sp.org/det-keygen: HMAC_DRBG, one stream of prime candidates, two primes.
 */
@NullMarked
package com.patientory.crypto.internal.detkeygen;

import org.jspecify.annotations.NullMarked;
