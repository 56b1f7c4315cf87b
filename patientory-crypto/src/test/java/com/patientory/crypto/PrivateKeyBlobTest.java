package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.keystore.FixedSealedKey;
import org.junit.jupiter.api.Test;

class PrivateKeyBlobTest {
    private static String compact(String kid) {
        return FixedSealedKey.seal(OctJwk.of(new byte[32]), kid, new byte[] {1}, 1000);
    }

    @Test
    void equals_sameText_isTheSameBlob() {
        PrivateKeyBlob blob = PrivateKeyBlob.parse(compact("one"));
        PrivateKeyBlob same = PrivateKeyBlob.parse(compact("one"));
        PrivateKeyBlob other = PrivateKeyBlob.parse(compact("two"));
        assertEquals(blob, same);
        assertEquals(blob.hashCode(), same.hashCode());
        assertNotEquals(blob, other);
        assertNotEquals(blob.hashCode(), other.hashCode());
        assertNotEquals(blob, new Object());
    }

    @Test
    void toString_always_isNameAndSize() {
        String compact = compact("one");
        assertEquals(
                "PrivateKeyBlob[one, " + compact.length() + " bytes]",
                PrivateKeyBlob.parse(compact).toString());
    }
}
