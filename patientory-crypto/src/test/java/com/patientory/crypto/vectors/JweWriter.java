package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Vector.base64url;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Writes envelope-v1 from its specification, in parts that a case may replace. */
final class JweWriter {
    static final byte[] KEY = Fixed.bytes("content encryption key", 32);
    static final String PAYLOAD = payload("key", "{\"k\":\"" + base64url(FloeWriter.KEY) + "\",\"kty\":\"oct\"}");
    private static final byte[] IV = Fixed.bytes("envelope iv", 12);

    String header = protectedHeader(Keys.PATIENT.kid());
    String entries = entry(Keys.PATIENT);
    byte[] payload = PAYLOAD.getBytes(StandardCharsets.UTF_8);
    byte[] iv = IV;

    static JweWriter forKeys(Keys... keys) {
        JweWriter writer = new JweWriter();
        writer.header = protectedHeader(Stream.of(keys).map(Keys::kid).collect(Collectors.joining("\",\"")));
        writer.entries = Stream.of(keys).map(JweWriter::entry).collect(Collectors.joining(","));
        return writer;
    }

    static JweWriter withHeader(String header) {
        JweWriter writer = new JweWriter();
        writer.header = header;
        return writer;
    }

    static JweWriter withEntries(String entries) {
        JweWriter writer = new JweWriter();
        writer.entries = entries;
        return writer;
    }

    static JweWriter withPayload(String payload) {
        JweWriter writer = new JweWriter();
        writer.payload = payload.getBytes(StandardCharsets.UTF_8);
        return writer;
    }

    /** A payload with one member replaced; an empty value leaves it out. */
    static String payload(String member, String value) {
        String[][] members = {
            {"cid", "\"bafkreihmgflpkyvmuquzn7kum22bcv7ikolcjrlno7wdftogsrvfxvym2e\""},
            {"key", "{\"k\":\"" + base64url(FloeWriter.KEY) + "\",\"kty\":\"oct\"}"},
            {"name", "\"Befund J\u00f6rg M\u00fcller.pdf\""},
            {"sha256", "\"" + base64url(Fixed.sha256(new byte[0])) + "\""},
            {"size", "0"},
            {"time", "\"2026-11-22T16:00:00.123Z\""},
            {"type", "\"application/pdf\""},
            {"writer", "\"" + Keys.ADDRESS + "\""},
        };
        return Stream.of(members)
                .map(each -> each[0].equals(member) ? new String[] {member, value} : each)
                .filter(each -> !each[1].isEmpty())
                .map(each -> "\"" + each[0] + "\":" + each[1])
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The canonical protected header for kids that are joined by {@code ","}. */
    static String protectedHeader(String kids) {
        return "{\"enc\":\"A256GCM\",\"kids\":[\"" + kids + "\"],\"typ\":\"patientory-envelope-v1+json\"}";
    }

    static String entry(Keys key) {
        return entry("RSA-OAEP-256", key.kid(), wrap(key, "SHA-256", KEY));
    }

    static String entry(String alg, String kid, byte[] encryptedKey) {
        return "{\"encrypted_key\":\"" + base64url(encryptedKey) + "\",\"header\":{\"alg\":\"" + alg + "\",\"kid\":\""
                + kid + "\"}}";
    }

    static byte[] wrap(Keys key, String mgf1Hash, byte[] secret) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
            OAEPParameterSpec oaep = new OAEPParameterSpec(
                    "SHA-256", "MGF1", new MGF1ParameterSpec(mgf1Hash), PSource.PSpecified.DEFAULT);
            cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), oaep, new Fixed("OAEP " + key));
            return cipher.doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** PKCS #1 version 1.5, which is refused by its name and does not open under another one. */
    static byte[] wrapPkcs1(Keys key, byte[] secret) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
            cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), new Fixed("PKCS1 " + key));
            return cipher.doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String encodedHeader() {
        return base64url(header.getBytes(StandardCharsets.UTF_8));
    }

    byte[] sealed() {
        return FloeWriter.gcm(KEY, iv, encodedHeader().getBytes(StandardCharsets.US_ASCII), payload);
    }

    String ciphertext() {
        byte[] sealed = sealed();
        return base64url(Arrays.copyOf(sealed, sealed.length - 16));
    }

    String tag() {
        byte[] sealed = sealed();
        return base64url(Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length));
    }

    /** Canonical JSON. */
    @Override
    public String toString() {
        return "{\"ciphertext\":\"" + ciphertext() + "\",\"iv\":\"" + base64url(iv) + "\",\"protected\":\""
                + encodedHeader() + "\",\"recipients\":[" + entries + "],\"tag\":\"" + tag() + "\"}";
    }
}
