package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;

/** The functions of Faucet. */
public final class FaucetCalls {
    private FaucetCalls() {}

    /** Encodes {@code amount}. */
    public static AbiCall amount() {
        return new AbiCall(Wrappers.FAUCET.amount());
    }

    /** Encodes {@code interval}. */
    public static AbiCall interval() {
        return new AbiCall(Wrappers.FAUCET.interval());
    }

    /** Encodes {@code limit}. */
    public static AbiCall limit() {
        return new AbiCall(Wrappers.FAUCET.limit());
    }

    /** Encodes {@code nextFor}. */
    public static AbiCall nextFor(WalletAddress account) {
        return new AbiCall(Wrappers.FAUCET.nextFor(Hex.data(account)));
    }

    /** Encodes {@code drip}. */
    public static AbiCall drip(WalletAddress to) {
        return new AbiCall(Wrappers.FAUCET.drip(Hex.data(to)));
    }

    /** Encodes {@code drain}. */
    public static AbiCall drain(WalletAddress to, BigInteger wei) {
        return new AbiCall(Wrappers.FAUCET.drain(Hex.data(to), Uint.of(256, wei)));
    }
}
