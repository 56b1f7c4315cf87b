package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;

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
}
