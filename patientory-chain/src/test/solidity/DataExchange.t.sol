// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DataExchange} from "contracts/DataExchange.sol";
import {Vm} from "./Fixture.sol";
import {TokenFixture} from "./TokenFixture.sol";

/// @notice Requests and deals: consent, delivery, and every way in which money comes out.
contract DataExchangeTest is TokenFixture {
    uint256 private request;
    uint256 private deal;
    bytes32 private constant DELIVERY = keccak256("delivery");

    function setUp() public override {
        super.setUp();
        request = open();
        deal = accept(request);
    }

    function deliver() private {
        vm.prank(owner);
        exchange.deliver(deal, DELIVERY);
    }

    function dispute() private {
        deliver();
        vm.prank(SEEKER);
        exchange.dispute(deal, BODY);
    }

    function state() private view returns (DataExchange.State) {
        return exchange.dealOf(deal).state;
    }

    function paid(uint256 toPatient, uint256 toHospital, uint256 toNode) private view {
        vm.assertEq(ptoy.balanceOf(owner), toPatient, "patient");
        vm.assertEq(ptoy.balanceOf(admin), toHospital, "hospital");
        vm.assertEq(ptoy.balanceOf(NODE), toNode, "node");
        vm.assertEq(ptoy.balanceOf(address(exchange)), 2 * 1001, "the other places");
        uint256 out = toPatient + toHospital + toNode;
        vm.assertEq(ptoy.balanceOf(SEEKER), SUPPLY / 10 - 2 * 1001 - out, "seeker");
    }

    function wrongState() private view returns (bytes memory) {
        return abi.encodeWithSelector(DataExchange.WrongState.selector, deal, state());
    }

    function test_open_paysForAllPlaces() external {
        vm.recordLogs();
        uint256 second = open();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], DataExchange.Opened.selector, "event");
        vm.assertEq(ptoy.balanceOf(address(exchange)), 2 * 3 * 1001, "held");
        DataExchange.Request memory r = exchange.requestOf(second);
        vm.assertTrue(r.seeker == SEEKER && r.taken == 0, "request");
        vm.assertEq(keccak256(abi.encode(r.terms)), keccak256(abi.encode(terms())), "terms");
    }

    function test_open_badTerms_areRefused() external {
        DataExchange.Terms[13] memory bad;
        for (uint256 i = 0; i < 13; i++) bad[i] = terms();
        bad[0].arbiter = address(0);
        bad[1].arbiter = SEEKER;
        bad[2].criteriaCid = 0;
        bad[3].price = 0;
        bad[4].places = 0;
        bad[5].hospitalShare = 4501;
        bad[6].nodeShare = 65535;
        bad[7].acceptUntil = uint64(T0 - 1);
        bad[8].deliverWithin = 0;
        bad[9].confirmWithin = 0;
        bad[10].deliverWithin = 90 days + 1;
        bad[11].confirmWithin = 90 days + 1;
        (bad[12].hospitalShare, bad[12].nodeShare) = (5000, 1);
        for (uint256 i = 0; i < 13; i++) {
            vm.expectRevert(abi.encodeWithSelector(DataExchange.InvalidTerms.selector));
            vm.prank(SEEKER);
            exchange.open(bad[i]);
        }
        DataExchange.Terms memory edge = terms();
        (edge.hospitalShare, edge.nodeShare, edge.acceptUntil) = (4500, 500, uint64(T0));
        (edge.deliverWithin, edge.confirmWithin) = (90 days, 90 days);
        vm.prank(SEEKER);
        exchange.open(edge);
    }

    function test_close_refundsFreePlaces_andDealsGoOn() external {
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, stranger));
        vm.prank(stranger);
        exchange.close(request);
        vm.recordLogs();
        vm.prank(SEEKER);
        vm.assertEq(exchange.close(request), 2 * 1001, "two places");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], DataExchange.Closed.selector, "event");
        vm.assertEq(ptoy.balanceOf(address(exchange)), 1001, "one deal");
        vm.prank(SEEKER);
        vm.assertEq(exchange.close(request), 0, "again");
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestClosed.selector, request));
        vm.prank(other);
        exchange.accept(request, other, 0, address(0));
        deliver();
        vm.prank(SEEKER);
        exchange.confirm(deal);
        vm.assertEq(ptoy.balanceOf(address(exchange)), 0, "all out");
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestNotFound.selector, 99));
        exchange.close(99);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestNotFound.selector, 99));
        exchange.requestOf(99);
    }

    function test_accept_withOnesVault_isConsent() external {
        vm.recordLogs();
        vm.prank(other);
        uint256 second = exchange.accept(request, other, 0, address(0));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], DataExchange.Accepted.selector, "event");
        (, address theirs) = registry.predict(other);
        DataExchange.Deal memory d = exchange.dealOf(second);
        vm.assertTrue(d.vault == theirs && d.requestId == request && d.deadline == T0 + 5 days, "deal");
        vm.assertTrue(d.state == DataExchange.State.Accepted && d.hospitalId == 0 && d.node == address(0), "state");
        vm.assertTrue(exchange.hasAccepted(request, theirs), "noted");
        vm.assertEq(exchange.requestOf(request).taken, 2, "taken");
    }

    function test_accept_otherwise_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, stranger));
        vm.prank(stranger);
        exchange.accept(request, other, 0, address(0));
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, stranger));
        vm.prank(stranger);
        exchange.accept(request, stranger, 0, address(0));
        vm.expectRevert(abi.encodeWithSelector(DataExchange.AcceptedBefore.selector, request, address(vault)));
        accept(request);
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.HospitalInactive.selector, hospitalId));
        vm.prank(other);
        exchange.accept(request, other, hospitalId, NODE);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestNotFound.selector, 99));
        vm.prank(other);
        exchange.accept(99, other, 0, address(0));
        uint256 before = vm.snapshotState();
        vm.warp(T0 + 10 days);
        vm.prank(other);
        exchange.accept(request, other, 0, address(0));
        vm.revertToState(before);
        vm.warp(T0 + 10 days + 1);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestClosed.selector, request));
        vm.prank(other);
        exchange.accept(request, other, 0, address(0));
    }

    function test_confirm_afterDelivery_splits() external {
        vm.recordLogs();
        deliver();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], DataExchange.Delivered.selector, "delivered");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(DELIVERY, T0 + 7 days)), "digest and deadline");
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, owner));
        vm.prank(owner);
        exchange.confirm(deal);
        vm.recordLogs();
        vm.prank(SEEKER);
        exchange.confirm(deal);
        logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], DataExchange.Settled.selector, "settled");
        vm.assertEq(logs[0].topics[2], bytes32(uint256(DataExchange.State.Paid)), "paid");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(801, 150, 50, 0)), "amounts");
        paid(801, 150, 50);
        vm.expectRevert(wrongState());
        vm.prank(SEEKER);
        exchange.confirm(deal);
    }

    function test_withoutHospitalAndNode_thePatientHasAll() external {
        vm.prank(other);
        deal = exchange.accept(request, other, 0, address(0));
        vm.prank(other);
        exchange.deliver(deal, DELIVERY);
        vm.prank(SEEKER);
        exchange.confirm(deal);
        vm.assertEq(ptoy.balanceOf(other), 1001, "all");
    }

    function test_deliver_byTheHospitalsWriter_counts() external {
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, stranger));
        vm.prank(stranger);
        exchange.deliver(deal, DELIVERY);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.ZeroDigest.selector));
        vm.prank(writer);
        exchange.deliver(deal, 0);
        vm.prank(writer);
        exchange.deliver(deal, DELIVERY);
        vm.assertTrue(state() == DataExchange.State.Delivered, "delivered");
        vm.expectRevert(wrongState());
        deliver();
        vm.prank(other);
        deal = exchange.accept(request, other, 0, address(0));
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, stranger));
        vm.prank(stranger);
        exchange.deliver(deal, DELIVERY);
    }

    function test_settle_undelivered_refundsTheSeeker() external {
        vm.warp(T0 + 5 days - 1);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.TooEarly.selector, T0 + 5 days, T0 + 5 days - 1));
        exchange.settle(deal);
        vm.warp(T0 + 5 days);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.TooLate.selector, T0 + 5 days, T0 + 5 days));
        deliver();
        exchange.settle(deal);
        vm.assertTrue(state() == DataExchange.State.Refunded, "refunded");
        paid(0, 0, 0);
        vm.expectRevert(wrongState());
        exchange.settle(deal);
        deal = 99;
        vm.expectRevert(wrongState());
        exchange.settle(99);
    }

    function test_settle_undisputed_paysTheSellers() external {
        deliver();
        vm.warp(T0 + 7 days);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.TooLate.selector, T0 + 7 days, T0 + 7 days));
        vm.prank(SEEKER);
        exchange.dispute(deal, BODY);
        exchange.settle(deal);
        vm.assertTrue(state() == DataExchange.State.Paid, "paid");
        paid(801, 150, 50);
    }

    function test_withdraw_beforeDelivery_refundsTheSeeker() external {
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, writer));
        vm.prank(writer);
        exchange.withdraw(deal);
        uint256 before = vm.snapshotState();
        vm.prank(owner);
        exchange.withdraw(deal);
        vm.assertTrue(state() == DataExchange.State.Refunded, "refunded");
        paid(0, 0, 0);
        vm.revertToState(before);
        deliver();
        vm.expectRevert(wrongState());
        vm.prank(owner);
        exchange.withdraw(deal);
    }

    function test_dispute_decidedByTheArbiter_divides() external {
        deliver();
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, owner));
        vm.prank(owner);
        exchange.dispute(deal, BODY);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.ZeroDigest.selector));
        vm.prank(SEEKER);
        exchange.dispute(deal, 0);
        vm.recordLogs();
        vm.prank(SEEKER);
        exchange.dispute(deal, BODY);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], DataExchange.Disputed.selector, "disputed");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(BODY, T0 + 30 days)), "reason and deadline");
        vm.expectRevert(abi.encodeWithSelector(DataExchange.NotParty.selector, SEEKER));
        vm.prank(SEEKER);
        exchange.resolve(deal, 0);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.InvalidTerms.selector));
        vm.prank(ARBITER);
        exchange.resolve(deal, 10_001);
        vm.prank(ARBITER);
        exchange.resolve(deal, 4_000);
        vm.assertTrue(state() == DataExchange.State.Divided, "divided");
        paid(320, 60, 20);
        vm.expectRevert(wrongState());
        vm.prank(ARBITER);
        exchange.resolve(deal, 4_000);
    }

    function test_dispute_atTheEdges_isAllOrNothing() external {
        dispute();
        uint256 before = vm.snapshotState();
        vm.prank(ARBITER);
        exchange.resolve(deal, 10_000);
        paid(801, 150, 50);
        vm.revertToState(before);
        vm.prank(ARBITER);
        exchange.resolve(deal, 0);
        paid(0, 0, 0);
        vm.revertToState(before);
        vm.prank(SEEKER);
        exchange.confirm(deal);
        paid(801, 150, 50);
    }

    function test_dispute_undecided_isHalved() external {
        dispute();
        vm.warp(T0 + 30 days);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.TooLate.selector, T0 + 30 days, T0 + 30 days));
        vm.prank(ARBITER);
        exchange.resolve(deal, 0);
        exchange.settle(deal);
        vm.assertTrue(state() == DataExchange.State.Divided, "divided");
        paid(400, 75, 25);
    }

    function test_afterRecovery_theNewOwnerIsPaid() external {
        address[] memory guardians = new address[](1);
        guardians[0] = doctor;
        vm.prank(owner);
        user.setGuardians(guardians, 1);
        vm.prank(doctor);
        user.supportRecovery(stranger);
        vm.warp(T0 + 72 hours);
        vm.prank(stranger);
        user.executeRecovery();
        vm.prank(stranger);
        exchange.deliver(deal, DELIVERY);
        vm.prank(SEEKER);
        exchange.confirm(deal);
        vm.assertEq(ptoy.balanceOf(stranger), 801, "the new owner");
        request = open();
        vm.prank(stranger);
        exchange.accept(request, owner, 0, address(0));
    }

    function test_constructor_withoutCode_isRefused() external {
        bytes memory refusal = abi.encodeWithSelector(DataExchange.NotAContract.selector, address(1));
        refuseDeployment("DataExchange", abi.encode(address(1), registry), refusal);
        refuseDeployment("DataExchange", abi.encode(ptoy, address(1)), refusal);
        vm.assertEq(address(exchange.hospitals()), address(hospitals), "hospitals");
        vm.assertEq(address(exchange.token()), address(ptoy), "token");
    }

    function testFuzz_anySplit_losesNothing(uint128 price, uint16 h, uint16 n, uint16 sellers) external {
        DataExchange.Terms memory t = terms();
        t.price = 1 + price % 1e15;
        t.places = 1;
        t.hospitalShare = h % 5001;
        t.nodeShare = n % (5001 - t.hospitalShare);
        vm.prank(SEEKER);
        request = exchange.open(t);
        uint256 held = ptoy.balanceOf(address(exchange));
        uint256 before = ptoy.balanceOf(SEEKER);
        deal = accept(request);
        dispute();
        uint16 share = sellers % 10_001;
        vm.prank(ARBITER);
        exchange.resolve(deal, share);
        uint256 back = ptoy.balanceOf(SEEKER) - before;
        uint256 out = ptoy.balanceOf(owner) + ptoy.balanceOf(admin) + ptoy.balanceOf(NODE);
        vm.assertEq(out, uint256(t.price) * share / 10_000, "sellers");
        vm.assertEq(back + out, t.price, "all of it");
        vm.assertEq(ptoy.balanceOf(address(exchange)), held - t.price, "and no more");
        vm.assertTrue(ptoy.balanceOf(owner) * 2 >= out, "at least half to the patient");
    }
}
