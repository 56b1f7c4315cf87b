package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;

/** The 32-byte words of static ABI arguments, read by position; what is missing or does not fit throws. */
public final class Words {
    private static final int WORD_BYTES = 32;

    private static final int MAX_TEXT_BYTES = 200;

    private final byte[] data;
    private final Function<String, RuntimeException> failure;

    /** Takes the bytes after a selector, or an event's data; throws {@link IllegalArgumentException}. */
    public Words(byte[] data) {
        this(data, IllegalArgumentException::new);
    }

    /** Takes bytes, and what to throw. */
    Words(byte[] data, Function<String, RuntimeException> failure) {
        this.data = data.clone();
        this.failure = failure;
    }

    /** Returns one word. */
    public byte[] word(int index) {
        int from = Math.multiplyExact(index, WORD_BYTES);
        if (data.length - WORD_BYTES < from) {
            throw failure.apply("word " + index + " is missing, there are " + data.length + " bytes");
        }
        return Arrays.copyOfRange(data, from, from + WORD_BYTES);
    }

    /** Returns an unsigned number. */
    public BigInteger number(int index) {
        return new BigInteger(1, word(index));
    }

    /** Returns an unsigned number of at most 63 bits. */
    public long small(int index) {
        BigInteger number = number(index);
        if (number.bitLength() > 63) {
            throw failure.apply("word " + index + " has " + number.bitLength() + " bits, at most 63 fit");
        }
        return number.longValue();
    }

    /** Returns an unsigned number, cut to what a long can hold: where others choose it, they must not stop the reader. */
    public long capped(int index) {
        return number(index).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    /** Returns seconds since 1970, cut to what an instant can hold. */
    public Instant time(int index) {
        return Instant.ofEpochSecond(number(index)
                .min(BigInteger.valueOf(Instant.MAX.getEpochSecond()))
                .longValue());
    }

    /** Returns the address in the last 20 bytes. */
    public WalletAddress address(int index) {
        return WalletAddress.of(Arrays.copyOfRange(word(index), WORD_BYTES - WalletAddress.LENGTH_BYTES, WORD_BYTES));
    }

    /** Returns a text of at most 200 printable ASCII characters, whose length stands in the word. */
    public String ascii(int index) {
        long length = small(index);
        int from = (index + 1) * WORD_BYTES;
        if (length > MAX_TEXT_BYTES || data.length < from + length) {
            throw failure.apply("a text of " + length + " bytes, at most " + MAX_TEXT_BYTES);
        }
        String text = new String(data, from, (int) length, StandardCharsets.US_ASCII);
        if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw failure.apply("a text with other than printable ASCII characters");
        }
        return text;
    }

    /** Returns a text of any kind, whose length stands in the word; what is not UTF-8 becomes a replacement character. */
    public String text(int index) {
        int from = (index + 1) * WORD_BYTES;
        long length = Math.min(small(index), Math.max(0, data.length - from));
        return new String(data, from, (int) length, StandardCharsets.UTF_8);
    }

    /** Parses an address without asking for a checksum: this one comes from a decoder, not from a person. */
    static WalletAddress address(String hex) {
        return WalletAddress.of(Hex.bytes(hex));
    }

    /** Encodes an ASCII code, left-aligned. */
    public static byte[] code(String code) {
        byte[] ascii = code.getBytes(StandardCharsets.US_ASCII);
        if (code.isEmpty() || ascii.length > WORD_BYTES || !code.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a code has 1 to 32 printable ASCII characters");
        }
        return Arrays.copyOf(ascii, WORD_BYTES);
    }

    /** Decodes an ASCII code; anything unprintable becomes a question mark. */
    public static String code(byte[] word) {
        StringBuilder text = new StringBuilder();
        for (byte b : word) {
            if (b != 0) {
                text.append(b > ' ' && b < 127 ? (char) b : '?');
            }
        }
        return text.toString();
    }
}
