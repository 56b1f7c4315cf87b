package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.DataExchange.Deal;
import com.patientory.chain.DataExchange.Settlement;
import com.patientory.chain.DataExchange.State;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records for PTOY: opened, accepted, delivered, and settled by the seeker, by an arbiter or by time. */
class ExchangeTest extends AnvilTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final TokenAmount TEN = TokenAmount.parse("10");

    private DataExchange exchange;
    private PtoyToken ptoy;
    private WalletAddress patient;
    private WalletAddress provider;

    @BeforeEach
    void prepare() {
        world.registerPatient();
        exchange = world.chain.exchange();
        ptoy = world.chain.ptoy();
        patient = world.patient.address();
        provider = world.operator.address();
        ptoy.transfer(world.operator, patient, TEN);
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
}
