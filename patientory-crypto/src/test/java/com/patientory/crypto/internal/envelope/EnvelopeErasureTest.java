package com.patientory.crypto.internal.envelope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.wrap.UnwrapKey;
import com.patientory.crypto.internal.wrap.VaultWrap;
import com.patientory.crypto.internal.wrap.WrapKey;
import com.patientory.crypto.internal.wrap.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Content encryption key and payload are erased when they have served, also when what they served for fails. */
class EnvelopeErasureTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);

    private final VaultWrap vault = new VaultWrap(new byte[32]);
    private byte[] key = PAYLOAD;
    private byte[] payload = PAYLOAD;

    private Envelope sealed() {
        return Envelope.seal(EnvelopeFormat.RECORD, PAYLOAD, List.of(new RememberingWrap()), RANDOM);
    }

    @Test
    void seal_afterwards_theKeyIsErased() {
        sealed();
        assertArrayEquals(new byte[32], key);
    }

    @Test
    void open_afterwards_keyAndPayloadAreErased() {
        String seen = sealed().open(new RememberingUnwrap(), opened -> {
            payload = opened;
            return new String(opened, StandardCharsets.US_ASCII);
        });
        assertEquals("payload", seen);
        assertArrayEquals(new byte[32], key);
        assertArrayEquals(new byte[PAYLOAD.length], payload);
    }

    @Test
    void open_useThatFails_erasesKeyAndPayloadToo() {
        Envelope envelope = sealed();
        assertThrows(
                IllegalStateException.class,
                () -> envelope.open(new RememberingUnwrap(), opened -> {
                    payload = opened;
                    throw new IllegalStateException("of the caller");
                }));
        assertArrayEquals(new byte[32], key);
        assertArrayEquals(new byte[PAYLOAD.length], payload);
    }

    private final class RememberingWrap implements WrapKey {
        @Override
        public String kid() {
            return vault.kid();
        }

        @Override
        public JsonObject jwk() {
            return vault.jwk();
        }

        @Override
        public byte[] spki() {
            return vault.spki();
        }

        @Override
        public WrappedKey wrap(byte[] secret, SecureRandom random) {
            key = secret;
            return vault.wrap(secret, random);
        }
    }

    private final class RememberingUnwrap implements UnwrapKey {
        @Override
        public WrapKey wrapKey() {
            return vault;
        }

        @Override
        public JsonObject jwk() {
            return vault.jwk();
        }

        @Override
        public byte[] pkcs8() {
            return vault.pkcs8();
        }

        @Override
        public Optional<byte[]> unwrap(WrappedKey entry) {
            Optional<byte[]> unwrapped = vault.unwrap(entry);
            key = unwrapped.orElseThrow();
            return unwrapped;
        }

        @Override
        public void erase() {
            vault.erase();
        }
    }
}
