package com.patientory.crypto.internal.rsa;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** Makes and checks RSA keys. */
public final class RsaKeys {
    /** The size of every key that this SDK makes. */
    public static final int BITS = 3072;

    private static final int MAX_BITS = 4096;
    private static final String FORMAT = "RSA key";

    private RsaKeys() {}

    /** A public key from its numbers, refused if too weak, too large, even, or with an unusual exponent. */
    public static RSAPublicKey publicKey(BigInteger modulus, BigInteger exponent) {
        requireAcceptable(modulus, exponent);
        try {
            return (RSAPublicKey) factory().generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw MalformedException.of(FORMAT, "the platform refuses the public key");
        }
    }

    /** A private key from its numbers, refused unless they fit together. */
    public static RSAPrivateCrtKey privateKey(RSAPrivateCrtKeySpec spec) {
        requireAcceptable(spec.getModulus(), spec.getPublicExponent());
        if (!consistent(spec)) {
            throw MalformedException.of(FORMAT, "the parts of the private key do not belong together");
        }
        try {
            return (RSAPrivateCrtKey) factory().generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw MalformedException.of(FORMAT, "the platform refuses the private key");
        }
    }

    /** A random key of {@link #BITS}. */
    public static RSAPrivateCrtKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4), random);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform generates RSA keys", e);
        }
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA");
    }

    private static void requireAcceptable(BigInteger modulus, BigInteger exponent) {
        if (modulus.bitLength() < BITS || modulus.bitLength() > MAX_BITS) {
            throw new UnsupportedException(
                    "RSA modulus", modulus.bitLength() + " bits", BITS + " to " + MAX_BITS + " bits");
        }
        if (!exponent.equals(RSAKeyGenParameterSpec.F4)) {
            throw new UnsupportedException("RSA public exponent", exponent.bitLength() + " bits", "65537");
        }
        if (!modulus.testBit(0)) {
            throw MalformedException.of(FORMAT, "the modulus is even");
        }
    }

    private static boolean consistent(RSAPrivateCrtKeySpec key) {
        BigInteger p1 = key.getPrimeP().subtract(BigInteger.ONE);
        BigInteger q1 = key.getPrimeQ().subtract(BigInteger.ONE);
        return p1.signum() > 0
                && q1.signum() > 0
                && key.getPrimeP().multiply(key.getPrimeQ()).equals(key.getModulus())
                && key.getPrivateExponent().mod(p1).equals(key.getPrimeExponentP())
                && key.getPrivateExponent().mod(q1).equals(key.getPrimeExponentQ())
                && isInverse(key.getPublicExponent(), key.getPrimeExponentP(), p1)
                && isInverse(key.getPublicExponent(), key.getPrimeExponentQ(), q1)
                && isInverse(key.getPrimeQ(), key.getCrtCoefficient(), key.getPrimeP());
    }

    private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
        return a.multiply(b).mod(modulus).equals(BigInteger.ONE);
    }
}
