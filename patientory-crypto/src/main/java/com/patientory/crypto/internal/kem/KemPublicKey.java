package com.patientory.crypto.internal.kem;

import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;

/** A checked public key that a sender makes fresh secrets for. */
public interface KemPublicKey {
    /** The {@code alg} of an entry whose key encryption key comes from such a secret. */
    String alg();

    /** The members that RFC 7638 requires, no others. */
    JsonObject jwk();

    /** SubjectPublicKeyInfo in DER. */
    byte[] spki();

    /** A fresh secret, and the header member from which the private key finds it again. */
    Encapsulation encapsulate(SecureRandom random);
}
