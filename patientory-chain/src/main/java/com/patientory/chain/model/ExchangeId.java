package com.patientory.chain.model;

import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.util.Arrays;

/**
 * Names a data request or a deal by what it commits to, so that what is signed for an id can mean nothing else: a request
 * by its seeker and terms ({@link DataRequest#id}), a deal by its request and vault.
 */
public final class ExchangeId extends Bytes32 {
    private ExchangeId(byte[] value) {
        super(value);
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes exactly 32 bytes
     * @return the value
     * @throws IllegalArgumentException when the length is not 32
     */
    public static ExchangeId of(byte[] bytes) {
        return new ExchangeId(bytes);
    }

    /**
     * Reads 64 hexadecimal digits, with or without a leading {@code 0x}.
     *
     * @param text the digits
     * @return the value
     * @throws IllegalArgumentException when the text is anything else
     */
    public static ExchangeId parse(String text) {
        return new ExchangeId(decode(text));
    }

    /**
     * Names the deal that a vault makes by accepting a request; it can do so once.
     *
     * @param request the request
     * @param vault the patient's vault
     * @return Keccak-256 of both as words
     */
    public static ExchangeId ofDeal(ExchangeId request, WalletAddress vault) {
        byte[] words = Arrays.copyOf(request.bytes(), 2 * SIZE_BYTES);
        System.arraycopy(GranteeId.ofAccount(vault).bytes(), 0, words, SIZE_BYTES, SIZE_BYTES);
        return new ExchangeId(Keccak256.digest(words));
    }
}
