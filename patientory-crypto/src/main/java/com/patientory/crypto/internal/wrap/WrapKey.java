package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;

/** Wraps content encryption keys for one recipient. */
public interface WrapKey {
    /** The RFC 7638 thumbprint of the key. */
    String kid();

    /** The public members that RFC 7638 requires; {@link UnsupportedOperationException} for a key that has no public half. */
    JsonObject jwk();

    /** SubjectPublicKeyInfo in DER; {@link UnsupportedOperationException} if there is none for this kind. */
    byte[] spki();

    WrappedKey wrap(byte[] key, SecureRandom random);
}
