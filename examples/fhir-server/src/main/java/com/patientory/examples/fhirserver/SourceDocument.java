package com.patientory.examples.fhirserver;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document as the hospital holds it: the truth that a fetched, sealed, stored and opened copy is compared with.
 *
 * @param id the logical id of the DocumentReference
 * @param patientId the logical id of the patient
 * @param title the title shown to people
 * @param contentType the MIME type
 * @param sizeBytes the exact length of the content
 * @param opener reads the content again from its beginning, as often as asked
 */
public record SourceDocument(
        String id, String patientId, String title, String contentType, long sizeBytes, Opener opener) {

    /** Opens a document's content. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens the content at its first byte.
         *
         * @return a new stream; the caller closes it
         * @throws IOException if the content cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * Opens the content at its first byte.
     *
     * @return a new stream; the caller closes it
     * @throws IOException if the content cannot be read
     */
    public InputStream open() throws IOException {
        return opener.open();
    }

    /**
     * Reads the whole content and hashes it; a quarter of a gigabyte takes about a second.
     *
     * @return the SHA-256 in lower-case hexadecimal
     * @throws IOException if the content cannot be read
     */
    public String sha256() throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // the stream hashes what it passes
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Tells no title, so that no log does. */
    @Override
    public String toString() {
        return "SourceDocument[" + contentType + ", " + sizeBytes + " bytes]";
    }
}
