package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves as PKCS#8, SPKI or JWK is read by an independent reader and is the same key. */
class WalletExportTest {
    private static final ASN1ObjectIdentifier SECP256K1 = new ASN1ObjectIdentifier("1.3.132.0.10");

    private final WalletKey key = WalletKey.generate(new SecureRandom());

    @AfterEach
    void close() {
        key.close();
    }

    @Test
    void exportPkcs8_readByBouncyCastle_isTheSameKey() throws IOException {
        ECPrivateKeyParameters read = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(key.exportPkcs8());
        assertEquals(new BigInteger(1, key.secret().copy()), read.getD());
        assertEquals(SECP256K1, ((ECNamedDomainParameters) read.getParameters()).getName());
    }

    @Test
    void toSpki_readByBouncyCastle_isTheSameKey() throws IOException {
        ECPublicKeyParameters read = (ECPublicKeyParameters) PublicKeyFactory.createKey(key.toSpki());
        assertArrayEquals(key.publicKey(), read.getQ().getEncoded(false));
        assertEquals(SECP256K1, ((ECNamedDomainParameters) read.getParameters()).getName());
    }

    @Test
    void pem_bothKinds_isTheDer() {
        RecipientExportTest.assertPem("PRIVATE KEY", key.exportPkcs8(), key.exportPkcs8Pem());
        RecipientExportTest.assertPem("PUBLIC KEY", key.toSpki(), key.toSpkiPem());
    }

    @Test
    void exportJwk_readAgain_isTheSameKeyAndItsPublicPartIsToJwk() {
        JsonObject jwk = JsonObject.parse("JWK", key.exportJwk(), 1024);
        assertArrayEquals(key.secret().copy(), EcJwk.privateScalar(jwk));
        JsonObject open = JsonObject.parse("JWK", key.toJwk(), 1024).exactly("crv", "kty", "x", "y");
        assertEquals(jwk.string("x"), open.string("x"));
        assertEquals(jwk.string("y"), open.string("y"));
    }

    @Test
    void exports_afterClose_areRefused() {
        key.close();
        assertThrows(IllegalStateException.class, key::exportPkcs8);
        assertThrows(IllegalStateException.class, key::exportPkcs8Pem);
        assertThrows(IllegalStateException.class, key::exportJwk);
        assertThrows(
                IllegalStateException.class,
                () -> Web3Keystore.exportPbkdf2(key, "password".toCharArray(), new SecureRandom()));
    }
}
