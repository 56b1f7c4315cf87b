package com.patientory.crypto;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the writer of a record says about it; kept encrypted in the envelope, for the recipients only. */
public final class RecordMetadata {
    private static final int TEXT_MAX_CHARS = 255;
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    private final String name;
    private final String mediaType;
    private final @Nullable String bodyCid;
    private final WalletAddress writer;
    private final Instant time;

    private RecordMetadata(Builder parts, WalletAddress writer) {
        checkLength("name", parts.name);
        if (parts.name.codePoints().anyMatch(RecordMetadata::isUnwritable)) {
            throw new IllegalArgumentException("name has a control character or half a surrogate pair");
        }
        checkPrintable("mediaType", parts.mediaType);
        if (parts.bodyCid != null) {
            checkPrintable("bodyCid", parts.bodyCid);
        }
        if (parts.time.isBefore(Instant.EPOCH) || parts.time.isAfter(END)) {
            throw new IllegalArgumentException(
                    "time is " + parts.time + ", must be from " + Instant.EPOCH + " to " + END);
        }
        this.name = parts.name;
        this.mediaType = parts.mediaType;
        this.bodyCid = parts.bodyCid;
        this.writer = writer;
        this.time = parts.time.truncatedTo(ChronoUnit.MILLIS);
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
     * Starts with nothing set; every part but {@link Builder#bodyCid} is needed.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The file's name. A reader must not use it as a path unchecked.
     *
     * @return 1 to 255 characters without control characters
     */
    public String name() {
        return name;
    }

    /**
     * The media type (RFC 6838), such as {@code application/pdf}.
     *
     * @return 1 to 255 printable ASCII characters
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The content identifier under which the encrypted body is stored.
     *
     * @return 1 to 255 printable ASCII characters; empty where body and envelope are one file
     */
    public Optional<String> bodyCid() {
        return Optional.ofNullable(bodyCid);
    }

    /**
     * The wallet of whoever wrote the record; without a signature the envelope alone does not prove it.
     *
     * @return the writer's wallet
     */
    public WalletAddress writer() {
        return writer;
    }

    /**
     * When it was written.
     *
     * @return from 1970 to 9999, in milliseconds
     */
    public Instant time() {
        return time;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordMetadata metadata
                && name.equals(metadata.name)
                && mediaType.equals(metadata.mediaType)
                && Objects.equals(bodyCid, metadata.bodyCid)
                && writer.equals(metadata.writer)
                && time.equals(metadata.time);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, mediaType, bodyCid, writer, time);
    }

    /**
     * Names neither the file nor its type.
     *
     * @return the body's CID, if it is known, and the time
     */
    @Override
    public String toString() {
        return "RecordMetadata[" + (bodyCid == null ? "" : bodyCid + ", ") + time + "]";
    }

    /** Collects the parts of a {@link RecordMetadata}. */
    public static final class Builder {
        private String name = "";
        private String mediaType = "";
        private @Nullable String bodyCid;
        private @Nullable WalletAddress writer;
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
         * Sets the content identifier of the encrypted body. Left out only where body and envelope are one file.
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
            if (writer == null) {
                throw new IllegalArgumentException("writer is not set");
            }
            return new RecordMetadata(this, writer);
        }
    }
}
