package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.StorageRental.Lease;
import com.patientory.chain.StorageRental.Offer;
import com.patientory.chain.StorageRental.Quote;
import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.internal.abi.RentalCalls;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Space for PTOY: paid in advance, and what is left comes back. */
class RentalTest extends AnvilTest {
    private static final long GIB = 1L << 30;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final TokenAmount TEN = TokenAmount.parse("10");

    private StorageRental rental;
    private PtoyToken ptoy;
    private WalletAddress patient;
    private WalletAddress provider;

    @BeforeEach
    void prepare() {
        world.registerPatient();
        rental = world.chain.rental();
        ptoy = world.chain.ptoy();
        patient = world.patient.address();
        provider = world.operator.address();
        ptoy.transfer(world.operator, patient, TEN);
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
        ptoy.permit(world.operator, world.device.review(permit, permit.nonce()).sign(world.patient));
        assertEquals(TEN, ptoy.allowance(patient, rental.address()));
        TransactionReceipt rented =
                world.signAndSubmit(rental.prepareRent(patient, provider, GIB, MONTH, TokenAmount.parse("5")));
        long lease = rental.leaseIn(rented);
        assertEquals(patient, rental.leaseOf(lease).tenant());
        world.signAndSubmit(rental.prepareEndLease(patient, lease));
        assertThrows(
                IllegalArgumentException.class, () -> world.chain.exchange().dealIn(rented));

        SignatureRequest.Signed again =
                world.device.review(permit, permit.nonce()).sign(world.patient);
        assertInstanceOf(ContractError.PermitNotSigned.class, refusal(() -> ptoy.permit(world.operator, again)));
        world.signAndSubmit(ptoy.prepareApprove(patient, rental.address(), TokenAmount.ofUnits(0)));
        assertEquals(TokenAmount.ofUnits(0), ptoy.allowance(patient, rental.address()));
        world.signAndSubmit(ptoy.prepareTransfer(patient, provider, TokenAmount.parse("1")));
        assertEquals(1, ptoy.balanceOf(patient).compareTo(TokenAmount.parse("8.9")));
    }

    @Test
    void offerOf_withMoreFreeBytesThanALongHolds_saysTheMost() {
        byte[] all = RentalCalls.setOffer(TEN, 0, true).data();
        Arrays.fill(all, 4 + 56, 4 + 64, (byte) 0xff);
        world.chain.network().send(world.operator, rental.address(), all);
        assertEquals(new Offer(TEN, Long.MAX_VALUE, true), rental.offerOf(provider));
        assertEquals(new Quote(TokenAmount.ofUnits(0), GIB), rental.quote(patient, provider, GIB, MONTH));
    }
}
