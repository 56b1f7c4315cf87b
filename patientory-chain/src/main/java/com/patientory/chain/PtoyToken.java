package com.patientory.chain;

import com.patientory.chain.internal.abi.TokenCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;

/** The PTOY token, an ERC-20 with 8 decimals. */
public final class PtoyToken {
    private final Network network;
    private final WalletAddress address;

    PtoyToken(Network network, WalletAddress address) {
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
     * Returns what an account holds.
     *
     * @param account the account
     * @return its balance on the newest block
     */
    public TokenAmount balanceOf(WalletAddress account) {
        return new TokenAmount(
                network.read(address, TokenCalls.balanceOf(account)).number());
    }

    /**
     * Returns the whole supply.
     *
     * @return the amount, fixed at deployment
     */
    public TokenAmount totalSupply() {
        return new TokenAmount(network.read(address, TokenCalls.totalSupply()).number());
    }

    /**
     * Moves tokens. Blocks until a block includes it.
     *
     * @param from the holder's key
     * @param to the receiver
     * @param amount how much
     * @return the receipt
     * @throws com.patientory.chain.model.ContractRevertException with {@code InsufficientBalance}
     * @throws com.patientory.chain.model.UnreachableNodeException when no node answered; the transfer may have happened all
     *     the same, so look before repeating
     * @throws com.patientory.chain.model.TransactionTimeoutException when no block included it in time; it may still
     *     happen
     */
    public TransactionReceipt transfer(WalletKey from, WalletAddress to, TokenAmount amount) {
        return network.send(from, address, TokenCalls.transfer(to, amount).data());
    }
}
