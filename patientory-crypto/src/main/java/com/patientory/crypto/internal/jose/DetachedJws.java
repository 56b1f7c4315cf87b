package com.patientory.crypto.internal.jose;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.ec.RecoverableSignature;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A JWS in Compact Serialization whose payload stands elsewhere (RFC 7515 Appendix F), signed with ES256K (RFC 8812
 * section 3.2); the signer's key stands in its header. There is one text only for a key, a type and a signature.
 */
public final class DetachedJws {
    private static final String ALG = "ES256K";
    private static final int MAX_HEADER_BYTES = 1024;
    private static final int NUMBER_BYTES = 32;

    private final String header;
    private final byte[] point;
    private final byte[] signature;

    private DetachedJws(String header, byte[] point, byte[] signature) {
        this.header = header;
        this.point = point;
        this.signature = signature;
    }

    /** The digest that the key of an uncompressed {@code point} signs. */
    public static byte[] digest(byte[] point, String typ, byte[] payload) {
        return digest(header(point, typ), payload);
    }

    private static byte[] digest(String header, byte[] payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((header + "." + Base64Url.encode(payload)).getBytes(StandardCharsets.US_ASCII));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String header(byte[] point, String typ) {
        return Base64Url.encode(JsonObject.builder()
                .put("alg", ALG)
                .put("jwk", EcJwk.of(point))
                .put("typ", typ)
                .build()
                .toCanonicalBytes());
    }

    /** The text, from r and s of 32 bytes each. */
    public static String of(byte[] point, String typ, byte[] r, byte[] s) {
        byte[] signature = Arrays.copyOf(r, 2 * NUMBER_BYTES);
        System.arraycopy(s, 0, signature, NUMBER_BYTES, NUMBER_BYTES);
        return header(point, typ) + ".." + Base64Url.encode(signature);
    }

    /** Reads the form; {@code format} names the format in errors. */
    public static DetachedJws parse(String format, String typ, String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            throw MalformedException.of(format, "not a JWS with detached payload");
        }
        JsonObject header = JsonObject.parse(format, Base64Url.decode(format, parts[0]), MAX_HEADER_BYTES)
                .exactly("alg", "jwk", "typ");
        expect(format + " alg", header.string("alg"), ALG);
        expect(format + " typ", header.string("typ"), typ);
        byte[] point = EcJwk.publicPoint(header.object("jwk").exactly("crv", "kty", "x", "y"));
        if (!parts[0].equals(header(point, typ))) {
            throw MalformedException.of(format, "a header that is not canonical JSON");
        }
        return new DetachedJws(parts[0], point, Base64Url.decode(format, parts[2], 2 * NUMBER_BYTES, 2 * NUMBER_BYTES));
    }

    private static void expect(String field, String found, String supported) {
        if (!found.equals(supported)) {
            throw new UnsupportedException(field, found, supported);
        }
    }

    /** The signer's public key by the header's word, 65 bytes, a point of the curve. */
    public byte[] point() {
        return point.clone();
    }

    /** Whether that key signed the payload; a signature with s in the upper half is none. */
    public boolean verify(byte[] payload) {
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, NUMBER_BYTES));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, NUMBER_BYTES, 2 * NUMBER_BYTES));
        if (!Secp256k1.isCanonical(r, s)) {
            return false;
        }
        byte[] digest = digest(header, payload);
        return recovers(new RecoverableSignature(r, s, 0), digest)
                || recovers(new RecoverableSignature(r, s, 1), digest);
    }

    private boolean recovers(RecoverableSignature candidate, byte[] digest) {
        return Secp256k1.recover(candidate, digest)
                .filter(found -> Arrays.equals(found, point))
                .isPresent();
    }
}
