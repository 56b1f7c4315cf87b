package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.JweWriter.PAYLOAD;
import static com.patientory.crypto.vectors.KindKey.P256;
import static com.patientory.crypto.vectors.KindKey.VAULT;
import static com.patientory.crypto.vectors.KindKey.X25519_KEY;
import static com.patientory.crypto.vectors.KindWriter.entry;
import static com.patientory.crypto.vectors.KindWriter.kek;
import static com.patientory.crypto.vectors.KindWriter.wrap;
import static com.patientory.crypto.vectors.Vector.base64url;

import java.util.stream.Stream;

/** envelope-v1: recipients with P-256, X25519 and vault keys. */
final class KindCases {
    private KindCases() {}

    static Stream<Vector> all() {
        return Stream.of(valid(), points(), wrapped(), form()).flatMap(cases -> cases);
    }

    private static Vector on(KindKey reader, String name, String why, String entry) {
        return by(reader.fileName(), name, why, KindWriter.envelope(reader.kid(), entry));
    }

    private static Vector by(String reader, String name, String why, JweWriter envelope) {
        return new Vector("envelope-v1", name, why).given("reader", reader).given("envelope", envelope.toString());
    }

    private static Stream<Vector> valid() {
        JweWriter mixed = KindWriter.envelope(
                String.join("\",\"", Keys.PATIENT.kid(), P256.kid(), X25519_KEY.kid(), VAULT.kid()),
                String.join(",", JweWriter.entry(Keys.PATIENT), entry(P256), entry(X25519_KEY), entry(VAULT)));
        String stranger = base64url(Fixed.bytes("X-Wing kid", 32));
        String xWing = "{\"encrypted_key\":\"" + base64url(Fixed.bytes("X-Wing wrapped", 40))
                + "\",\"header\":{\"alg\":\"EXPERIMENTAL-X-Wing-10+A256KW\",\"ek\":\""
                + base64url(Fixed.bytes("X-Wing ek", 1120)) + "\",\"kid\":\"" + stranger + "\"}}";
        return Stream.of(
                on(P256, "p256", "ECDH-ES on P-256.", entry(P256)).gives(PAYLOAD),
                on(X25519_KEY, "x25519", "ECDH-ES on X25519.", entry(X25519_KEY))
                        .gives(PAYLOAD),
                on(VAULT, "vault", "A vault key.", entry(VAULT)).gives(PAYLOAD),
                by("patient", "mixed-rsa", "Four kinds of recipients.", mixed).gives(PAYLOAD),
                by("p256", "mixed-p256", "Four kinds of recipients.", mixed).gives(PAYLOAD),
                by("x25519", "mixed-x25519", "Four kinds of recipients.", mixed).gives(PAYLOAD),
                by("vault", "mixed-vault", "Four kinds of recipients.", mixed).gives(PAYLOAD),
                by(
                                "patient",
                                "x-wing-for-somebody-else",
                                "A reader without X-Wing checks the form of such an entry and reads by his own.",
                                KindWriter.envelope(
                                        stranger + "\",\"" + Keys.PATIENT.kid(),
                                        xWing + "," + JweWriter.entry(Keys.PATIENT)))
                        .gives(PAYLOAD));
    }

    private static Stream<Vector> points() {
        byte[] wrapped = new byte[40];
        byte[] order8 = new byte[32];
        order8[0] = 1;
        return Stream.of(
                epk(
                                P256,
                                "p256-epk-off-curve",
                                "Not a point: the way to a reader's key by small subgroups.",
                                p256(new byte[32], Fixed.bytes("y", 32)),
                                wrapped)
                        .fails("integrity"),
                epk(P256, "p256-epk-beyond-prime", "x is not below the field's prime.", p256(ones(), ones()), wrapped)
                        .fails("integrity"),
                epk(
                                P256,
                                "p256-epk-on-x25519",
                                "An ephemeral key of another curve than the reader's.",
                                KindWriter.ephemeral(X25519_KEY).publicJwk(),
                                wrapped)
                        .fails("integrity"),
                epk(
                                X25519_KEY,
                                "x25519-epk-on-p256",
                                "An ephemeral key of another curve than the reader's.",
                                KindWriter.ephemeral(P256).publicJwk(),
                                wrapped)
                        .fails("integrity"),
                epk(
                                X25519_KEY,
                                "x25519-epk-zero",
                                "Small order: the secret is zero whoever reads.",
                                x25519(new byte[32]),
                                wrap(kek(new byte[32])))
                        .fails("integrity"),
                epk(
                                X25519_KEY,
                                "x25519-epk-one",
                                "Small order: the secret is zero whoever reads.",
                                x25519(order8),
                                wrap(kek(new byte[32])))
                        .fails("integrity"),
                on(
                                X25519_KEY,
                                "x25519-epk-highest-bit",
                                "RFC 7748 ignores this bit; here it would be an unnoticed change.",
                                respelled(entry(X25519_KEY)))
                        .fails("integrity"));
    }

    private static Vector epk(KindKey reader, String name, String why, String epk, byte[] encryptedKey) {
        return on(reader, name, why, KindWriter.ecdhEntry(reader.kid(), epk, encryptedKey));
    }

    private static String p256(byte[] x, byte[] y) {
        return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + base64url(x) + "\",\"y\":\"" + base64url(y) + "\"}";
    }

    private static String x25519(byte[] x) {
        return "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"" + base64url(x) + "\"}";
    }

    private static byte[] ones() {
        byte[] ones = new byte[32];
        java.util.Arrays.fill(ones, (byte) 0xff);
        return ones;
    }

