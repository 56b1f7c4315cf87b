package com.patientory.crypto.internal.eth;

import java.nio.charset.StandardCharsets;

/** EIP-712: digests of typed data that wallets show field by field. Values are words of 32 bytes. */
public final class Eip712 {
    private static final byte[] PREFIX = {0x19, 0x01};
    private static final String DOMAIN =
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private static final int WORD_BYTES = 32;

    private Eip712() {}

    /** The digest that a wallet signs for a struct of a domain. */
    public static byte[] digest(byte[] domainSeparator, byte[] structHash) {
        return Keccak.digest(PREFIX, domainSeparator, structHash);
    }

    /** The separator of a domain with a name, a version, a chain and a contract. */
    public static byte[] domain(String name, String version, long chainId, byte[] contract) {
        return struct(DOMAIN, string(name), string(version), number(chainId), address(contract));
    }

    /** The hash of a struct: its type, then its words. */
    public static byte[] struct(String type, byte[]... words) {
        return struct(string(type), words);
    }

    /** The hash of a struct whose type's hash is known. */
    public static byte[] struct(byte[] typeHash, byte[][] words) {
        byte[][] parts = new byte[words.length + 1][];
        parts[0] = typeHash;
        System.arraycopy(words, 0, parts, 1, words.length);
        return Keccak.digest(parts);
    }

    /** A text as a word. */
    public static byte[] string(String text) {
        return Keccak.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A number as a word. */
    public static byte[] number(long number) {
        byte[] word = new byte[WORD_BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            word[WORD_BYTES - 1 - i] = (byte) (number >>> (Byte.SIZE * i));
        }
        return word;
    }

    /** An address as a word. */
    public static byte[] address(byte[] address) {
        byte[] word = new byte[WORD_BYTES];
        System.arraycopy(address, 0, word, WORD_BYTES - address.length, address.length);
        return word;
    }
}
