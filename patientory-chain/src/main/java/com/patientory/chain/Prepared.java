package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;

/** Makes transactions for devices. */
final class Prepared {
    private Prepared() {}

    /** Estimates the gas, by which a call that the contract would refuse fails here, and takes the next nonce. */
    static UnsignedTransaction of(Network network, WalletAddress from, WalletAddress to, AbiCall call) {
        byte[] data = call.data();
        long gas = network.estimate(from, to, data);
        long nonce = network.node().pendingNonce(from);
        RawTransaction raw = new RawTransaction(nonce, network.gasPrice(), gas, to, BigInteger.ZERO, data);
        return UnsignedTransaction.of(Rlp155.unsigned(raw, network.chainId()));
    }
}
