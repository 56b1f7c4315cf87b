package com.patientory.crypto.internal.rsa;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSAES-OAEP and RSASSA-PSS (RFC 8017), SHA-256 throughout. */
public final class RsaCipher {
    private static final String OAEP = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
    // The name alone would mean MGF1 with SHA-1 on the JDK.
    private static final AlgorithmParameterSpec OAEP_SHA256 =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final AlgorithmParameterSpec PSS_SHA256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private RsaCipher() {}

    /** Encrypts a short secret, with randomness of the platform. */
    public static byte[] wrap(PublicKey key, byte[] secret) {
        try {
            Cipher cipher = Cipher.getInstance(OAEP);
            cipher.init(Cipher.ENCRYPT_MODE, key, OAEP_SHA256);
            return cipher.doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA-OAEP cannot fail for a checked key and a short secret", e);
        }
    }

    /** Decrypts; empty for every failure, so that a caller cannot tell one from another. */
    public static Optional<byte[]> unwrap(PrivateKey key, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance(OAEP);
            cipher.init(Cipher.DECRYPT_MODE, key, OAEP_SHA256);
            return Optional.of(cipher.doFinal(wrapped));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSA-OAEP", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Signs with a salt of 32 bytes. */
    public static byte[] sign(PrivateKey key, byte[] message, SecureRandom random) {
        try {
            Signature signature = pss("RSASSA-PSS", "SHA256withRSA/PSS");
            signature.initSign(key, random);
            signature.setParameter(PSS_SHA256);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSASSA-PSS cannot fail for a checked key", e);
        }
    }

    /** Whether {@code signed} is a signature of {@code message} with a salt of 32 bytes. */
    public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = pss("RSASSA-PSS", "SHA256withRSA/PSS");
            signature.initVerify(key);
            signature.setParameter(PSS_SHA256);
            signature.update(message);
            return signature.verify(signed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSASSA-PSS", e);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The JDK knows only the first name, Android at API level 26 only the second. */
    static Signature pss(String name, String otherName) throws NoSuchAlgorithmException {
        try {
            return Signature.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            return Signature.getInstance(otherName);
        }
    }
}
