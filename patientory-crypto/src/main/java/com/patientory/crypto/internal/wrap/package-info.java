/**
 * The ways in which an envelope's entry wraps a content encryption key: RSA-OAEP-256, a key encapsulation followed by
 * AES key wrap, and A256GCMKW under a vault key. {@link com.patientory.crypto.internal.wrap.WrapKey} wraps,
 * {@link com.patientory.crypto.internal.wrap.UnwrapKey} unwraps, {@link com.patientory.crypto.internal.wrap.WrappedKey}
 * is the entry, and {@link com.patientory.crypto.internal.wrap.JwkKeys} reads keys of every kind.
 */
@NullMarked
package com.patientory.crypto.internal.wrap;

import org.jspecify.annotations.NullMarked;
