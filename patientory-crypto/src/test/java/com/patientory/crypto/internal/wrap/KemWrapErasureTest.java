package com.patientory.crypto.internal.wrap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.Encapsulation;
import com.patientory.crypto.internal.kem.KemPrivateKey;
import com.patientory.crypto.internal.kem.KemPublicKey;
import com.patientory.crypto.internal.kem.X25519PrivateKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The common secret of an entry is erased when it has served, and the key when it is to. */
class KemWrapErasureTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT_KEY = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };

    private final X25519PrivateKey key = X25519PrivateKey.generate(RANDOM);
    private byte[] secret = CONTENT_KEY;

    @Test
    void wrap_afterwards_theSecretIsErased() {
        new KemWrapKey(new Remembering(key.publicKey())).wrap(CONTENT_KEY, RANDOM);
        assertArrayEquals(new byte[32], secret);
    }

    @Test
    void unwrap_afterwards_theSecretIsErased() {
        WrappedKey entry = new KemWrapKey(key.publicKey()).wrap(CONTENT_KEY, RANDOM);
        byte[] unwrapped =
                new KemUnwrapKey(new RememberingPrivate(key)).unwrap(entry).orElseThrow();
        assertArrayEquals(CONTENT_KEY, unwrapped);
        assertArrayEquals(new byte[32], secret);
    }

    @Test
    void erase_afterwards_theKeyOpensNothing() {
        WrappedKey entry = new KemWrapKey(key.publicKey()).wrap(CONTENT_KEY, RANDOM);
        KemUnwrapKey unwrap = new KemUnwrapKey(key);
        unwrap.erase();
        assertThrows(IllegalStateException.class, () -> unwrap.unwrap(entry));
        assertThrows(IllegalStateException.class, unwrap::jwk);
    }

    private final class Remembering implements KemPublicKey {
        private final KemPublicKey real;

        Remembering(KemPublicKey real) {
            this.real = real;
        }

        @Override
        public String alg() {
            return real.alg();
        }

        @Override
        public JsonObject jwk() {
            return real.jwk();
        }

        @Override
        public byte[] spki() {
            return real.spki();
        }

        @Override
        public Encapsulation encapsulate(SecureRandom random) {
            Encapsulation fresh = real.encapsulate(random);
            secret = fresh.secret();
            return fresh;
        }
    }

    private final class RememberingPrivate implements KemPrivateKey {
        private final KemPrivateKey real;

        RememberingPrivate(KemPrivateKey real) {
            this.real = real;
        }

        @Override
        public KemPublicKey publicKey() {
            return real.publicKey();
        }

        @Override
        public JsonObject jwk() {
            return real.jwk();
        }

        @Override
        public byte[] pkcs8() {
            return real.pkcs8();
        }

        @Override
        public Optional<byte[]> decapsulate(JsonObject header) {
            Optional<byte[]> found = real.decapsulate(header);
            secret = found.orElseThrow();
            return found;
        }

        @Override
        public void erase() {
            real.erase();
        }
    }
}
