package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.internal.abi.TokenLogs;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records for PTOY, with the patient's consent on the chain and the price in escrow. A seeker opens a request and pays all
 * its places; a patient accepts with a device; patient or hospital delivers an envelope for the seeker; the seeker confirms
 * or disputes, or time decides. Methods with a key block until a block includes the transaction. What the contract refuses is a
 * {@link com.patientory.chain.model.ContractRevertException} with its reason: {@code NotParty}, {@code WrongState}, {@code
 * RequestNotFound}, {@code RequestClosed}, {@code TooLate}, {@code ZeroDigest}.
 */
public final class DataExchange {
    /** How many requests of one seeker a node that is behind may have missed. */
    private static final int MAX_BEHIND = 1_000;

    private final Network network;
    private final WalletAddress address;
    private final PtoyToken ptoy;

    DataExchange(Network network, WalletAddress address, PtoyToken ptoy) {
        this.network = network;
        this.address = address;
        this.ptoy = ptoy;
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
     * Opens a request and pays all its places; lets the contract take the sum first, where it may not already.
     *
     * @param seeker the seeker's key
     * @param terms what is asked
     * @return the request, with its number and so its id
     * @throws com.patientory.chain.model.ContractRevertException with {@code InvalidTerms} or {@code InsufficientBalance}
     * @throws com.patientory.chain.model.TransactionTimeoutException when no block came in time; the request may still be opened
     *     and paid, so look its transaction up ({@link PatientoryChain#receiptOf}) or count {@link #openedBy} before repeating
     */
    public DataRequest open(WalletKey seeker, DataRequest.Terms terms) {
        ptoy.ensure(
                seeker, address, new TokenAmount(terms.price().units().multiply(BigInteger.valueOf(terms.places()))));
        var opened = LogRanges.of(network, address, send(seeker, ExchangeCalls.open(terms)), TokenLogs.OPENED);
        ExchangeId id = ExchangeId.of(new Words(opened.topics()).word(1));
        for (long number = openedBy(seeker.address()) + MAX_BEHIND; number > 0; number--) {
            DataRequest request = new DataRequest(seeker.address(), number, terms);
            if (request.id().equals(id)) {
                return request;
            }
        }
        throw new IllegalStateException("the contract names a request by other words than this version");
    }

    /**
     * Counts the requests that an account has opened.
     *
     * @param seeker the account
     * @return the number of its last one, 0 for none
     */
    public long openedBy(WalletAddress seeker) {
        return network.read(address, ExchangeCalls.openedBy(seeker)).number().longValueExact();
    }

    /**
     * Closes a request: what nobody took is paid back, and deals go on.
     *
     * @param seeker the seeker's key
     * @param request the request's id
     * @return the receipt
     */
    public TransactionReceipt close(WalletKey seeker, ExchangeId request) {
        return send(seeker, ExchangeCalls.close(request));
    }

    /**
     * Prepares a patient's consent. The device reviews it with the {@link DataRequest}, whose id it computes itself.
     *
     * @param owner the account that owns the vault now
     * @param origin the account that registered; the owner, unless there was a recovery
     * @param request the request's id
     * @param hospital who made the records and gets the hospital's share; null if that goes to the patient
     * @param node who keeps the bytes and gets the node's share; null if that goes to the patient
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareAccept(
            WalletAddress owner,
            WalletAddress origin,
            ExchangeId request,
            @Nullable GranteeId hospital,
            @Nullable WalletAddress node) {
        return Prepared.of(network, owner, address, ExchangeCalls.accept(request, origin, hospital, node));
    }

    /**
     * Finds the deal that a consent made.
     *
     * @param accepted the receipt of an accepted request
     * @return the deal's id
     * @throws IllegalArgumentException when the transaction made none
     */
    public ExchangeId dealIn(TransactionReceipt accepted) {
        return ExchangeId.of(new Words(LogRanges.of(network, address, accepted, TokenLogs.ACCEPTED)
                        .topics())
                .word(1));
    }

    /**
     * Prepares the end of a consent before delivery; the seeker gets the price back.
     *
     * @param owner the vault's owner
     * @param deal the deal's id
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareWithdraw(WalletAddress owner, ExchangeId deal) {
        return Prepared.of(network, owner, address, ExchangeCalls.withdraw(deal));
    }

    /**
     * Prepares the delivery by the patient.
     *
     * @param owner the vault's owner
     * @param deal the deal's id
     * @param delivery digest of an envelope for the seeker
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareDeliver(WalletAddress owner, ExchangeId deal, ContentDigest delivery) {
        return Prepared.of(network, owner, address, ExchangeCalls.deliver(deal, delivery));
    }

    /**
     * Says that an envelope for the seeker is there.
     *
     * @param writer a key that writes for the deal's hospital
     * @param deal the deal's id
     * @param delivery digest of the envelope
     * @return the receipt
     */
    public TransactionReceipt deliver(WalletKey writer, ExchangeId deal, ContentDigest delivery) {
        return send(writer, ExchangeCalls.deliver(deal, delivery));
    }

    /**
     * Pays the sellers; also ends a dispute.
     *
     * @param seeker the seeker's key
     * @param deal the deal's id
     * @return who got what
     */
    public Settlement confirm(WalletKey seeker, ExchangeId deal) {
        return settlementIn(send(seeker, ExchangeCalls.confirm(deal)));
    }

    /**
     * Disputes what was delivered, within the time for it.
     *
     * @param seeker the seeker's key
     * @param deal the deal's id
     * @param reason digest of the reason
     * @return the receipt
     */
    public TransactionReceipt dispute(WalletKey seeker, ExchangeId deal, ContentDigest reason) {
        return send(seeker, ExchangeCalls.dispute(deal, reason));
    }

    /**
     * Decides a dispute, within 30 days.
     *
     * @param arbiter the key of the request's arbiter
     * @param deal the deal's id
     * @param sellersShare of 10,000; the rest goes back to the seeker
     * @return who got what
     */
    public Settlement resolve(WalletKey arbiter, ExchangeId deal, int sellersShare) {
        return settlementIn(send(arbiter, ExchangeCalls.resolve(deal, sellersShare)));
    }

    /**
     * Lets time decide, once the deal's deadline has come: an undelivered deal is paid back, an undisputed one is paid, an
     * undecided dispute is halved.
     *
     * @param sender any key
     * @param deal the deal's id
     * @return who got what
     * @throws com.patientory.chain.model.ContractRevertException with {@code TooEarly} or {@code WrongState}
     */
    public Settlement settle(WalletKey sender, ExchangeId deal) {
        return settlementIn(send(sender, ExchangeCalls.settle(deal)));
    }

    /**
     * Reads how a transaction ended a deal.
     *
     * @param receipt the receipt of a confirmation, decision, settlement or withdrawn consent
     * @return who got what
     * @throws IllegalArgumentException when the transaction ended none
     */
    public Settlement settlementIn(TransactionReceipt receipt) {
        var log = LogRanges.of(network, address, receipt, TokenLogs.SETTLED);
        Words topics = new Words(log.topics());
        Words w = new Words(log.data());
        return new Settlement(
                ExchangeId.of(topics.word(1)),
                State.values()[Math.toIntExact(topics.small(2))],
                new TokenAmount(w.number(0)),
                new TokenAmount(w.number(1)),
                new TokenAmount(w.number(2)),
                new TokenAmount(w.number(3)));
    }

    /**
     * Returns a request.
     *
     * @param request its id
     * @return terms, seeker and places taken
     * @throws com.patientory.chain.model.ContractRevertException with {@code RequestNotFound}
     */
    public Request requestOf(ExchangeId request) {
        Words w = network.read(address, ExchangeCalls.requestOf(request)).words();
        DataRequest.Terms terms = new DataRequest.Terms(
                ContentDigest.of(w.word(0)),
                w.address(1),
                new TokenAmount(w.number(2)),
                w.small(3),
                w.time(4),
                Duration.ofSeconds(w.small(5)),
                Duration.ofSeconds(w.small(6)),
                (int) w.small(7),
                (int) w.small(8));
        return new Request(terms, w.address(9), w.small(10));
    }

    /**
     * Returns a deal.
     *
     * @param deal its id
     * @return empty when there is none
     */
    public Optional<Deal> dealOf(ExchangeId deal) {
        Words w = network.read(address, ExchangeCalls.dealOf(deal)).words();
        State state = State.values()[Math.toIntExact(w.small(2))];
        return state == State.NONE
                ? Optional.empty()
                : Optional.of(new Deal(
                        ExchangeId.of(w.word(0)),
                        w.address(1),
                        state,
                        w.time(3),
                        w.number(4).signum() == 0 ? null : w.address(4),
                        Arrays.equals(w.word(5), new byte[32]) ? null : GranteeId.of(w.word(5))));
    }

    private TransactionReceipt send(WalletKey key, AbiCall call) {
        return network.send(key, address, call.data());
    }

    /** Where a deal stands; the order is the contract's. */
    public enum State {
        /** There is no such deal. */
        NONE,
        /** The patient consented; nothing was delivered yet. */
        ACCEPTED,
        /** The seeker can confirm or dispute. */
        DELIVERED,
        /** The arbiter decides. */
        DISPUTED,
        /** The sellers were paid. */
        PAID,
        /** The seeker got the price back. */
        REFUNDED,
        /** Sellers and seeker got a part each. */
        DIVIDED
    }

    /**
     * A request.
     *
     * @param terms what is asked; the places fall to those taken when it is closed
     * @param seeker who asks and pays
     * @param taken how many patients have accepted
     */
    public record Request(DataRequest.Terms terms, WalletAddress seeker, long taken) {}

    /**
     * One patient's consent to a request.
     *
     * @param request the request's id
     * @param vault the patient's vault, whose owner is paid
     * @param state where it stands
     * @param deadline when time decides: the first second after delivery, confirmation or arbitration was possible
     * @param node who gets the node's share, or null
     * @param hospital who gets the hospital's share, or null
     */
    public record Deal(
            ExchangeId request,
            WalletAddress vault,
            State state,
            Instant deadline,
            @Nullable WalletAddress node,
            @Nullable GranteeId hospital) {}

    /**
     * How a deal ended.
     *
     * @param deal the deal's id
     * @param outcome {@code PAID}, {@code REFUNDED} or {@code DIVIDED}
     * @param toPatient what the vault's owner got
     * @param toHospital what the hospital's admin got
     * @param toNode what the node got
     * @param toSeeker what the seeker got back
     */
    public record Settlement(
            ExchangeId deal,
            State outcome,
            TokenAmount toPatient,
            TokenAmount toHospital,
            TokenAmount toNode,
            TokenAmount toSeeker) {}
}
