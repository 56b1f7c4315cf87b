package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** The curve P-256 on the platform's providers; the arithmetic of checks is BouncyCastle's. */
final class P256 {
    static final String CRV = "P-256";
    static final int COORDINATE_BYTES = 32;

    private static final String CURVE = "secp256r1";
    private static final X9ECParameters CHECKS = CustomNamedCurves.getByName(CURVE);

    private P256() {}

    /** Checks that the point is on the curve, which has no others to fear: its cofactor is 1. */
    static ECPublicKey publicKey(JsonObject jwk) {
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        System.arraycopy(coordinate(jwk, "x"), 0, point, 1, COORDINATE_BYTES);
        System.arraycopy(coordinate(jwk, "y"), 0, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
        return publicKey(point);
    }

    private static ECPublicKey publicKey(byte[] point) {
        try {
            org.bouncycastle.math.ec.ECPoint checked = CHECKS.getCurve().decodePoint(point);
            ECPoint affine = new ECPoint(
                    checked.getAffineXCoord().toBigInteger(),
                    checked.getAffineYCoord().toBigInteger());
            return (ECPublicKey) factory().generatePublic(new ECPublicKeySpec(affine, parameters()));
        } catch (IllegalArgumentException e) {
            throw MalformedException.of("P-256 key", "the point is not on the curve");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    private static byte[] coordinate(JsonObject jwk, String name) {
        return Base64Url.decode("JWK " + name, jwk.string(name), COORDINATE_BYTES, COORDINATE_BYTES);
    }

    static JsonObject jwk(ECPublicKey key) {
        return JsonObject.builder()
                .put("kty", "EC")
                .put("crv", CRV)
                .put("x", coordinate(key.getW().getAffineX()))
                .put("y", coordinate(key.getW().getAffineY()))
                .build();
    }

    private static String coordinate(BigInteger number) {
        return Base64Url.encode(BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, number));
    }

    /** A private key from its number. */
    static ECPrivateKey privateKey(byte[] scalar) {
        BigInteger number = new BigInteger(1, scalar);
        if (scalar.length != COORDINATE_BYTES || number.signum() == 0 || number.compareTo(CHECKS.getN()) >= 0) {
            throw MalformedException.of("JWK d", "not a P-256 private key");
        }
        try {
            return (ECPrivateKey) factory().generatePrivate(new ECPrivateKeySpec(number, parameters()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    static ECPublicKey publicKey(ECPrivateKey key) {
        return publicKey(new FixedPointCombMultiplier()
                .multiply(CHECKS.getG(), key.getS())
                .normalize()
                .getEncoded(false));
    }

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /** The x coordinate of the common point, 32 bytes. */
    static byte[] agree(ECPrivateKey mine, ECPublicKey theirs) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(mine);
            agreement.doPhase(theirs, true);
            byte[] secret = agreement.generateSecret();
            return secret.length == COORDINATE_BYTES ? secret : padded(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ECDH cannot fail for a checked point", e);
        }
    }

    private static byte[] padded(byte[] secret) {
        byte[] padded = new byte[COORDINATE_BYTES];
        System.arraycopy(secret, 0, padded, COORDINATE_BYTES - secret.length, secret.length);
        Arrays.fill(secret, (byte) 0);
        return padded;
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC");
    }

    private static ECParameterSpec parameters() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
