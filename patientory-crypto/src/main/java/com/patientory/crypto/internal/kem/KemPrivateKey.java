package com.patientory.crypto.internal.kem;

import com.patientory.crypto.internal.json.JsonObject;
import java.util.Optional;

/** The private half of a {@link KemPublicKey}. */
public interface KemPrivateKey {
    KemPublicKey publicKey();

    /** The members of {@link KemPublicKey#jwk()} and the private one. */
    JsonObject jwk();

    /** PKCS#8 in DER. */
    byte[] pkcs8();

    /**
     * The secret that the header names, or empty if it was made for another kind of key or its point is not acceptable.
     * The caller erases it.
     */
    Optional<byte[]> decapsulate(JsonObject header);

    /** Erases what can be erased; the key is not to be used any more. */
    void erase();
}
