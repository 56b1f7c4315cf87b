package com.patientory.crypto;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the writer of a record says about it; kept encrypted in the envelope, for the recipients only.
 *
 * @param name the file's name, 1 to 255 characters without control characters; a reader must not use it as a path unchecked
 * @param mediaType the media type (RFC 6838), such as {@code application/pdf}; 1 to 255 printable ASCII characters
 * @param bodyCid the content identifier under which the encrypted body is stored, 1 to 255 printable ASCII characters
 * @param writer the wallet of whoever wrote the record; the envelope alone does not prove it, the chain does
 * @param time when it was written, from 1970 to 9999, cut to milliseconds
 */
public record RecordMetadata(String name, String mediaType, String bodyCid, WalletAddress writer, Instant time) {
    private static final int TEXT_MAX_CHARS = 255;
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Checks every part.
     *
     * @param name the file's name
     * @param mediaType the media type
     * @param bodyCid the CID of the encrypted body
     * @param writer the writer's wallet
     * @param time when it was written
     * @throws IllegalArgumentException if a part is out of its bounds; the message names the part, not its content
     */
    public RecordMetadata {
        checkLength("name", name);
        if (name.codePoints().anyMatch(RecordMetadata::isUnwritable)) {
            throw new IllegalArgumentException("name has a control character or half a surrogate pair");
        }
        checkPrintable("mediaType", mediaType);
        checkPrintable("bodyCid", bodyCid);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(END)) {
            throw new IllegalArgumentException("time is " + time + ", must be from " + Instant.EPOCH + " to " + END);
        }
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void checkLength(String part, String text) {
        if (text.isEmpty() || text.length() > TEXT_MAX_CHARS) {
            throw new IllegalArgumentException(
                    part + " has " + text.length() + " characters, must be 1 to " + TEXT_MAX_CHARS);
        }
    }

    private static boolean isUnwritable(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static void checkPrintable(String part, String text) {
        checkLength(part, text);
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(part + " has characters other than printable ASCII");
        }
    }

    /**
     * Starts with nothing set; every part is needed.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Names neither the file nor its type.
     *
     * @return the body's CID and the time
     */
    @Override
    public String toString() {
        return "RecordMetadata[" + bodyCid + ", " + time + "]";
    }

    /** Collects the parts of a {@link RecordMetadata}. */
    public static final class Builder {
        private String name = "";
        private String mediaType = "";
        private String bodyCid = "";
        private WalletAddress writer = WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]);
        private boolean writerGiven;
        private Instant time = Instant.MIN;

        private Builder() {}

        /**
         * Sets the file's name.
         *
         * @param value 1 to 255 characters
         * @return this builder
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Sets the media type.
         *
         * @param value such as {@code application/pdf}
         * @return this builder
         */
        public Builder mediaType(String value) {
            mediaType = value;
            return this;
        }

        /**
         * Sets the content identifier of the encrypted body.
         *
         * @param value the CID as text
         * @return this builder
         */
        public Builder bodyCid(String value) {
            bodyCid = value;
            return this;
        }

        /**
         * Sets who wrote the record.
         *
         * @param value the writer's wallet
         * @return this builder
         */
        public Builder writer(WalletAddress value) {
            writer = value;
            writerGiven = true;
            return this;
        }

        /**
         * Sets when the record was written.
         *
         * @param value the time
         * @return this builder
         */
        public Builder time(Instant value) {
            time = value;
            return this;
        }

        /**
         * Checks and finishes.
         *
         * @return the metadata
         * @throws IllegalArgumentException if a part is missing or out of its bounds
         */
        public RecordMetadata build() {
            if (!writerGiven) {
                throw new IllegalArgumentException("writer is not set");
            }
            return new RecordMetadata(name, mediaType, bodyCid, writer, time);
        }
    }
}
