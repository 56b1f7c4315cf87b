package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;

/** The functions of Ptoy. */
public final class TokenCalls {
    private TokenCalls() {}

    /** Encodes {@code balanceOf}. */
    public static AbiCall balanceOf(WalletAddress account) {
        return new AbiCall(Wrappers.PTOY.balanceOf(Hex.data(account)));
    }

    /** Encodes {@code totalSupply}. */
    public static AbiCall totalSupply() {
        return new AbiCall(Wrappers.PTOY.totalSupply());
    }

    /** Encodes {@code transfer}. */
    public static AbiCall transfer(WalletAddress to, TokenAmount amount) {
        return new AbiCall(Wrappers.PTOY.transfer(Hex.data(to), amount.units()));
    }

    /** Encodes {@code approve}. */
    public static AbiCall approve(WalletAddress spender, TokenAmount amount) {
        return new AbiCall(Wrappers.PTOY.approve(Hex.data(spender), amount.units()));
    }

    /** Encodes {@code allowance}. */
    public static AbiCall allowance(WalletAddress owner, WalletAddress spender) {
        return new AbiCall(Wrappers.PTOY.allowance(Hex.data(owner), Hex.data(spender)));
    }

    /** Encodes {@code nonces}. */
    public static AbiCall nonces(WalletAddress owner) {
        return new AbiCall(Wrappers.PTOY.nonces(Hex.data(owner)));
    }

    /** Encodes {@code permit}. */
    public static AbiCall permit(
            WalletAddress owner, WalletAddress spender, TokenAmount amount, Instant deadline, EcdsaSignature s) {
        return new AbiCall(Wrappers.PTOY.permit(
                Hex.data(owner),
                Hex.data(spender),
                amount.units(),
                Uint.seconds(deadline),
                BigInteger.valueOf(27L + s.recoveryId()),
                s.r(),
                s.s()));
    }
}
