package com.patientory.chain;

import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.TokenCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;

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

    /**
     * Returns how much somebody else may still take from an account.
     *
     * @param account the account
     * @param spender who may take
     * @return the allowance on the newest block
     */
    public TokenAmount allowance(WalletAddress account, WalletAddress spender) {
        return new TokenAmount(
                network.read(address, TokenCalls.allowance(account, spender)).number());
    }

    /**
     * Lets somebody take tokens, in place of what he was allowed before. Blocks until a block includes it.
     *
     * @param owner the holder's key
     * @param spender who may take, for instance the network's rental
     * @param amount how much in all
     * @return the receipt
     */
    public TransactionReceipt approve(WalletKey owner, WalletAddress spender, TokenAmount amount) {
        return network.send(owner, address, TokenCalls.approve(spender, amount).data());
    }

    /**
     * Returns the nonce that an account's next {@link SignatureRequest.Permit} must carry.
     *
     * @param account the account
     * @return the token's counter for it
     */
    public BigInteger nextPermit(WalletAddress account) {
        return network.read(address, TokenCalls.nonces(account)).number();
    }

    /**
     * Sends a permit that its owner signed (ERC-2612), and pays for it. Blocks until a block includes it.
     *
     * @param sender any key
     * @param permit a signed {@link SignatureRequest.Permit}
     * @return the receipt
     * @throws com.patientory.chain.model.ContractRevertException with {@code PermitExpired} or {@code PermitNotSigned}; with the
     *     latter also when somebody has sent it before, and then the {@link #allowance} stands
     * @throws IllegalArgumentException when it is another request
     */
    public TransactionReceipt permit(WalletKey sender, SignatureRequest.Signed permit) {
        return network.send(sender, address, Requests.permit(permit).data());
    }

    /**
     * Prepares a payment.
     *
     * @param from the holder's account
     * @param to the receiver
     * @param amount how much
     * @return a transaction for the holder's device
     */
    public UnsignedTransaction prepareTransfer(WalletAddress from, WalletAddress to, TokenAmount amount) {
        return Prepared.of(network, from, address, TokenCalls.transfer(to, amount));
    }

    /**
     * Prepares the permission to take tokens.
     *
     * @param owner the holder's account
     * @param spender rental or exchange; a device refuses anybody else
     * @param amount how much in all
     * @return a transaction for the holder's device
     */
    public UnsignedTransaction prepareApprove(WalletAddress owner, WalletAddress spender, TokenAmount amount) {
        return Prepared.of(network, owner, address, TokenCalls.approve(spender, amount));
    }

    /** Lets a contract take at least an amount; asks for nothing where it may already. */
    void ensure(WalletKey owner, WalletAddress spender, TokenAmount amount) {
        if (allowance(owner.address(), spender).compareTo(amount) < 0) {
            approve(owner, spender, amount);
        }
    }
}
