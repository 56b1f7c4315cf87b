package com.patientory.chain;

import com.patientory.chain.internal.abi.FaucetCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Small change for transactions, on networks that ask for a fee. Its operator says to whom; methods with a key block. */
public final class Faucet {
    private final Network network;
    private final WalletAddress address;

    Faucet(Network network, WalletAddress address) {
        this.network = network;
        this.address = address;
    }

    /**
     * Returns where the contract stands.
     *
     * @return its address
     */
    public WalletAddress address() {
        return address;
    }

    /**
     * Returns how it gives.
     *
     * @return fixed at deployment
     */
    public Terms terms() {
        return new Terms(
                network.read(address, FaucetCalls.amount()).number(),
                Duration.ofSeconds(
                        network.read(address, FaucetCalls.interval()).number().longValueExact()),
                network.read(address, FaucetCalls.limit()).number());
    }

    /**
     * Tells when an account that was served can be served again.
     *
     * @param account the account
     * @return the first second; empty if it never was
     */
    public Optional<Instant> nextFor(WalletAddress account) {
        BigInteger next = network.read(address, FaucetCalls.nextFor(account)).number();
        return next.signum() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(next.longValueExact()));
    }

    /**
     * Gives an account its change.
     *
     * @param operator the operator's key
     * @param to the account
     * @return the receipt
     * @throws com.patientory.chain.model.ContractRevertException with {@code TooSoon}, {@code LimitReached}, {@code FaucetEmpty} or
     *     {@code NotTaken}
     */
    public TransactionReceipt drip(WalletKey operator, WalletAddress to) {
        return network.send(operator, address, FaucetCalls.drip(to).data());
    }

    /**
     * Takes money back, within the same limit as what is given.
     *
     * @param operator the operator's key
     * @param to where
     * @param wei how much
     * @return the receipt
     */
    public TransactionReceipt drain(WalletKey operator, WalletAddress to, BigInteger wei) {
        return network.send(operator, address, FaucetCalls.drain(to, wei).data());
    }

    /**
     * How a faucet gives.
     *
     * @param amountWei how much an account gets
     * @param interval how long it waits for more, at most 366 days
     * @param limitWei the most that leaves within one interval, to accounts and to the operator
     */
    public record Terms(BigInteger amountWei, Duration interval, BigInteger limitWei) {}
}
