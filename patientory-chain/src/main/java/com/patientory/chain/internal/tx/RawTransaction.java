package com.patientory.chain.internal.tx;

import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a legacy transaction. */
public final class RawTransaction {
    private final long nonce;
    private final BigInteger gasPrice;
    private final long gasLimit;
    private final @Nullable WalletAddress to;
    private final BigInteger value;
    private final byte[] data;

    /** Takes all fields; no recipient means a contract's creation. */
    public RawTransaction(
            long nonce, BigInteger gasPrice, long gasLimit, @Nullable WalletAddress to, BigInteger value, byte[] data) {
        this.nonce = nonce;
        this.gasPrice = gasPrice;
        this.gasLimit = gasLimit;
        this.to = to;
        this.value = value;
        this.data = data.clone();
    }

    /** Returns the sender's counter. */
    public long nonce() {
        return nonce;
    }

    /** Returns the price of one gas in wei. */
    public BigInteger gasPrice() {
        return gasPrice;
    }

    /** Returns the most gas that may be used. */
    public long gasLimit() {
        return gasLimit;
    }

    /** Returns the recipient, empty for a contract's creation. */
    public Optional<WalletAddress> to() {
        return Optional.ofNullable(to);
    }

    /** Returns the wei that are paid. */
    public BigInteger value() {
        return value;
    }

    /** Returns a copy of the calldata. */
    public byte[] data() {
        return data.clone();
    }
}
