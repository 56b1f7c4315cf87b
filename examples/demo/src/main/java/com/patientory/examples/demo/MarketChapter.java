package com.patientory.examples.demo;

import com.patientory.chain.DataExchange;
import com.patientory.chain.PtoyToken;
import com.patientory.chain.StorageRental;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.List;

/** What PTOY is for: the patient rents space, and is paid for records that he agreed to share. */
final class MarketChapter {
    private static final TokenAmount TEN = TokenAmount.parse("10");
    private static final TokenAmount SIX = TokenAmount.parse("6");
    private static final long GIB = 1L << 30;
    private static final Duration MONTH = Duration.ofDays(30);

    private final ContentDigest criteria;
    private final World world;
    private final Narrator narrator;
    private final PtoyToken ptoy;

    MarketChapter(World world, Narrator narrator) {
        this.world = world;
        this.narrator = narrator;
        this.ptoy = world.chain().ptoy();
        this.criteria = digest();
    }

    void rentAndShare(Patient patient) {
        ptoy.transfer(world.operator(), patient.device().address(), TEN);
        try (Person provider = new Person("Store Ltd", world, narrator);
                Person seeker = new Person("Heart Research", world, narrator);
                Person arbiter = new Person("The Ombudsman", world, narrator)) {
            patient.meets(provider.grantee(), provider.name());
            patient.meets(seeker.grantee(), seeker.name());
            patient.meets(arbiter.grantee(), arbiter.name());
            rent(patient, provider);
            share(patient, seeker, arbiter);
        }
    }

    private void rent(Patient patient, Person provider) {
        narrator.chapter("The patient rents space for PTOY");
        StorageRental rental = world.chain().rental();
        WalletAddress me = patient.device().address();
        TokenAmount before = ptoy.balanceOf(me);
        rental.setOffer(provider.wallet(), new StorageRental.Offer(TokenAmount.parse("2"), GIB, true));
        narrator.refused(
                ReviewRefusedException.class,
                "letting the provider itself take PTOY",
                () -> patient.approves(ptoy.prepareApprove(me, provider.address(), SIX)));
        patient.approves(ptoy.prepareApprove(me, rental.address(), SIX));
        long lease = rental.leaseIn(patient.approves(rental.prepareRent(me, provider.address(), 4 * GIB, MONTH, SIX)));
        narrator.claim(
                ptoy.balanceOf(me).equals(before.minus(SIX)),
                "4 GiB for 30 days, one of them free, cost %s in advance",
                rental.leaseOf(lease).paid());
        world.node().advance(Duration.ofDays(10));
        narrator.say("the development chain's clock is put forward by ten days");
        patient.approves(rental.prepareEndLease(me, lease));
        rental.claim(world.operator(), List.of(lease));
        TokenAmount earned = rental.leaseOf(lease).claimed();
        narrator.claim(
                ptoy.balanceOf(provider.address()).equals(earned)
                        && ptoy.balanceOf(me).equals(before.minus(earned)),
                "ended after 10 days: the provider has earned %s, the rest is back",
                earned);
    }

    private void share(Patient patient, Person seeker, Person arbiter) {
        narrator.chapter("A researcher asks for records, and pays what the patient agreed to");
        DataExchange exchange = world.chain().exchange();
        WalletAddress me = patient.device().address();
        ptoy.transfer(world.operator(), seeker.address(), TEN);
        DataRequest request = exchange.open(seeker.wallet(), terms(arbiter, TEN));
        narrator.claim(
                ptoy.balanceOf(seeker.address()).units().signum() == 0,
                "the price lies with the contract before anybody shares anything");
        var prepared = exchange.prepareAccept(me, me, request.id(), world.hospital(), null);
        DataRequest richer =
                new DataRequest(seeker.address(), request.number(), terms(arbiter, TokenAmount.parse("99")));
        ReviewRefusedException lie = narrator.refused(
                ReviewRefusedException.class,
                "a consent for which the server shows a higher price",
                () -> patient.approves(prepared, richer));
        narrator.expect(lie.reason() == ReviewRefusedException.Reason.UNKNOWN_REQUEST, "for the terms");
        TokenAmount before = ptoy.balanceOf(me);
        ExchangeId deal = exchange.dealIn(patient.approves(prepared, request));
        exchange.deliver(world.hospitalDesk(), deal, digest());
        DataExchange.Settlement paid = exchange.confirm(seeker.wallet(), deal);
        narrator.claim(
                paid.toPatient().equals(TokenAmount.parse("8"))
                        && ptoy.balanceOf(me).equals(before.plus(paid.toPatient())),
                "delivered and confirmed: %s to the patient, %s to the hospital",
                paid.toPatient(),
                paid.toHospital());
    }

    private DataRequest.Terms terms(Person arbiter, TokenAmount price) {
        return new DataRequest.Terms(
                criteria,
                arbiter.address(),
                price,
                1,
                world.chain().now().plus(MONTH),
                Duration.ofDays(5),
                Duration.ofDays(7),
                2_000,
                0);
    }

    private ContentDigest digest() {
        return ContentDigest.of(FileId.random(world.random()).bytes());
    }
}
