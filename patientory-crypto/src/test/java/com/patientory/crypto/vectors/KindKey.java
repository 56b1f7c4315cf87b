package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Vector.base64url;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** A reader's key of another kind than RSA: its secret, and its public JWK, which is also what its kid is taken over. */
final class KindKey {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");
    static final KindKey P256 = p256(Fixed.bytes("P-256 key", 32));
    static final KindKey X25519_KEY = x25519(Fixed.bytes("X25519 key", 32));
    static final KindKey VAULT = vault(Fixed.bytes("vault key", 32));
    static final List<KindKey> ALL = List.of(P256, X25519_KEY, VAULT);

    private final String fileName;
    private final byte[] secret;
    private final String publicJwk;

    private KindKey(String fileName, byte[] secret, String publicJwk) {
        this.fileName = fileName;
        this.secret = secret;
        this.publicJwk = publicJwk;
    }

    String fileName() {
        return fileName;
    }

    byte[] secret() {
        return secret;
    }

    String publicJwk() {
        return publicJwk;
    }

    static KindKey p256(byte[] scalar) {
        ECPoint point = CURVE.getG().multiply(new BigInteger(1, scalar)).normalize();
        return new KindKey(
                "p256",
                scalar,
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                        + base64url(point.getAffineXCoord().getEncoded()) + "\",\"y\":\""
                        + base64url(point.getAffineYCoord().getEncoded()) + "\"}");
    }

    static KindKey x25519(byte[] scalar) {
        return new KindKey(
                "x25519",
                scalar,
                "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"" + base64url(x25519Point(scalar)) + "\"}");
    }

    private static byte[] x25519Point(byte[] scalar) {
        byte[] point = new byte[32];
        X25519.scalarMultBase(scalar, 0, point, 0);
        return point;
    }

    private static KindKey vault(byte[] key) {
        return new KindKey("vault", key, "{\"k\":\"" + base64url(key) + "\",\"kty\":\"oct\"}");
    }

    String kid() {
        return base64url(Fixed.sha256(publicJwk.getBytes(StandardCharsets.US_ASCII)));
    }

    String privateJwk() {
        return this == VAULT ? publicJwk : publicJwk.replace("\"kty\"", "\"d\":\"" + base64url(secret) + "\",\"kty\"");
    }

    /** The common secret of this private key and another one's public half. */
    byte[] agree(KindKey other) {
        if (fileName.equals("x25519")) {
            byte[] common = new byte[32];
            X25519.calculateAgreement(secret, 0, x25519Point(other.secret), 0, common, 0);
            return common;
        }
        ECPoint point = CURVE.getG().multiply(new BigInteger(1, other.secret));
        return point.multiply(new BigInteger(1, secret))
                .normalize()
                .getAffineXCoord()
                .getEncoded();
    }
}
