/**
 * The few pieces of JOSE that the formats share: strict base64url (RFC 4648 section 5), JWK (RFC 7517, 7518) for RSA,
 * secp256k1 (RFC 8812) and symmetric keys, and the RFC 7638 thumbprint.
 */
@NullMarked
package com.patientory.crypto.internal.jose;

import org.jspecify.annotations.NullMarked;
