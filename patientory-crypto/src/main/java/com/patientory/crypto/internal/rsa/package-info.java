/**
 * RSA through the platform's providers: OAEP with SHA-256 for both hashes, RSASSA-PSS with SHA-256 and a salt of 32
 * bytes, and the bounds on accepted public keys.
 */
@NullMarked
package com.patientory.crypto.internal.rsa;

import org.jspecify.annotations.NullMarked;
