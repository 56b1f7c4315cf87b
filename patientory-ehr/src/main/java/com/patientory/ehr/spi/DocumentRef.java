package com.patientory.ehr.spi;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of one document of one patient, as a connector listed it; prints as {@code ***}.
 *
 * @param patient whose document
 * @param id names the document within the site, the same over all its versions
 * @param version names the version within the document
 * @param content where and what the bytes are
 * @param info what the site says about the document
 */
public record DocumentRef(PatientRef patient, String id, String version, Content content, Info info) {
    /** {@link Content#sizeBytes()} if the site declared no size. */
    public static final long UNKNOWN_SIZE = -1;

    /**
     * Where and what the bytes are.
     *
     * @param locator the connector's own text to find them again
     * @param contentType the media type, empty if the site declared none
     * @param sizeBytes the declared size, or {@link #UNKNOWN_SIZE}
     * @param declaredHash the declared hash, or null
     */
    public record Content(
            String locator,
            String contentType,
            long sizeBytes,
            @Nullable ContentHash declaredHash) {
        /**
         * Checks the size.
         *
         * @param locator the connector's own text to find them again
         * @param contentType the media type
         * @param sizeBytes the declared size
         * @param declaredHash the declared hash
         */
        public Content {
            if (sizeBytes < UNKNOWN_SIZE) {
                throw new IllegalArgumentException("size " + sizeBytes + ", allowed 0 and more, or -1 for unknown");
            }
        }

        /**
         * Tells the hash that the site declares.
         *
         * @return the hash
         */
        public Optional<ContentHash> hash() {
            return Optional.ofNullable(declaredHash);
        }

        @Override
        public String toString() {
            return "Content[" + sizeBytes + " bytes, ***]";
        }
    }

    /**
     * What the site says about the document.
     *
     * @param title the title, may be empty
     * @param typeCode the LOINC code of the kind of document, may be empty
     * @param typeText the kind of document in words, may be empty
     * @param createdAt when the document was made, or null
     */
    public record Info(
            String title,
            String typeCode,
            String typeText,
            @Nullable Instant createdAt) {
        /** Nothing is known. */
        public static final Info NONE = new Info("", "", "", null);

        /**
         * Tells when the document was made.
         *
         * @return the instant
         */
        public Optional<Instant> created() {
            return Optional.ofNullable(createdAt);
        }

        @Override
        public String toString() {
            return "Info[***]";
        }
    }

    /**
     * Refuses what cannot name a document.
     *
     * @param patient whose document
     * @param id names the document within the site
     * @param version names the version within the document
     * @param content where and what the bytes are
     * @param info what the site says about the document
     */
    public DocumentRef {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a document needs an id");
        }
    }

    @Override
    public String toString() {
        return "DocumentRef[***]";
    }
}
