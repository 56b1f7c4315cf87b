package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.json.JsonObject;
import java.util.Optional;

/** Unwraps what the {@link WrapKey} of the same recipient wrapped. */
public interface UnwrapKey {
    WrapKey wrapKey();

    /** The private JWK; {@link UnsupportedOperationException} if there is none for this kind. */
    JsonObject jwk();

    /** PKCS#8 in DER; {@link UnsupportedOperationException} if there is none for this kind. */
    byte[] pkcs8();

    /** Empty for every failure, so that a caller cannot tell one from another. */
    Optional<byte[]> unwrap(WrappedKey entry);

    /** Erases what can be erased; the key is not to be used any more. */
    void erase();
}
