package com.patientory.crypto.vectors;

import com.patientory.crypto.internal.jose.EcJwk;
import java.util.HexFormat;
import java.util.stream.Stream;

/** keystore-v1: blobs that open, altered ones, and other headers. */
final class KeystoreCases {
    static final byte[] SCALAR =
            HexFormat.of().parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    private static final byte[] POINT = com.patientory.crypto.internal.ec.Secp256k1.publicPoint(SCALAR);
    static final String WALLET_JWK = EcJwk.of(POINT, SCALAR).toCanonicalString();
    static final String RSA_JWK = Keys.PATIENT.privateJwk().toCanonicalString();
    static final BlobWriter WALLET = BlobWriter.of(Keys.ADDRESS, WALLET_JWK);
    static final BlobWriter RSA = BlobWriter.of(Keys.PATIENT.kid(), RSA_JWK);
    private static final String HEADER = BlobWriter.header(Keys.ADDRESS, BlobWriter.salt(16));

    private KeystoreCases() {}

    static Stream<Vector> all() {
        return Stream.of(valid(), altered(), algorithms(), iterations(), header())
                .flatMap(cases -> cases);
    }

    static Vector on(String name, String why, Object blob) {
        return with(Keys.WORDS, name, why, blob);
    }

    private static Vector with(String words, String name, String why, Object blob) {
        return new Vector("keystore-v1", name, why).given("words", words).given("blob", blob.toString());
    }

    private static Stream<Vector> valid() {
        String typed = "  Test test TEST test test test test\ttest test test test junk ";
        return Stream.of(
                on("wallet", "A wallet key.", WALLET).gives(WALLET_JWK),
                on("rsa", "An RSA key.", RSA).gives(RSA_JWK),
                with(
                                typed,
                                "words-as-typed",
                                "The password is the sentence of derivation-v1, not what was typed.",
                                WALLET)
                        .gives(WALLET_JWK),
                on("salt-of-64-bytes", "The longest salt.", salted(64)).gives(WALLET_JWK),
                on(
                                "header-in-another-order",
                                "The header is authenticated as it stands.",
                                wallet(HEADER.replace("{\"alg\":\"PBES2-HS512+A256KW\",", "{")
                                        .replace("}", ", \"alg\" : \"PBES2-HS512+A256KW\"}")))
                        .gives(WALLET_JWK));
    }

    private static BlobWriter salted(int saltBytes) {
        byte[] salt = BlobWriter.salt(saltBytes);
        return new BlobWriter(BlobWriter.header(Keys.ADDRESS, salt), BlobWriter.ITERATIONS, salt, WALLET_JWK);
    }

    private static BlobWriter wallet(String header) {
        return new BlobWriter(header, BlobWriter.ITERATIONS, BlobWriter.salt(16), WALLET_JWK);
    }

    private static Stream<Vector> altered() {
        String other = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
        return Stream.of(
                with(other, "words-of-another-patient", "They unwrap nothing.", WALLET)
                        .fails("wrong-words"),
                with(other, "words-of-another-patient-rsa", "They unwrap nothing.", RSA)
                        .fails("wrong-words"),
                with(
                                "test test test test test test test test test test test test",
                                "words-without-checksum",
                                "Words that a person chose are refused before they are tried.",
                                WALLET)
                        .fails("mnemonic:checksum"),
                on("encrypted-key-flipped", "Cannot be told from wrong words.", WALLET.flipped(1))
                        .fails("wrong-words"),
                on(
                                "salt-altered",
                                "Another salt, another wrapping key.",
                                WALLET.with(0, encoded(BlobWriter.header(Keys.ADDRESS, Fixed.bytes("other", 16)))))
                        .fails("wrong-words"),
                on(
                                "p2c-altered",
                                "Another count, another wrapping key.",
                                WALLET.with(0, encoded(HEADER.replace("1000", "1001"))))
                        .fails("wrong-words"),
                on("iv-flipped", "The tag does not verify.", WALLET.flipped(2)).fails("integrity"),
                on("ciphertext-flipped", "The tag does not verify.", WALLET.flipped(3))
                        .fails("integrity"),
                on("tag-flipped", "The tag does not verify.", WALLET.flipped(4)).fails("integrity"),
                on(
                                "kid-altered",
                                "The tag covers the header.",
                                WALLET.with(0, encoded(HEADER.replace("0xf39F", "0xf39E"))))
                        .fails("integrity"),
                on(
                                "header-respelled",
                                "A space behind it; the tag covers the text.",
                                WALLET.with(0, encoded(HEADER + " ")))
                        .fails("integrity"),
                on(
                                "header-of-another-blob",
                                "The other key's header, with the same salt.",
                                WALLET.with(0, RSA.parts()[0]))
                        .fails("integrity"),
                on(
                                "kid-of-another-key",
                                "Authentic, but the sealed key has another name.",
                                BlobWriter.of(Keys.ADDRESS.replace("0xf39Fd6", "0xf39Fd7"), WALLET_JWK))
                        .fails("integrity"),
                on(
                                "kid-of-another-rsa-key",
                                "Authentic, but the sealed key has another thumbprint.",
                                BlobWriter.of(Keys.DOCTOR.kid(), RSA_JWK))
                        .fails("integrity"));
    }

