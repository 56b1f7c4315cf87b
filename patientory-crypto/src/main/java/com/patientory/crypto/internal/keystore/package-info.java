/**
 * keystore-v1: a private JWK sealed under the words as compact JWE, PBES2-HS512+A256KW and A256GCM.
 */
@NullMarked
package com.patientory.crypto.internal.keystore;

import org.jspecify.annotations.NullMarked;
