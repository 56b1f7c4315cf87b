package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Vector.base64url;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes keystore-v1 from its specification, with few iterations and with any header. */
final class BlobWriter {
    static final int ITERATIONS = 1000;
    private static final byte[] KEY = Fixed.bytes("blob key", 32);
    private static final byte[] IV = Fixed.bytes("blob iv", 12);
    private static final String ALG = "PBES2-HS512+A256KW";

    private final String header;
    private final byte[] wrapped;
    private final String payload;

    /** The wrapping follows {@code iterations} and {@code salt}, whatever the header says. */
    BlobWriter(String header, int iterations, byte[] salt, String payload) {
        this.header = header;
        this.wrapped = wrap(iterations, salt);
        this.payload = payload;
    }

    static BlobWriter of(String kid, String payload) {
        return new BlobWriter(header(kid, salt(16)), ITERATIONS, salt(16), payload);
    }

    static byte[] salt(int length) {
        return Fixed.bytes("blob salt", length);
    }

    static String header(String kid, byte[] salt) {
        return "{\"alg\":\"" + ALG + "\",\"cty\":\"jwk+json\",\"enc\":\"A256GCM\",\"kid\":\"" + kid
                + "\",\"p2c\":1000,\"p2s\":\"" + base64url(salt) + "\",\"typ\":\"keystore-v1\"}";
    }

    private static byte[] wrap(int iterations, byte[] saltInput) {
        try {
            byte[] salt = FloeWriter.join((ALG + "\0").getBytes(StandardCharsets.US_ASCII), saltInput);
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(Keys.WORDS.toCharArray(), salt, iterations, 256))
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(key, "AES"));
            return cipher.wrap(new SecretKeySpec(KEY, "AES"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String encodedHeader() {
        return base64url(header.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sealed() {
        return FloeWriter.gcm(
                KEY, IV, encodedHeader().getBytes(StandardCharsets.US_ASCII), payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The five parts. */
    String[] parts() {
        byte[] sealed = sealed();
        return new String[] {
            encodedHeader(),
            base64url(wrapped),
            base64url(IV),
            base64url(Arrays.copyOf(sealed, sealed.length - 16)),
            base64url(Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length))
        };
    }

    /** With one part replaced. */
    String with(int part, String text) {
        String[] parts = parts();
        parts[part] = text;
        return String.join(".", parts);
    }

    /** With one bit of a part's octets changed. */
    String flipped(int part) {
        byte[] octets = Base64.getUrlDecoder().decode(parts()[part]);
        return with(part, base64url(BodyCases.flip(octets, octets.length / 2)));
    }

    /** Compact serialization. */
    @Override
    public String toString() {
        return String.join(".", parts());
    }
}
