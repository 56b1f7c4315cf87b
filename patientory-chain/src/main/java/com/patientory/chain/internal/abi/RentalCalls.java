package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.List;

/** The functions of StorageRental. */
public final class RentalCalls {
    private RentalCalls() {}

    /** Encodes {@code setOffer}. */
    public static AbiCall setOffer(TokenAmount price, long freeBytes, boolean open) {
        return new AbiCall(Wrappers.RENTAL.setOffer(Uint.of(128, price.units()), Uint.of(64, freeBytes), open));
    }

    /** Encodes {@code offerOf}. */
    public static AbiCall offerOf(WalletAddress provider) {
        return new AbiCall(Wrappers.RENTAL.offerOf(Hex.data(provider)));
    }

    /** Encodes {@code costOf}. */
    public static AbiCall costOf(WalletAddress tenant, WalletAddress provider, long sizeBytes, Duration duration) {
        return new AbiCall(Wrappers.RENTAL.costOf(
                Hex.data(tenant), Hex.data(provider), Uint.of(64, sizeBytes), Uint.seconds(duration)));
    }

    /** Encodes {@code rent}. */
    public static AbiCall rent(WalletAddress provider, long sizeBytes, Duration duration, TokenAmount maxCost) {
        return new AbiCall(Wrappers.RENTAL.rent(
                Hex.data(provider), Uint.of(64, sizeBytes), Uint.seconds(duration), maxCost.units()));
    }

    /** Encodes {@code endLease}. */
    public static AbiCall endLease(long lease) {
        return new AbiCall(Wrappers.RENTAL.endLease(Uint.of(256, lease)));
    }

    /** Encodes {@code claim}. */
    public static AbiCall claim(List<Long> leases) {
        return new AbiCall(Wrappers.RENTAL.claim(
                leases.stream().map(lease -> Uint.of(256, lease)).toList()));
    }

    /** Encodes {@code leaseOf}. */
    public static AbiCall leaseOf(long lease) {
        return new AbiCall(Wrappers.RENTAL.leaseOf(Uint.of(256, lease)));
    }

    /** Encodes {@code claimable}. */
    public static AbiCall claimable(long lease) {
        return new AbiCall(Wrappers.RENTAL.claimable(Uint.of(256, lease)));
    }
}
