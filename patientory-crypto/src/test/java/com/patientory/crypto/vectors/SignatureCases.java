package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Vector.base64url;

import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** envelope-v1: payloads with a signature of their writer. */
final class SignatureCases {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final WalletKey WRITER = WalletKey.of(KeystoreCases.SCALAR);
    private static final WalletKey OTHER = WalletKey.of(Fixed.bytes("another wallet", 32));
    private static final String HEADER = header(WRITER);
    private static final String WITHOUT_CID = JweWriter.payload("cid", "");
    private static final String UNBOUND = WITHOUT_CID.replaceFirst("\"sha256\":\"[^\"]*\",", "");

    private SignatureCases() {}

    static Stream<Vector> all() {
        byte[] signature = signature(WRITER, HEADER, JweWriter.PAYLOAD);
        String jws = jws(HEADER, signature);
        byte[] upper = Arrays.copyOf(signature, 64);
        byte[] s = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)))
                .toByteArray();
        System.arraycopy(s, s.length - 32, upper, 32, 32);
        return Stream.of(
                on("signed", "By the wallet that `writer` names.", JweWriter.PAYLOAD, jws)
                        .gives(signedBy(JweWriter.PAYLOAD)),
                on(
                                "signed-without-cid",
                                "Bound to the body by `sha256` alone.",
                                WITHOUT_CID,
                                jws(HEADER, signature(WRITER, HEADER, WITHOUT_CID)))
                        .gives(signedBy(WITHOUT_CID)),
                on(
                                "signature-over-nothing-of-the-body",
                                "Neither `cid` nor `sha256`.",
                                UNBOUND,
                                jws(HEADER, signature(WRITER, HEADER, UNBOUND)))
                        .fails("malformed"),
                on("signature-of-another-payload", "Another name was signed.", JweWriter.payload("name", "\"a\""), jws)
                        .fails("integrity"),
                on(
                                "signature-by-another-wallet",
                                "It holds, but `writer` is another.",
                                JweWriter.PAYLOAD,
                                jws(header(OTHER), signature(OTHER, header(OTHER), JweWriter.PAYLOAD)))
                        .fails("integrity"),
                on(
                                "signature-under-another-key",
                                "The writer's key in the header, another's signature.",
                                JweWriter.PAYLOAD,
                                jws(HEADER, signature(OTHER, HEADER, JweWriter.PAYLOAD)))
                        .fails("integrity"),
                on(
                                "signature-s-in-upper-half",
                                "The other s of the same signature.",
                                JweWriter.PAYLOAD,
                                jws(HEADER, upper))
                        .fails("integrity"),
                on("signature-zero", "r and s are 0.", JweWriter.PAYLOAD, jws(HEADER, new byte[64]))
                        .fails("integrity"),
                on(
                                "signature-alg-none",
                                "No signature at all.",
                                JweWriter.PAYLOAD,
                                jws(HEADER.replace("ES256K", "none"), signature))
                        .fails("unsupported"),
                on(
                                "signature-typ-other",
                                "Signed for another use.",
                                JweWriter.PAYLOAD,
                                jws(HEADER.replace("provenance-v1", "provenance-v2"), signature))
                        .fails("unsupported"),
                on(
                                "signature-header-respelled",
                                "One text only.",
                                JweWriter.PAYLOAD,
                                jws(HEADER + " ", signature(WRITER, HEADER + " ", JweWriter.PAYLOAD)))
                        .fails("malformed"),
                on(
                                "signature-with-payload",
                                "The payload is not repeated.",
                                JweWriter.PAYLOAD,
                                jws.replace("..", ".e30."))
                        .fails("malformed"),
                on("signature-cut", "63 bytes.", JweWriter.PAYLOAD, jws(HEADER, Arrays.copyOf(signature, 63)))
                        .fails("malformed"),
                on("signature-empty", "No parts.", JweWriter.PAYLOAD, "").fails("malformed"));
    }

    private static Vector on(String name, String why, String payload, String jws) {
        String signed = payload.replace("\"size\":", "\"signature\":\"" + jws + "\",\"size\":");
        return EnvelopeCases.on(name, why, JweWriter.withPayload(signed));
    }

    private static String signedBy(String payload) {
        return payload.replace("\"size\":", "\"signed_by\":\"" + Keys.ADDRESS + "\",\"size\":");
    }

    private static String header(WalletKey key) {
        byte[] point = key.publicKey();
        return "{\"alg\":\"ES256K\",\"jwk\":{\"crv\":\"secp256k1\",\"kty\":\"EC\",\"x\":\""
                + base64url(Arrays.copyOfRange(point, 1, 33)) + "\",\"y\":\""
                + base64url(Arrays.copyOfRange(point, 33, 65)) + "\"},\"typ\":\"patientory-provenance-v1\"}";
    }

    private static byte[] signature(WalletKey key, String header, String payload) {
        String signed = KeystoreCases.encoded(header) + "." + KeystoreCases.encoded(payload);
        EcdsaSignature signature = key.sign(Fixed.sha256(signed.getBytes(StandardCharsets.US_ASCII)));
        return FloeWriter.join(signature.r(), signature.s());
    }

    private static String jws(String header, byte[] signature) {
        return KeystoreCases.encoded(header) + ".." + base64url(signature);
    }
}
