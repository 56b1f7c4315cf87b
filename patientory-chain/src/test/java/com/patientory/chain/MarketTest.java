package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.DataExchange.Deal;
import com.patientory.chain.DataExchange.Settlement;
import com.patientory.chain.DataExchange.State;
import com.patientory.chain.StorageRental.Lease;
import com.patientory.chain.StorageRental.Offer;
import com.patientory.chain.StorageRental.Quote;
import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** What PTOY is for: space and records; and the faucet of networks with fees. */
@Timeout(120)
class MarketTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private static final long GIB = 1L << 30;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final TokenAmount TEN = TokenAmount.parse("10");

    private TestWorld world;
    private StorageRental rental;
    private DataExchange exchange;
    private PtoyToken ptoy;
    private WalletAddress patient;
    private WalletAddress provider;

    @BeforeEach
    void world() {
        world = new TestWorld(ANVIL.node());
        world.registerPatient();
        rental = world.chain.rental();
        exchange = world.chain.exchange();
        ptoy = world.chain.ptoy();
        patient = world.patient.address();
        provider = world.operator.address();
        ptoy.transfer(world.operator, patient, TEN);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ContractError refusal(Executable call) {
        return assertThrows(ContractRevertException.class, call).error();
    }

    @Test
    void rent_withAKey_paysInAdvanceAndGivesBackTheRest() {
        rental.setOffer(world.operator, new Offer(TokenAmount.parse("2"), GIB, true));
        assertEquals(new Offer(TokenAmount.parse("2"), GIB, true), rental.offerOf(provider));
        assertEquals(new Quote(TokenAmount.parse("6"), GIB), rental.quote(patient, provider, 4 * GIB, MONTH));

        long lease = rental.rent(world.patient, provider, 4 * GIB, MONTH, TokenAmount.parse("7"));
        assertEquals(TokenAmount.parse("4"), ptoy.balanceOf(patient));
        Lease living = rental.leaseOf(lease);
        assertEquals(TokenAmount.parse("6"), living.paid());
        assertEquals(GIB, living.freeBytes());
        assertEquals(StorageRental.State.LIVING, living.stateAt(world.chain.now()));
        assertEquals(MONTH, Duration.between(living.start(), living.end()));
        assertEquals(0, rental.quote(patient, provider, GIB, MONTH).freeBytes(), "free bytes once");

        ANVIL.node().advance(Duration.ofDays(10));
        assertTrue(rental.claimable(lease).compareTo(TokenAmount.parse("2")) >= 0);
        rental.claim(world.doctor, List.of(lease));
        assertEquals(rental.leaseOf(lease).claimed(), TokenAmount.parse("6").minus(unclaimed(lease)));
        rental.endLease(world.patient, lease);
        Lease over = rental.leaseOf(lease);
        assertEquals(StorageRental.State.OVER, over.stateAt(world.chain.now()));
        assertEquals(TEN.minus(over.paid()), ptoy.balanceOf(patient));
        assertInstanceOf(ContractError.LeaseOver.class, refusal(() -> rental.endLease(world.patient, lease)));
    }

    private TokenAmount unclaimed(long lease) {
        return rental.leaseOf(lease).paid().minus(rental.leaseOf(lease).claimed());
    }

    @Test
    void rent_thatIsRefused_saysWhy() {
        assertEquals(
                new ContractError.OfferClosed(provider),
                refusal(() -> rental.rent(world.patient, provider, GIB, MONTH, TEN)));
        rental.setOffer(world.operator, new Offer(TokenAmount.parse("5"), 0, true));
        assertEquals(
                new ContractError.TooExpensive(TokenAmount.parse("5"), TokenAmount.parse("4")),
                refusal(() -> rental.rent(world.patient, provider, GIB, MONTH, TokenAmount.parse("4"))));
        assertEquals(
                new ContractError.InvalidLease(0, 60),
                refusal(() -> rental.rent(world.patient, provider, 0, Duration.ofMinutes(1), TEN)));
        assertEquals(new ContractError.LeaseNotFound(99), refusal(() -> rental.leaseOf(99)));
        assertInstanceOf(
                ContractError.InsufficientAllowance.class,
                refusal(() -> rental.prepareRent(world.doctor.address(), provider, GIB, MONTH, TEN)));
    }

    @Test
    void rent_withADevice_takesAPermitAndOneTransaction() {
        rental.setOffer(world.operator, new Offer(TokenAmount.parse("5"), 0, true));
        SignatureRequest.Permit permit = new SignatureRequest.Permit(
                rental.address(),
                TEN,
                ptoy.nextPermit(patient),
                world.chain.now().plus(Duration.ofHours(1)));
        ptoy.permit(world.operator, world.device.review(permit).sign(world.patient));
        assertEquals(TEN, ptoy.allowance(patient, rental.address()));
        TransactionReceipt rented =
                world.signAndSubmit(rental.prepareRent(patient, provider, GIB, MONTH, TokenAmount.parse("5")));
        long lease = rental.leaseIn(rented);
        assertEquals(patient, rental.leaseOf(lease).tenant());
        world.signAndSubmit(rental.prepareEndLease(patient, lease));
        assertThrows(IllegalArgumentException.class, () -> exchange.dealIn(rented));

        SignatureRequest.Signed again = world.device.review(permit).sign(world.patient);
        assertInstanceOf(ContractError.PermitNotSigned.class, refusal(() -> ptoy.permit(world.operator, again)));
        world.signAndSubmit(ptoy.prepareApprove(patient, rental.address(), TokenAmount.ofUnits(0)));
        assertEquals(TokenAmount.ofUnits(0), ptoy.allowance(patient, rental.address()));
        world.signAndSubmit(ptoy.prepareTransfer(patient, provider, TokenAmount.parse("1")));
        assertEquals(1, ptoy.balanceOf(patient).compareTo(TokenAmount.parse("8.9")));
    }

    private DataRequest.Terms terms(int places) {
        return new DataRequest.Terms(
                TestWorld.digest(),
                world.doctor.address(),
                TEN,
                places,
                world.inOneDay(),
                Duration.ofDays(3),
                Duration.ofDays(5),
                2_000,
                1_000);
    }

    private DataRequest open(int places) {
        return exchange.open(world.operator, terms(places));
    }

    private ExchangeId accept(DataRequest request) {
        UnsignedTransaction prepared =
                exchange.prepareAccept(patient, patient, request.id(), TestWorld.MERCY, world.doctor.address());
        long nonce = world.chain.nextNonce(patient);
        assertThrows(ReviewRefusedException.class, () -> world.device.review(prepared, nonce));
        return exchange.dealIn(
                world.chain.submit(world.device.review(prepared, nonce, request).sign(world.patient)));
    }

    @Test
    void id_ofTheWorkedExample_isTheSpecifications() {
        byte[] criteria = new byte[32];
        java.util.Arrays.fill(criteria, (byte) 0x11);
        DataRequest request = new DataRequest(
                WalletAddress.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
                1,
                new DataRequest.Terms(
                        ContentDigest.of(criteria),
                        WalletAddress.parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
                        TokenAmount.ofUnits(100_000_000),
                        3,
                        Instant.ofEpochSecond(1_801_440_000),
                        Duration.ofDays(5),
                        Duration.ofDays(7),
                        1_500,
                        500));
        assertEquals(
                ExchangeId.parse("4bb25b4db6049d1913d3a462f53810fd76cfd4bfc8d409b328dcb2b7cdb6a033"), request.id());
        assertEquals(
                ExchangeId.parse("5243cbd75a95169e3f600a0f5c0c1c780361600ccfdc30d09a2f4a763752cbf0"),
                ExchangeId.ofDeal(request.id(), WalletAddress.parse("0x37e22844E00ff30A19e5165e65E37Bf4E60B2f2E")));
    }

    @Test
    void exchange_deliveredAndConfirmed_splitsThePrice() {
        DataRequest.Terms terms = terms(2);
        DataRequest request = exchange.open(world.operator, terms);
        assertEquals(1, exchange.openedBy(world.operator.address()));
        assertEquals(new DataExchange.Request(terms, world.operator.address(), 0), exchange.requestOf(request.id()));
        ExchangeId deal = accept(request);
        assertEquals(
                ExchangeId.ofDeal(request.id(), world.chain.vaultOf(patient).address()), deal);
        Deal accepted = exchange.dealOf(deal).orElseThrow();
        assertEquals(State.ACCEPTED, accepted.state());
        assertEquals(TestWorld.MERCY, accepted.hospital());
        assertEquals(world.doctor.address(), accepted.node());
        assertInstanceOf(
                ContractError.AcceptedBefore.class,
                refusal(() -> exchange.prepareAccept(patient, patient, request.id(), null, null)));

        exchange.deliver(world.writer, deal, TestWorld.digest());
        assertEquals(State.DELIVERED, exchange.dealOf(deal).orElseThrow().state());
        Settlement settled = exchange.confirm(world.operator, deal);
        assertEquals(
                new Settlement(
                        deal,
                        State.PAID,
                        TokenAmount.parse("7"),
                        TokenAmount.parse("2"),
                        TokenAmount.parse("1"),
                        TokenAmount.ofUnits(0)),
                settled);
        assertEquals(TokenAmount.parse("17"), ptoy.balanceOf(patient));
        exchange.close(world.operator, request.id());
        assertEquals(1, exchange.requestOf(request.id()).terms().places());
        assertEquals(new ContractError.WrongState(deal, 4), refusal(() -> exchange.confirm(world.operator, deal)));
    }

    @Test
    void exchange_disputed_isDividedByTheArbiter() {
        ExchangeId deal = accept(open(1));
        world.signAndSubmit(exchange.prepareDeliver(patient, deal, TestWorld.digest()));
        exchange.dispute(world.operator, deal, TestWorld.digest());
        assertEquals(State.DISPUTED, exchange.dealOf(deal).orElseThrow().state());
        Settlement settled = exchange.resolve(world.doctor, deal, 5_000);
        assertEquals(State.DIVIDED, settled.outcome());
        assertEquals(TokenAmount.parse("5"), settled.toSeeker());
        assertEquals(TokenAmount.parse("3.5"), settled.toPatient());
    }

    @Test
    void exchange_inTime_isSettledByAnyone() {
        ExchangeId late = accept(open(1));
        assertInstanceOf(ContractError.TooEarly.class, refusal(() -> exchange.settle(world.writer, late)));
        ANVIL.node().advance(Duration.ofDays(3).plusSeconds(1));
        assertInstanceOf(
                ContractError.TooLate.class, refusal(() -> exchange.deliver(world.writer, late, TestWorld.digest())));
        assertEquals(State.REFUNDED, exchange.settle(world.writer, late).outcome());
        ExchangeId withdrawn = accept(open(1));
        TransactionReceipt receipt = world.signAndSubmit(exchange.prepareWithdraw(patient, withdrawn));
        assertEquals(State.REFUNDED, exchange.settlementIn(receipt).outcome());
        ExchangeId unknown = ExchangeId.of(TestWorld.bytes());
        assertEquals(Optional.empty(), exchange.dealOf(unknown));
        assertEquals(new ContractError.RequestNotFound(unknown), refusal(() -> exchange.requestOf(unknown)));
        ContentDigest none = ContentDigest.of(new byte[32]);
        assertEquals(
                new ContractError.InvalidTerms(),
                refusal(() -> exchange.open(
                        world.operator,
                        new DataRequest.Terms(none, provider, TEN, 1, Instant.EPOCH, MONTH, MONTH, 0, 0))));
    }

    @Test
    void faucet_givesOncePerIntervalWhatItHolds() {
        Faucet.Terms terms = new Faucet.Terms(BigInteger.TEN, Duration.ofHours(1), BigInteger.valueOf(20));
        Faucet faucet = world.chain.faucetAt(ContractDeployment.deployFaucet(
                ANVIL.node().uri(), world.chain.config().chainId(), world.operator, terms));
        assertEquals(terms, faucet.terms());
        assertEquals(
                new ContractError.FaucetEmpty(BigInteger.ZERO, BigInteger.TEN),
                refusal(() -> faucet.drip(world.operator, patient)));
        ANVIL.node().fund(faucet.address(), BigInteger.valueOf(100));
        assertEquals(Optional.empty(), faucet.nextFor(patient));
        faucet.drip(world.operator, patient);
        assertTrue(faucet.nextFor(patient).isPresent());
        assertInstanceOf(ContractError.TooSoon.class, refusal(() -> faucet.drip(world.operator, patient)));
        faucet.drip(world.operator, world.doctor.address());
        assertInstanceOf(
                ContractError.LimitReached.class, refusal(() -> faucet.drip(world.operator, world.writer.address())));
        assertEquals(
                new ContractError.NotOperator(world.doctor.address()),
                refusal(() -> faucet.drip(world.doctor, patient)));
        ANVIL.node().advance(Duration.ofHours(1));
        faucet.drain(world.operator, world.operator.address(), BigInteger.valueOf(20));
        assertFalse(faucet.terms().amountWei().signum() == 0);
        try (WalletKey other = WalletKey.generate(TestWorld.RANDOM)) {
            assertEquals(Optional.empty(), faucet.nextFor(other.address()));
        }
    }
}
