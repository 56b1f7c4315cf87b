package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What leaves as PKCS#8, SPKI or JWK is read back by the platform and is the same key. */
class RecipientExportTest {
    private static RecipientKey key;

    @BeforeAll
    static void generate() {
        key = RecipientKey.generate(new SecureRandom());
    }

    @Test
    void exportPkcs8_readByThePlatform_isTheSameKey() throws GeneralSecurityException {
        RSAPrivateCrtKey read = (RSAPrivateCrtKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.exportPkcs8()));
        try (RecipientKey again = RecipientKey.of(read)) {
            assertEquals(key.recipient(), again.recipient());
            assertArrayEquals(key.exportPkcs8(), again.exportPkcs8());
        }
    }

    @Test
    void toSpki_readByThePlatform_isTheSameKey() throws GeneralSecurityException {
        RSAPublicKey read = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(key.recipient().toSpki()));
        assertEquals(key.recipient(), Recipient.of(read));
    }

    @Test
    void pem_bothKinds_isLabelledLinesOf64OfTheDer() {
        assertPem("PRIVATE KEY", key.exportPkcs8(), key.exportPkcs8Pem());
        assertPem("PUBLIC KEY", key.recipient().toSpki(), key.recipient().toSpkiPem());
    }

    static void assertPem(String label, byte[] der, String pem) {
        String[] lines = pem.split("\n", -1);
        assertEquals("-----BEGIN " + label + "-----", lines[0]);
        assertEquals("-----END " + label + "-----", lines[lines.length - 2]);
        assertEquals("", lines[lines.length - 1]);
        StringBuilder body = new StringBuilder();
        for (int i = 1; i < lines.length - 2; i++) {
            assertTrue(lines[i].length() == 64 || (i == lines.length - 3 && lines[i].length() < 64), lines[i]);
            body.append(lines[i]);
        }
        assertArrayEquals(der, Base64.getDecoder().decode(body.toString()));
    }

    @Test
    void exportJwk_readAgain_isTheSameKey() {
        JsonObject jwk = JsonObject.parse("JWK", key.exportJwk(), 8192);
        assertEquals(key.recipient().kid(), jwk.string("kid"));
        assertArrayEquals(key.exportPkcs8(), RsaJwk.privateKey(jwk).getEncoded());
    }

    @Test
    void exports_afterClose_areRefused() {
        RecipientKey closed = RecipientKey.of(key.secret());
        closed.close();
        assertThrows(IllegalStateException.class, closed::exportPkcs8);
        assertThrows(IllegalStateException.class, closed::exportPkcs8Pem);
        assertThrows(IllegalStateException.class, closed::exportJwk);
    }
}
