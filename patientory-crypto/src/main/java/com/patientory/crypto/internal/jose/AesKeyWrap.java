package com.patientory.crypto.internal.jose;

import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES key wrap (RFC 3394) with the default initial value; not every Android has it as a platform cipher. */
public final class AesKeyWrap {
    /** A wrapped key is longer by this. */
    public static final int OVERHEAD_BYTES = 8;

    private AesKeyWrap() {}

    public static byte[] wrap(byte[] wrappingKey, byte[] key) {
        AESWrapEngine engine = new AESWrapEngine();
        engine.init(true, new KeyParameter(wrappingKey));
        return engine.wrap(key, 0, key.length);
    }

    /** Empty if the wrapping key is another one or the wrapped key was altered. */
    public static Optional<byte[]> unwrap(byte[] wrappingKey, byte[] wrapped) {
        AESWrapEngine engine = new AESWrapEngine();
        engine.init(false, new KeyParameter(wrappingKey));
        try {
            return Optional.of(engine.unwrap(wrapped, 0, wrapped.length));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }
}
