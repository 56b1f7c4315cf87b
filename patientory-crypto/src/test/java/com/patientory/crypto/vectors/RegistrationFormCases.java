package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Keys.ADDRESS;
import static com.patientory.crypto.vectors.RegistrationCases.OTHER_ADDRESS;
import static com.patientory.crypto.vectors.RegistrationCases.on;

import java.util.stream.Stream;

/** registration-v1: other forms, and values out of bounds. */
final class RegistrationFormCases {
    private static final RegistrationWriter GOOD = new RegistrationWriter();
    private static final String TEXT = GOOD.toString();

    private RegistrationFormCases() {}

    static Stream<Vector> all() {
        return Stream.concat(form(), values());
    }

    private static Stream<Vector> form() {
        return Stream.of(
                on("typ-newer", "A later version.", GOOD.with("typ", "\"registration-v2\""))
                        .fails("unsupported"),
                malformed("nothing", "Empty.", ""),
                malformed("trailing-text", "A brace behind the object.", TEXT + "}"),
                malformed("member-unknown", "Nothing is ignored.", GOOD.with("x", "1")),
                malformed("member-missing", "Without the binding.", GOOD.with("key_binding_signature", null)),
                malformed(
                        "member-twice",
                        "Two addresses.",
                        TEXT.replace(
                                "{\"ecdsa_public_key",
                                "{\"wallet_address\":\"" + OTHER_ADDRESS + "\",\"ecdsa_public_key")),
                malformed("member-null", "Null is no value here.", GOOD.with("typ", "null")));
    }

    private static Stream<Vector> values() {
        String key = GOOD.members().get("ecdsa_public_key");
        String signature = GOOD.members().get("ecdsa_verification_signature");
        return Stream.of(
                malformed(
                        "address-lower-case",
                        "Not in EIP-55 form.",
                        GOOD.with("wallet_address", "\"" + ADDRESS.toLowerCase(java.util.Locale.ROOT) + "\"")),
                malformed(
                        "address-checksum",
                        "One letter's case is wrong.",
                        GOOD.with("wallet_address", "\"" + ADDRESS.replace("f39F", "F39F") + "\"")),
                malformed("signup-empty", "At least one character.", GOOD.with("signup_reference_id", "\"\"")),
                malformed("signup-with-space", "Visible ASCII only.", GOOD.with("signup_reference_id", "\"a b\"")),
                malformed(
                        "signup-long",
                        "129 characters.",
                        GOOD.with("signup_reference_id", "\"" + "s".repeat(129) + "\"")),
                malformed(
                        "point-not-on-curve",
                        "The last octet was altered.",
                        GOOD.with("ecdsa_public_key", key.substring(0, key.length() - 3) + "00\"")),
                malformed(
                        "point-compressed",
                        "33 bytes.",
                        GOOD.with("ecdsa_public_key", "\"0x02" + key.substring(5, 69) + "\"")),
                malformed(
                        "point-upper-case",
                        "Lower-case hexadecimal.",
                        GOOD.with(
                                "ecdsa_public_key",
                                key.toUpperCase(java.util.Locale.ROOT).replace("0X", "0x"))),
                malformed(
                        "signature-v-0",
                        "v is 27 or 28.",
                        GOOD.with(
                                "ecdsa_verification_signature",
                                signature.substring(0, signature.length() - 3) + "00\"")),
                malformed(
                        "signature-s-in-upper-half",
                        "The other s of the same signature: signatures are unique.",
                        GOOD.with("ecdsa_verification_signature", upperHalf(signature))),
                malformed(
                        "signature-cut",
                        "64 bytes.",
                        GOOD.with(
                                "ecdsa_verification_signature", signature.substring(0, signature.length() - 3) + "\"")),
                malformed(
                        "rsa-key-private",
                        "A private key where a public one belongs.",
                        GOOD.with("rsa_public_key", KeystoreCases.RSA_JWK)),
                on(
                                "rsa-key-of-2048-bits",
                                "Too weak.",
                                GOOD.with(
                                        "rsa_public_key",
                                        "{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"" + Vector.base64url(odd(256))
                                                + "\"}"))
                        .fails("unsupported"),
                on(
                                "rsa-key-exponent-3",
                                "Public exponent 3.",
                                GOOD.with(
                                        "rsa_public_key",
                                        RegistrationWriter.jwk(Keys.PATIENT).replace("AQAB", "Aw")))
                        .fails("unsupported"),
                malformed(
                        "rsa-signature-padded",
                        "base64url has no padding.",
                        GOOD.with("rsa_verification_signature", "\"AA==\"")),
                malformed(
                        "wallet-blob-cut",
                        "Not five parts.",
                        GOOD.with(
                                "encryptedECDSAPrivateKey",
                                "\"" + KeystoreCases.WALLET.parts()[0] + "\"")));
    }

    private static byte[] odd(int length) {
        byte[] number = Fixed.bytes("weak modulus", length);
        number[0] |= (byte) 0x80;
        number[length - 1] |= 1;
        return number;
    }

    private static String upperHalf(String signature) {
        java.math.BigInteger order =
                new java.math.BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
        String s = order.subtract(new java.math.BigInteger(signature.substring(67, 131), 16))
                .toString(16);
        String v = signature.endsWith("1b\"") ? "1c" : "1b";
        return signature.substring(0, 67) + "0".repeat(64 - s.length()) + s + v + "\"";
    }

    private static Vector malformed(String name, String why, String registration) {
        return on(name, why, registration).fails("malformed");
    }
}
