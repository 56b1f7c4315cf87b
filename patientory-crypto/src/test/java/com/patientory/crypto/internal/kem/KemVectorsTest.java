package com.patientory.crypto.internal.kem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published examples of the three ways to a common secret, and the points that none of them accepts. */
class KemVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final JsonObject BOB = jwk("{'kty':'EC','crv':'P-256',"
            + "'x':'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',"
            + "'y':'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck',"
            + "'d':'VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw'}");
    private static final String ALICE = "{'kty':'EC','crv':'P-256',"
            + "'x':'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',"
            + "'y':'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps'}";

    private static JsonObject jwk(String text) {
        return JsonObject.parse("JWK", text.replace('\'', '"'), 9999);
    }

    private static JsonObject header(String epk) {
        return jwk("{'epk':" + epk + "}");
    }

    @Test
    void decapsulate_exampleOfRfc7518AppendixC_givesItsSecret() {
        byte[] secret = P256PrivateKey.parse(BOB).decapsulate(header(ALICE)).orElseThrow();
        assertEquals("9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4", HEX.formatHex(secret));
    }

    @Test
    void decapsulate_exampleOfRfc8037AppendixA6_givesItsSecret() {
        String scalar =
                Base64Url.encode(HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        X25519PrivateKey bob = X25519PrivateKey.parse(jwk("{'kty':'OKP','crv':'X25519',"
                + "'x':'3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08','d':'" + scalar + "'}"));
        String ephemeral = "{'kty':'OKP','crv':'X25519','x':'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo'}";
        byte[] secret = bob.decapsulate(header(ephemeral)).orElseThrow();
        assertEquals("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", HEX.formatHex(secret));
    }

    /** draft-connolly-cfrg-xwing-kem-10, Appendix C, first vector. */
    @Test
    void encapsulate_exampleOfTheXWingDraft_givesItsSecret() {
        XWingPrivateKey key =
                new XWingPrivateKey(HEX.parseHex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"));
        byte[] pub = Base64Url.decode("pub", key.publicKey().jwk().string("pub"));
        assertEquals("e2236b35a8c24b39b10aa1323a96a919", HEX.formatHex(pub, 0, 16));
        Encapsulation made = key.publicKey()
                .encapsulate(new Script(HEX.parseHex("3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2"
                        + "35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2")));
        String secret = "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384";
        assertEquals(secret, HEX.formatHex(made.secret()));
        assertEquals(secret, HEX.formatHex(key.decapsulate(made.header()).orElseThrow()));
        byte[] sent = Base64Url.decode("ek", made.header().string("ek"));
        assertEquals("b83aa828d4d62b9a83ceffe1d3d3bb1e", HEX.formatHex(sent, 0, 16));
        assertEquals(XWingPublicKey.CIPHERTEXT_BYTES, sent.length);
    }

    @Test
    void parse_pointOffP256_isRefusedAsKeyAndGivesNoSecretAsEphemeral() {
        String off = ALICE.replace("SLW_xSff", "SLW_xSfe");
        assertThrows(MalformedException.class, () -> P256PublicKey.parse(jwk(off)));
        assertTrue(P256PrivateKey.parse(BOB).decapsulate(header(off)).isEmpty());
    }

    @Test
    void parse_coordinateBeyondTheField_isMalformed() {
        String large = Base64Url.encode(HEX.parseHex("ff".repeat(32)));
        JsonObject jwk = jwk("{'kty':'EC','crv':'P-256','x':'" + large + "','y':'" + large + "'}");
        assertThrows(MalformedException.class, () -> P256PublicKey.parse(jwk));
    }

    /** The points of small order of RFC 7748's curve and its twist, by their u coordinates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void parse_pointOfSmallOrder_isRefusedAsKeyAndGivesNoSecretAsEphemeral(String u) {
        String epk = "{'kty':'OKP','crv':'X25519','x':'" + Base64Url.encode(HEX.parseHex(u)) + "'}";
        assertThrows(MalformedException.class, () -> X25519PublicKey.parse(jwk(epk)));
        assertTrue(X25519PrivateKey.generate(new SecureRandom())
                .decapsulate(header(epk))
                .isEmpty());
        XWingPrivateKey xWing = XWingPrivateKey.generate(new SecureRandom());
        byte[] pub = Base64Url.decode("pub", xWing.publicKey().jwk().string("pub"));
        System.arraycopy(HEX.parseHex(u), 0, pub, pub.length - 32, 32);
        assertThrows(MalformedException.class, () -> XWingPublicKey.parse(xWing(pub)));
        byte[] ciphertext = new byte[XWingPublicKey.CIPHERTEXT_BYTES];
        System.arraycopy(HEX.parseHex(u), 0, ciphertext, ciphertext.length - 32, 32);
        assertTrue(xWing.decapsulate(jwk("{'ek':'" + Base64Url.encode(ciphertext) + "'}"))
                .isEmpty());
    }

    @Test
    void parse_xWingKeyOutOfRange_isMalformed() {
        byte[] pub = new byte[1216];
        Arrays.fill(pub, (byte) 0xff);
        assertThrows(MalformedException.class, () -> XWingPublicKey.parse(xWing(pub)));
    }

    private static JsonObject xWing(byte[] pub) {
        return jwk("{'kty':'AKP','alg':'" + XWingPublicKey.ALG + "','pub':'" + Base64Url.encode(pub) + "'}");
    }

    @Test
    void parse_privateKeys_roundTripAndMatchTheirPublicHalf() {
        SecureRandom random = new SecureRandom();
        JsonObject p256 = P256PrivateKey.generate(random).jwk();
        JsonObject x25519 = X25519PrivateKey.generate(random).jwk();
        JsonObject xWing = XWingPrivateKey.generate(random).jwk();
        assertEquals(p256.toCanonicalString(), P256PrivateKey.parse(p256).jwk().toCanonicalString());
        assertEquals(
                x25519.toCanonicalString(), X25519PrivateKey.parse(x25519).jwk().toCanonicalString());
        assertEquals(
                xWing.toCanonicalString(), XWingPrivateKey.parse(xWing).jwk().toCanonicalString());
        assertThrows(MalformedException.class, () -> P256PrivateKey.parse(with(p256, "d", 32)));
        assertThrows(MalformedException.class, () -> X25519PrivateKey.parse(with(x25519, "d", 32)));
        assertThrows(MalformedException.class, () -> XWingPrivateKey.parse(with(xWing, "priv", 32)));
        assertThrows(MalformedException.class, () -> P256PrivateKey.parse(with(p256, "d", 31)));
        assertThrows(MalformedException.class, () -> X25519PrivateKey.parse(with(x25519, "d", 31)));
        assertThrows(MalformedException.class, () -> XWingPublicKey.parse(xWing));
        assertThrows(UnsupportedException.class, () -> XWingPublicKey.parse(x25519));
    }

    private static JsonObject with(JsonObject jwk, String member, int lengthBytes) {
        byte[] other = new byte[lengthBytes];
        Arrays.fill(other, (byte) 5);
        return JsonObject.builder()
                .putAll(jwk.without(member))
                .put(member, Base64Url.encode(other))
                .build();
    }

    /** A key closed in the midst of its use must not go on with zeros. */
    @Test
    void decapsulate_erasedKey_isRefused() {
        SecureRandom random = new SecureRandom();
        X25519PrivateKey x25519 = X25519PrivateKey.generate(random);
        XWingPrivateKey xWing = XWingPrivateKey.generate(random);
        for (KemPrivateKey key : new KemPrivateKey[] {x25519, xWing}) {
            JsonObject header = key.publicKey().encapsulate(random).header();
            key.erase();
            key.erase();
            assertThrows(IllegalStateException.class, () -> key.decapsulate(header));
            assertThrows(IllegalStateException.class, key::jwk);
        }
        assertThrows(IllegalStateException.class, x25519::pkcs8);
    }

    @Test
    void decapsulate_ephemeralOfTheOtherCurve_isEmpty() {
        SecureRandom random = new SecureRandom();
        P256PrivateKey p256 = P256PrivateKey.generate(random);
        X25519PrivateKey x25519 = X25519PrivateKey.generate(random);
        JsonObject ofX25519 = x25519.publicKey().encapsulate(random).header();
        assertTrue(p256.decapsulate(ofX25519).isEmpty());
        assertTrue(x25519.decapsulate(header(ALICE)).isEmpty());
        Encapsulation made = p256.publicKey().encapsulate(random);
        assertArrayEquals(made.secret(), p256.decapsulate(made.header()).orElseThrow());
    }

    /** Gives out given bytes in order. */
    private static final class Script extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] script;
        private int used;

        private Script(byte[] script) {
            this.script = script;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(script, used, bytes, 0, bytes.length);
            used += bytes.length;
        }
    }
}
