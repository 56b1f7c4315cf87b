package com.patientory.storage;

import com.patientory.storage.internal.multiformats.Base32;
import com.patientory.storage.internal.multiformats.Base58;
import com.patientory.storage.internal.multiformats.EncodingException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The name of a blob or of one of its blocks: a CIDv1 over SHA-256 with codec {@code raw} or {@code dag-pb}
 * (<a href="https://github.com/multiformats/cid">multiformats CID</a>). Two CIDs are equal when codec and digest are;
 * the text is always lower-case base32, 59 characters. Other hash functions and codecs cannot be represented: a CID
 * that names one is refused when parsed, never carried along unverified.
 */
public final class Cid implements Comparable<Cid> {
    /** Length of the digest, in bytes. */
    public static final int DIGEST_BYTES = 32;

    /** Length of the binary form, in bytes. */
    public static final int ENCODED_BYTES = 4 + DIGEST_BYTES;

    private static final int VERSION = 1;
    private static final int SHA2_256 = 0x12;
    private static final int V0_CHARACTERS = 46;
    private static final int V1_CHARACTERS = 59;

    /** What the named block is. */
    public enum Codec {
        /** The bytes themselves: a blob of one leaf, or a leaf of a larger one. */
        RAW(0x55),
        /** A node of the tree over a blob's leaves. */
        DAG_PB(0x70);

        private final int code;

        Codec(int code) {
            this.code = code;
        }

        /**
         * The multicodec number.
         *
         * @return 0x55 or 0x70
         */
        public int code() {
            return code;
        }
    }

    private final Codec codec;
    private final byte[] digest;

    private Cid(Codec codec, byte[] digest) {
        this.codec = codec;
        this.digest = digest;
    }

    /**
     * A CID from its parts.
     *
     * @param codec what the block is
     * @param digest the SHA-256 of the block, {@value #DIGEST_BYTES} bytes, copied
     * @return the CID
     * @throws IllegalArgumentException when the digest has another length
     */
    public static Cid of(Codec codec, byte[] digest) {
        if (digest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("digest of " + digest.length + " bytes, must be " + DIGEST_BYTES);
        }
        return new Cid(codec, digest.clone());
    }

    /**
     * The CID of a block, by hashing it.
     *
     * @param codec what the block is
     * @param block the block's bytes from position to limit; position and limit stay as they are
     * @return the CID
     */
    public static Cid hash(Codec codec, ByteBuffer block) {
        MessageDigest sha256 = sha256();
        sha256.update(block.duplicate());
        return new Cid(codec, sha256.digest());
    }

    /**
     * Reads the text form: base32 CIDv1 ({@code b...}), or a CIDv0 ({@code Qm...}), which becomes the equal CIDv1.
     *
     * @param text the text, nothing before or after
     * @return the CID
     * @throws CidFormatException when it is anything else, with the offset of the fault
     */
    public static Cid parse(String text) {
        try {
            if (text.length() == V0_CHARACTERS && text.startsWith("Qm")) {
                byte[] multihash = Base58.decode(text, 2 + DIGEST_BYTES);
                requireByte(multihash, 0, SHA2_256, "multihash is not sha2-256");
                requireByte(multihash, 1, DIGEST_BYTES, "digest length is not 32");
                return new Cid(Codec.DAG_PB, Arrays.copyOfRange(multihash, 2, multihash.length));
            }
            if (!text.startsWith("b")) {
                throw new CidFormatException(0, "neither base32 (b...) nor a CIDv0 (Qm...)");
            }
            if (text.length() != V1_CHARACTERS) {
                throw new CidFormatException(
                        Math.min(text.length(), V1_CHARACTERS), "has not " + V1_CHARACTERS + " characters");
            }
            return parse(Base32.decode(text, 1));
        } catch (EncodingException e) {
            throw new CidFormatException(e.offset(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads the binary form: version, codec, multihash, {@value #ENCODED_BYTES} bytes.
     *
     * @param bytes the bytes, nothing after them
     * @return the CID
     * @throws CidFormatException when it is anything else, with the offset of the fault
     */
    public static Cid parse(byte[] bytes) {
        if (bytes.length != ENCODED_BYTES) {
            throw new CidFormatException(Math.min(bytes.length, ENCODED_BYTES), "has not " + ENCODED_BYTES + " bytes");
        }
        requireByte(bytes, 0, VERSION, "version is not 1");
        requireByte(bytes, 2, SHA2_256, "multihash is not sha2-256");
        requireByte(bytes, 3, DIGEST_BYTES, "digest length is not 32");
        for (Codec codec : Codec.values()) {
            if (codec.code == bytes[1]) {
                return new Cid(codec, Arrays.copyOfRange(bytes, 4, bytes.length));
            }
        }
        throw new CidFormatException(1, "codec is neither raw nor dag-pb");
    }

    private static void requireByte(byte[] bytes, int offset, int expected, String reason) {
        if (bytes[offset] != expected) {
            throw new CidFormatException(offset, reason);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Tells whether a block is the one this CID names.
     *
     * @param block the block's bytes from position to limit; position and limit stay as they are
     * @return whether its SHA-256 is {@link #digest()}
     */
    public boolean matches(ByteBuffer block) {
        MessageDigest sha256 = sha256();
        sha256.update(block.duplicate());
        return MessageDigest.isEqual(digest, sha256.digest());
    }

    /**
     * What the block is.
     *
     * @return the codec
     */
    public Codec codec() {
        return codec;
    }

    /**
     * The SHA-256 of the block.
     *
     * @return a copy, {@value #DIGEST_BYTES} bytes
     */
    public byte[] digest() {
        return digest.clone();
    }

    /**
     * The binary form.
     *
     * @return {@value #ENCODED_BYTES} bytes: 01, codec, 12, 20, digest
     */
    public byte[] toBytes() {
        return ByteBuffer.allocate(ENCODED_BYTES)
                .put((byte) VERSION)
                .put((byte) codec.code)
                .put((byte) SHA2_256)
                .put((byte) DIGEST_BYTES)
                .put(digest)
                .array();
    }

    @Override
    public int compareTo(Cid other) {
        int byCodec = codec.compareTo(other.codec);
        return byCodec != 0 ? byCodec : Arrays.compareUnsigned(digest, other.digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cid that && codec == that.codec && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return 31 * codec.hashCode() + Arrays.hashCode(digest);
    }

    /** The canonical text: {@code b} and lower-case base32. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(V1_CHARACTERS).append('b');
        Base32.encode(toBytes(), text);
        return text.toString();
    }
}
