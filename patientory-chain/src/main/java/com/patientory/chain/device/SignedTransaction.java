package com.patientory.chain.device;

import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.TransactionHash;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.util.Arrays;

/** A signed EIP-155 transaction in its canonical form, on its way from a device to a server. */
public final class SignedTransaction {
    private final byte[] bytes;
    private final ChainId chainId;
    private final WalletAddress sender;

    private SignedTransaction(byte[] bytes, ChainId chainId, WalletAddress sender) {
        this.bytes = bytes.clone();
        this.chainId = chainId;
        this.sender = sender;
    }

    /**
     * Decodes strictly and recovers the sender.
     *
     * @param bytes RLP of a signed legacy transaction
     * @return the transaction
     * @throws IllegalArgumentException when the bytes are not the one canonical form or the signature recovers to nobody
     */
    public static SignedTransaction parse(byte[] bytes) {
        Rlp155.Signed signed = Rlp155.parseSigned(bytes);
        byte[] digest = Keccak256.digest(Rlp155.unsigned(signed.transaction(), signed.chain()));
        return new SignedTransaction(bytes, signed.chain(), signed.signature().recover(digest));
    }

    /**
     * Returns a copy of the bytes.
     *
     * @return the bytes that a node takes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns the network that it was signed for.
     *
     * @return its chain id
     */
    public ChainId chainId() {
        return chainId;
    }

    /**
     * Returns who signed.
     *
     * @return the recovered address
     */
    public WalletAddress sender() {
        return sender;
    }

    /**
     * Returns its name on the network.
     *
     * @return the Keccak-256 of the bytes
     */
    public TransactionHash hash() {
        return TransactionHash.of(Keccak256.digest(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedTransaction that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the hash. */
    @Override
    public String toString() {
        return "SignedTransaction[" + hash() + "]";
    }
}