    static String encoded(String header) {
        return Vector.base64url(header.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Stream<Vector> algorithms() {
        return Stream.of(
                header("alg-weaker", "PBES2 with SHA-256 and AES-128.", "HS512+A256KW", "HS256+A128KW", "unsupported"),
                header("alg-dir", "No wrapping.", "PBES2-HS512+A256KW", "dir", "unsupported"),
                header("alg-rsa1-5", "A key of another kind.", "PBES2-HS512+A256KW", "RSA1_5", "unsupported"),
                header("enc-a128cbc-hs256", "Another content encryption.", "A256GCM", "A128CBC-HS256", "unsupported"),
                header("cty-other", "Another content.", "jwk+json", "text", "unsupported"),
                header("typ-newer", "A later version.", "keystore-v1", "keystore-v2", "unsupported"),
                header("typ-other", "Another kind of JWE.", "keystore-v1", "JWE", "unsupported"),
                header("zip", "Compression.", "{", "{\"zip\":\"DEF\",", "malformed"),
                header("crit", "Extensions that must be understood.", "{", "{\"crit\":[\"b64\"],", "malformed"));
    }

    private static Stream<Vector> iterations() {
        return Stream.of(
                p2c("p2c-too-small", "999 iterations.", "999", "unsupported"),
                p2c("p2c-too-large", "1,000,001 iterations.", "1000001", "unsupported"),
                p2c(
                        "p2c-enormous",
                        "A reader that counts them is busy for ever.",
                        "9000000000000000000",
                        "unsupported"),
                p2c(
                        "p2c-beyond-32-bits",
                        "2^32 + 1000, which is 1000 where numbers wrap.",
                        "4294968296",
                        "unsupported"),
                p2c("p2c-zero", "No iteration.", "0", "unsupported"),
                p2c("p2c-negative", "Fewer than none.", "-1000", "unsupported"),
                p2c("p2c-float", "Whole numbers only.", "1000.0", "malformed"),
                p2c("p2c-exponent", "Whole numbers are written with digits.", "1e3", "malformed"),
                p2c("p2c-text", "A number is no text.", "\"1000\"", "malformed"));
    }

    private static Vector p2c(String name, String why, String count, String error) {
        return header(name, why, "\"p2c\":1000", "\"p2c\":" + count, error);
    }

    private static Vector header(String name, String why, String from, String to, String error) {
        int at = HEADER.indexOf(from);
        if (at < 0) {
            throw new AssertionError("Nothing to replace: " + from);
        }
        return on(name, why, wallet(HEADER.substring(0, at) + to + HEADER.substring(at + from.length())))
                .fails(error);
    }

    private static Stream<Vector> header() {
        return Stream.of(
                header("header-unknown-member", "Nothing is ignored.", "{", "{\"x\":1,", "malformed"),
                header("header-member-twice", "Two counts.", "{", "{\"p2c\":2000,", "malformed"),
                header("header-member-missing", "No content type.", "\"cty\":\"jwk+json\",", "", "malformed"),
                header("kid-with-line-end", "It would forge a line of a log.", "0xf39F", "0x\\nf39F", "malformed"),
                header("kid-long", "44 characters.", Keys.ADDRESS, "k".repeat(44), "malformed"),
                on("salt-short", "15 bytes.", salted(15)).fails("malformed"),
                on("salt-long", "65 bytes.", salted(65)).fails("malformed"));
    }
}
