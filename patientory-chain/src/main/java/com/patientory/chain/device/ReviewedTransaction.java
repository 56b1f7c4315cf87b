package com.patientory.chain.device;

import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.ChainId;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;

/** A transaction that the device understood completely. Only {@link DeviceReview} makes one. */
public final class ReviewedTransaction {
    private final Intent intent;
    private final RawTransaction transaction;
    private final ChainId chainId;
    private final WalletAddress owner;

    ReviewedTransaction(Intent intent, RawTransaction transaction, ChainId chainId, WalletAddress owner) {
        this.intent = intent;
        this.transaction = transaction;
        this.chainId = chainId;
        this.owner = owner;
    }

    /**
     * Returns what it will do.
     *
     * @return the intent
     */
    public Intent intent() {
        return intent;
    }

    /**
     * Says what it will do, what it costs at most, and for which network and nonce.
     *
     * @return for instance {@code Allow Mercy Hospital to READ and SUBMIT in the whole vault until 1 Jan 2027. No
     *     payment. Chain 1337, nonce 4.}
     */
    public String sentence() {
        var fee = transaction.gasPrice().multiply(java.math.BigInteger.valueOf(transaction.gasLimit()));
        String payment = fee.signum() == 0 ? "No payment." : "Fee at most " + fee + " wei.";
        return intent.sentence() + " " + payment + " Chain " + chainId + ", nonce " + transaction.nonce() + ".";
    }

    /**
     * Signs after the owner agreed.
     *
     * @param key the owner's key
     * @return the signed transaction
     * @throws IllegalArgumentException when the key is not the owner's
     */
    public SignedTransaction sign(WalletKey key) {
        if (!key.address().equals(owner)) {
            throw new IllegalArgumentException("the key of " + owner + " is needed, got that of " + key.address());
        }
        return SignedTransaction.parse(
                SignedBytes.sign(transaction, chainId, key).bytes());
    }
}
