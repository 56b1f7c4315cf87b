package com.patientory.chain.internal.typed;

import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** The encoding of EIP-712 for structs whose members are single words. */
public final class Eip712 {
    private static final int WORD_BYTES = 32;
    private static final byte[] DOMAIN_TYPE =
            hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    private Eip712() {}

    /** Computes what is signed: a struct, as type and words, in the domain of a contract, version 1. */
    public static byte[] digest(String name, long chain, WalletAddress contract, byte[]... struct) {
        byte[] domain =
                Keccak256.digest(DOMAIN_TYPE, hash(name), hash("1"), word(BigInteger.valueOf(chain)), word(contract));
        return Keccak256.digest(new byte[] {0x19, 0x01}, domain, Keccak256.digest(struct));
    }

    /** Hashes a type or a text. */
    public static byte[] hash(String text) {
        return Keccak256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Encodes an address. */
    public static byte[] word(WalletAddress address) {
        byte[] word = new byte[WORD_BYTES];
        System.arraycopy(address.bytes(), 0, word, WORD_BYTES - WalletAddress.LENGTH_BYTES, WalletAddress.LENGTH_BYTES);
        return word;
    }

    /** Encodes seconds since 1970. */
    public static byte[] word(Instant moment) {
        return word(BigInteger.valueOf(moment.getEpochSecond()));
    }

    /** Encodes a number from 0 to 2^256 - 1. */
    public static byte[] word(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > 8 * WORD_BYTES) {
            throw new IllegalArgumentException("a word is within 0..2^256-1, got " + number);
        }
        byte[] bytes = number.toByteArray();
        byte[] magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        byte[] word = new byte[WORD_BYTES];
        System.arraycopy(magnitude, 0, word, word.length - magnitude.length, magnitude.length);
        return word;
    }
}
