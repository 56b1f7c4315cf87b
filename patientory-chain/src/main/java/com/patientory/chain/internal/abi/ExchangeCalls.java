package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.DataExchange;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The functions of DataExchange. */
public final class ExchangeCalls {
    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private ExchangeCalls() {}

    /** Encodes {@code open}. */
    public static AbiCall open(DataRequest.Terms t) {
        return new AbiCall(Wrappers.EXCHANGE.open(new DataExchange.Terms(
                t.criteria().bytes(),
                Hex.data(t.arbiter()),
                Uint.of(128, t.price().units()),
                Uint.of(32, t.places()),
                Uint.seconds(t.acceptUntil()),
                Uint.seconds(t.deliverWithin()),
                Uint.seconds(t.confirmWithin()),
                Uint.of(16, t.hospitalShare()),
                Uint.of(16, t.nodeShare()))));
    }

    /** Encodes {@code close}. */
    public static AbiCall close(ExchangeId request) {
        return new AbiCall(Wrappers.EXCHANGE.close(number(request)));
    }

    /** Encodes {@code accept}. */
    public static AbiCall accept(
            ExchangeId request, WalletAddress origin, @Nullable GranteeId hospital, @Nullable WalletAddress node) {
        return new AbiCall(Wrappers.EXCHANGE.accept(
                number(request),
                Hex.data(origin),
                hospital == null ? new byte[32] : hospital.bytes(),
                node == null ? NOBODY : Hex.data(node)));
    }

    /** Encodes the call by which records are delivered. */
    public static AbiCall deliver(ExchangeId deal, ContentDigest delivery) {
        return new AbiCall(Wrappers.EXCHANGE.deliver(number(deal), delivery.bytes()));
    }

    /** Encodes {@code withdraw}. */
    public static AbiCall withdraw(ExchangeId deal) {
        return new AbiCall(Wrappers.EXCHANGE.withdraw(number(deal)));
    }

    /** Encodes {@code confirm}. */
    public static AbiCall confirm(ExchangeId deal) {
        return new AbiCall(Wrappers.EXCHANGE.confirm(number(deal)));
    }

    /** Encodes {@code dispute}. */
    public static AbiCall dispute(ExchangeId deal, ContentDigest reason) {
        return new AbiCall(Wrappers.EXCHANGE.dispute(number(deal), reason.bytes()));
    }

    /** Encodes {@code resolve}. */
    public static AbiCall resolve(ExchangeId deal, int sellersShare) {
        return new AbiCall(Wrappers.EXCHANGE.resolve(number(deal), Uint.of(16, sellersShare)));
    }

    /** Encodes {@code settle}. */
    public static AbiCall settle(ExchangeId deal) {
        return new AbiCall(Wrappers.EXCHANGE.settle(number(deal)));
    }

    /** Encodes the view of a request. */
    public static AbiCall requestOf(ExchangeId request) {
        return new AbiCall(Wrappers.EXCHANGE.requestOf(number(request)));
    }

    /** Encodes {@code dealOf}. */
    public static AbiCall dealOf(ExchangeId deal) {
        return new AbiCall(Wrappers.EXCHANGE.dealOf(number(deal)));
    }

    /** Encodes {@code openedBy}. */
    public static AbiCall openedBy(WalletAddress seeker) {
        return new AbiCall(Wrappers.EXCHANGE.openedBy(Hex.data(seeker)));
    }

    private static BigInteger number(ExchangeId id) {
        return new BigInteger(1, id.bytes());
    }
}