    private static String respelled(String entry) {
        int from = entry.indexOf("\"x\":\"") + 5;
        String x = entry.substring(from, from + 43);
        byte[] point = java.util.Base64.getUrlDecoder().decode(x);
        point[31] ^= (byte) 0x80;
        return entry.replace(x, base64url(point));
    }

    private static Stream<Vector> wrapped() {
        KindKey ephemeral = KindWriter.ephemeral(P256);
        byte[] z = ephemeral.agree(P256);
        byte[] flipped = BodyCases.flip(wrap(kek(z)), 39);
        byte[] sealed = FloeWriter.gcm(VAULT.secret(), KindWriter.GCMKW_IV, new byte[0], JweWriter.KEY);
        byte[] key = java.util.Arrays.copyOf(sealed, 32);
        byte[] tag = java.util.Arrays.copyOfRange(sealed, 32, 48);
        return Stream.of(
                epk(P256, "p256-encrypted-key-flipped", "It does not unwrap.", ephemeral.publicJwk(), flipped)
                        .fails("integrity"),
                epk(P256, "p256-without-kdf", "Wrapped under the common secret itself.", ephemeral.publicJwk(), wrap(z))
                        .fails("integrity"),
                epk(
                                P256,
                                "p256-epk-of-another-entry",
                                "Another ephemeral key.",
                                KindKey.p256(Fixed.bytes("another ephemeral", 32))
                                        .publicJwk(),
                                wrap(kek(z)))
                        .fails("integrity"),
                on(
                                P256,
                                "p256-entry-under-rsa",
                                "An RSA entry under the kid of a P-256 key.",
                                JweWriter.entry(
                                        "RSA-OAEP-256",
                                        P256.kid(),
                                        JweWriter.wrap(Keys.PATIENT, "SHA-256", JweWriter.KEY)))
                        .fails("integrity"),
                on(
                                VAULT,
                                "vault-tag-flipped",
                                "It does not unwrap.",
                                KindWriter.vaultEntry(VAULT.kid(), KindWriter.GCMKW_IV, BodyCases.flip(tag, 0), key))
                        .fails("integrity"),
                on(
                                VAULT,
                                "vault-iv-of-another-entry",
                                "It does not unwrap.",
                                KindWriter.vaultEntry(VAULT.kid(), Fixed.bytes("another", 12), tag, key))
                        .fails("integrity"),
                on(
                                VAULT,
                                "vault-encrypted-key-flipped",
                                "It does not unwrap.",
                                KindWriter.vaultEntry(VAULT.kid(), KindWriter.GCMKW_IV, tag, BodyCases.flip(key, 0)))
                        .fails("integrity"));
    }

    private static Stream<Vector> form() {
        String p256 = entry(P256);
        String vault = entry(VAULT);
        return Stream.of(
                altered(
                        P256,
                        "alg-ecdh-es-direct",
                        "The agreed key itself as the content encryption key.",
                        p256,
                        KindWriter.ECDH,
                        "ECDH-ES",
                        "unsupported"),
                altered(P256, "alg-ecdh-es-a128kw", "AES-128.", p256, KindWriter.ECDH, "ECDH-ES+A128KW", "unsupported"),
                altered(VAULT, "alg-a128gcmkw", "AES-128.", vault, "A256GCMKW", "A128GCMKW", "unsupported"),
                altered(VAULT, "alg-a256kw", "Another key wrap.", vault, "A256GCMKW", "A256KW", "unsupported"),
                altered(P256, "epk-p384", "Another curve.", p256, "P-256", "P-384", "unsupported"),
                altered(X25519_KEY, "epk-x448", "Another curve.", entry(X25519_KEY), "X25519", "X448", "unsupported"),
                altered(P256, "epk-kty-okp", "A curve of the other type.", p256, "\"EC\"", "\"OKP\"", "unsupported"),
                altered(P256, "epk-missing", "No ephemeral key.", p256, "\"epk\"", "\"x-epk\"", "malformed"),
                altered(P256, "epk-without-y", "x alone.", p256, "\"y\"", "\"z\"", "malformed"),
                altered(
                        P256,
                        "epk-private",
                        "With a private part.",
                        p256,
                        "\"kty\":\"EC\"",
                        "\"d\":\"AA\",\"kty\":\"EC\"",
                        "malformed"),
                altered(
                        P256,
                        "apu-present",
                        "Agreement info is not used.",
                        p256,
                        "{\"alg\"",
                        "{\"apu\":\"AA\",\"alg\"",
                        "malformed"),
                altered(
                        VAULT,
                        "vault-iv-short",
                        "8 bytes.",
                        vault,
                        base64url(KindWriter.GCMKW_IV),
                        base64url(new byte[8]),
                        "malformed"),
                altered(VAULT, "vault-tag-missing", "No tag.", vault, "\"tag\"", "\"gat\"", "malformed"),
                epk(P256, "p256-epk-x-short", "31 bytes.", p256(new byte[31], new byte[32]), new byte[40])
                        .fails("malformed"),
                epk(
                                P256,
                                "p256-encrypted-key-long",
                                "48 bytes: a key of another length.",
                                KindWriter.ephemeral(P256).publicJwk(),
                                new byte[48])
                        .fails("malformed"));
    }

    private static Vector altered(
            KindKey reader, String name, String why, String entry, String from, String to, String error) {
        if (!entry.contains(from)) {
            throw new AssertionError("Nothing to replace: " + from);
        }
        return on(reader, name, why, entry.replace(from, to)).fails(error);
    }
}
