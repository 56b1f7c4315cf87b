package com.patientory.chain.device;

import com.patientory.chain.device.CallTable.Read;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.internal.abi.RentalCalls;
import com.patientory.chain.internal.abi.TokenCalls;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The functions of Ptoy, StorageRental and DataExchange that a device signs. */
final class TokenTable {
    private static final ContentDigest DIGEST = ContentDigest.of(new byte[32]);
    private static final WalletAddress ACCOUNT = WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]);
    private static final ExchangeId ID = ExchangeId.of(new byte[32]);
    private static final TokenAmount NONE = TokenAmount.ofUnits(0);

    private TokenTable() {}

    static CallTable ptoy(Names names, ContractAddresses contracts) {
        return new CallTable()
                .add(TokenCalls.transfer(ACCOUNT, NONE), w -> {
                    WalletAddress to = w.address(0);
                    TokenAmount amount = new TokenAmount(w.number(1));
                    return new Read(new TokenIntent.Pay(to, names.of(to), amount), TokenCalls.transfer(to, amount));
                })
                .add(TokenCalls.approve(ACCOUNT, NONE), w -> {
                    WalletAddress spender = w.address(0);
                    TokenAmount amount = new TokenAmount(w.number(1));
                    return new Read(letSpend(spender, amount, contracts), TokenCalls.approve(spender, amount));
                });
    }

    static TokenIntent.LetSpend letSpend(WalletAddress spender, TokenAmount amount, ContractAddresses contracts) {
        if (spender.equals(contracts.rental())) {
            return new TokenIntent.LetSpend(spender, "the network's storage rental", amount);
        }
        if (spender.equals(contracts.exchange())) {
            return new TokenIntent.LetSpend(spender, "the network's data exchange", amount);
        }
        throw new ReviewRefusedException(Reason.UNKNOWN_GRANTEE, spender + " is neither rental nor exchange");
    }

    static CallTable rental(Names names) {
        return new CallTable()
                .add(RentalCalls.rent(ACCOUNT, 0, Duration.ZERO, NONE), w -> rent(names, w))
                .add(RentalCalls.endLease(0), w -> {
                    long lease = w.small(0);
                    return new Read(new TokenIntent.EndLease(lease), RentalCalls.endLease(lease));
                });
    }

    private static Read rent(Names names, Words w) {
        WalletAddress provider = w.address(0);
        TokenIntent.Rent r = new TokenIntent.Rent(
                provider, names.of(provider), w.small(1), Duration.ofSeconds(w.small(2)), new TokenAmount(w.number(3)));
        return new Read(r, RentalCalls.rent(provider, r.sizeBytes(), r.duration(), r.maxCost()));
    }

    /** Only the vault that follows from the own origin accepts, and only the request whose terms are shown. */
    static CallTable exchange(Names names, WalletAddress origin, @Nullable DataRequest request) {
        return new CallTable()
                .add(ExchangeCalls.accept(ID, ACCOUNT, null, null), w -> accept(names, origin, request, w))
                .add(ExchangeCalls.withdraw(ID), w -> {
                    ExchangeId deal = ExchangeId.of(w.word(0));
                    return new Read(new TokenIntent.WithdrawConsent(deal), ExchangeCalls.withdraw(deal));
                })
                .add(ExchangeCalls.deliver(ID, DIGEST), w -> {
                    ExchangeId deal = ExchangeId.of(w.word(0));
                    ContentDigest delivery = ContentDigest.of(w.word(1));
                    return new Read(new TokenIntent.Deliver(deal, delivery), ExchangeCalls.deliver(deal, delivery));
                });
    }

    private static Read accept(Names names, WalletAddress origin, @Nullable DataRequest request, Words w) {
        if (!w.address(1).equals(origin)) {
            throw new ReviewRefusedException(Reason.WRONG_TARGET, "with the vault of " + w.address(1));
        }
        ExchangeId id = ExchangeId.of(w.word(0));
        if (request == null || !request.id().equals(id)) {
            throw new ReviewRefusedException(Reason.UNKNOWN_REQUEST, "request " + id);
        }
        GranteeId hospital = zero(w, 2) ? null : GranteeId.of(w.word(2));
        WalletAddress node = zero(w, 3) ? null : w.address(3);
        TokenIntent intent = new TokenIntent.ShareRecords(
                request,
                names.of(request.seeker()),
                names.of(request.terms().arbiter()),
                hospital,
                hospital == null ? null : names.of(hospital),
                node,
                node == null ? null : names.of(node));
        return new Read(intent, ExchangeCalls.accept(id, origin, hospital, node));
    }

    private static boolean zero(Words w, int index) {
        return Arrays.equals(w.word(index), new byte[32]);
    }
}
