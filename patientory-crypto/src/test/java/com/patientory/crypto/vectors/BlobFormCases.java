package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.KeystoreCases.RSA_JWK;
import static com.patientory.crypto.vectors.KeystoreCases.WALLET;
import static com.patientory.crypto.vectors.KeystoreCases.WALLET_JWK;
import static com.patientory.crypto.vectors.KeystoreCases.on;

import java.util.stream.Stream;

/** keystore-v1: other shapes, and sealed keys that are none. */
final class BlobFormCases {
    private BlobFormCases() {}

    static Stream<Vector> all() {
        return Stream.concat(shape(), payload());
    }

    private static Stream<Vector> shape() {
        String[] parts = WALLET.parts();
        String last = parts[4];
        return Stream.of(
                malformed("nothing", "Empty.", ""),
                malformed("four-parts", "No tag.", String.join(".", parts[0], parts[1], parts[2], parts[3])),
                malformed("six-parts", "A part behind the tag.", WALLET + ".AA"),
                malformed("base64url-padding", "Padded.", WALLET + "=="),
                malformed(
                        "base64url-surplus-bits",
                        "The same octets by another last character.",
                        WALLET.with(4, last.substring(0, 21) + (char) (last.charAt(21) + 1))),
                malformed("base64url-other-alphabet", "A plus sign.", WALLET.with(2, "+" + parts[2].substring(1))),
                malformed("line-end", "A line end behind the blob.", WALLET + "\n"),
                malformed("encrypted-key-of-32-bytes", "A wrapped key has 40.", WALLET.with(1, zeros(32))),
                malformed("iv-of-16-bytes", "The IV has 12.", WALLET.with(2, zeros(16))),
                malformed("tag-of-15-bytes", "The tag has 16.", WALLET.with(4, zeros(15))),
                malformed("ciphertext-of-13-kb", "More than 16,384 characters.", WALLET.with(3, zeros(13_000))),
                malformed("header-not-json", "No object.", WALLET.with(0, KeystoreCases.encoded("keystore-v1"))),
                malformed("header-empty", "No header.", WALLET.with(0, "")));
    }

    private static String zeros(int length) {
        return Vector.base64url(new byte[length]);
    }

    private static Stream<Vector> payload() {
        String y = WALLET_JWK.substring(WALLET_JWK.indexOf("\"y\":\"") + 5, WALLET_JWK.length() - 2);
        return Stream.of(
                sealed("payload-not-json", "Text.", Keys.ADDRESS, "hello").fails("malformed"),
                sealed(
                                "payload-without-private-part",
                                "A public key.",
                                Keys.ADDRESS,
                                WALLET_JWK.replaceFirst("\"d\":\"[^\"]*\",", ""))
                        .fails("malformed"),
                sealed("payload-other-curve", "P-256.", Keys.ADDRESS, WALLET_JWK.replace("secp256k1", "P-256"))
                        .fails("unsupported"),
                sealed(
                                "payload-scalar-zero",
                                "0 is no private key.",
                                Keys.ADDRESS,
                                WALLET_JWK.replaceFirst("\"d\":\"[^\"]*\"", "\"d\":\"" + zeros(32) + "\""))
                        .fails("malformed"),
                sealed(
                                "payload-point-of-another-key",
                                "x and y are not those of d.",
                                Keys.ADDRESS,
                                WALLET_JWK.replace(y, Vector.base64url(Fixed.bytes("y", 32))))
                        .fails("malformed"),
                sealed(
                                "payload-rsa-parts-of-two-keys",
                                "d is not that of p and q.",
                                Keys.PATIENT.kid(),
                                RSA_JWK.replace(member(RSA_JWK, "d"), member(doctor(), "d")))
                        .fails("malformed"),
                sealed(
                                "payload-rsa-modulus-of-another-key",
                                "n is not p times q.",
                                Keys.DOCTOR.kid(),
                                RSA_JWK.replace(member(RSA_JWK, "n"), member(doctor(), "n")))
                        .fails("malformed"),
                sealed(
                                "payload-rsa-exponent-3",
                                "Public exponent 3.",
                                Keys.PATIENT.kid(),
                                RSA_JWK.replace("\"e\":\"AQAB\"", "\"e\":\"Aw\""))
                        .fails("unsupported"));
    }

    private static String doctor() {
        return Keys.DOCTOR.privateJwk().toCanonicalString();
    }

    private static String member(String jwk, String name) {
        int at = jwk.indexOf("\"" + name + "\":");
        return jwk.substring(at, jwk.indexOf('"', at + name.length() + 4));
    }

    private static Vector sealed(String name, String why, String kid, String payload) {
        return on(name, why, BlobWriter.of(kid, payload));
    }

    private static Vector malformed(String name, String why, Object blob) {
        return on(name, why, blob).fails("malformed");
    }
}
