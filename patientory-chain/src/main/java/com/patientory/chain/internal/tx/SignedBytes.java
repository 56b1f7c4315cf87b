package com.patientory.chain.internal.tx;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.TransactionHash;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletKey;

/** A signed transaction in bytes, with its fields and hash. */
public final class SignedBytes {
    private final RawTransaction transaction;
    private final byte[] bytes;
    private final TransactionHash hash;

    private SignedBytes(RawTransaction transaction, byte[] bytes) {
        this.transaction = transaction;
        this.bytes = bytes;
        this.hash = Network.hash(bytes);
    }

    /** Signs. */
    public static SignedBytes sign(RawTransaction transaction, ChainId chain, WalletKey key) {
        byte[] digest = Keccak256.digest(Rlp155.unsigned(transaction, chain));
        return new SignedBytes(transaction, Rlp155.signed(transaction, chain, key.sign(digest)));
    }

    /** Decodes strictly. */
    public static SignedBytes parse(byte[] bytes) {
        return new SignedBytes(Rlp155.parseSigned(bytes).transaction(), bytes.clone());
    }

    /** Returns the fields. */
    public RawTransaction transaction() {
        return transaction;
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the hash. */
    public TransactionHash hash() {
        return hash;
    }
}
