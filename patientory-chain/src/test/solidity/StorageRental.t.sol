// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StorageRental} from "contracts/StorageRental.sol";
import {Vm} from "./Fixture.sol";
import {TokenFixture} from "./TokenFixture.sol";

/// @notice Leases: price, free tier, time, refund and claim.
contract StorageRentalTest is TokenFixture {
    uint64 private constant GIB = 2 ** 30;
    uint64 private constant MONTH = 30 days;

    function setUp() public override {
        super.setUp();
        offer(PROVIDER, 300, GIB);
    }

    function lease(uint256 leaseId) private view returns (StorageRental.Lease memory) {
        return rental.leaseOf(leaseId);
    }

    function test_setOffer_anybodys_isSeen() external {
        vm.recordLogs();
        vm.prank(stranger);
        rental.setOffer(7, 8, false);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], StorageRental.OfferSet.selector, "event");
        StorageRental.Offer memory o = rental.offerOf(stranger);
        vm.assertTrue(o.price == 7 && o.freeBytes == 8 && !o.open, "offer");
        vm.expectRevert(abi.encodeWithSelector(StorageRental.OfferClosed.selector, stranger));
        rental.rent(stranger, 1, 1, 0);
    }

    function test_rent_withFreeTier_paysForTheRest() external {
        vm.recordLogs();
        uint256 leaseId = rent(TENANT, 3 * GIB, 2 * MONTH);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], StorageRental.Rented.selector, "event");
        vm.assertEq(logs[0].topics[2], id(TENANT), "tenant");
        StorageRental.Lease memory l = lease(leaseId);
        vm.assertEq(l.paid, 2 * 300 * 2, "two of three GiB for two months");
        vm.assertTrue(l.tenant == TENANT && l.provider == PROVIDER && l.claimed == 0, "parties");
        vm.assertTrue(l.start == T0 && l.end == T0 + 2 * MONTH && l.sizeBytes == 3 * GIB && l.freeBytes == GIB, "terms");
        vm.assertEq(ptoy.balanceOf(address(rental)), 1200, "held");
        leaseId = rent(TENANT, GIB, MONTH);
        vm.assertEq(lease(leaseId).paid, 300, "the free tier is taken");
        vm.warp(T0 + 2 * MONTH);
        leaseId = rent(TENANT, GIB, MONTH);
        vm.assertEq(lease(leaseId).paid, 0, "and free again when the lease is over");
    }

    function test_rent_allFree_movesNothing() external {
        vm.prank(stranger);
        uint256 leaseId = rental.rent(PROVIDER, GIB / 2, MONTH, 0);
        vm.assertTrue(lease(leaseId).paid == 0 && lease(leaseId).freeBytes == GIB / 2, "free");
        vm.warp(T0 + 10);
        vm.assertEq(rental.claim(one(leaseId)), 0, "nothing to claim");
        vm.prank(stranger);
        vm.assertEq(rental.endLease(leaseId), 0, "nothing to refund");
        (uint256 cost, uint64 free) = rental.costOf(stranger, PROVIDER, 2 * GIB, MONTH);
        vm.assertTrue(cost == 300 && free == GIB, "free tier again at once");
        offer(address(0x9208), 10, 0);
        vm.prank(TENANT);
        leaseId = rental.rent(address(0x9208), GIB, MONTH, 10);
        vm.assertEq(lease(leaseId).freeBytes, 0, "a provider without");
    }

    function test_rent_aByte_roundsUp() external {
        rent(TENANT, GIB, MONTH);
        vm.assertEq(lease(rent(TENANT, 1, 1)).paid, 1, "one unit");
        (uint256 cost,) = rental.costOf(TENANT, PROVIDER, GIB, MONTH + 1);
        vm.assertEq(cost, 301, "up");
        offer(PROVIDER, 0, 0);
        vm.assertEq(lease(rent(TENANT, 1, 1)).paid, 0, "a gift is a gift");
    }

    function test_rent_badTerms_areRefused() external {
        bytes4 bad = StorageRental.InvalidLease.selector;
        vm.expectRevert(abi.encodeWithSelector(bad, 0, 1));
        rent(TENANT, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(bad, 1, 0));
        rent(TENANT, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(bad, 1, 3660 days + 1));
        rent(TENANT, 1, 3660 days + 1);
        rent(TENANT, 1, 3660 days);
        vm.expectRevert(abi.encodeWithSelector(StorageRental.TooExpensive.selector, 300, 299));
        vm.prank(TENANT);
        rental.rent(PROVIDER, GIB, MONTH, 299);
        offer(PROVIDER, type(uint128).max, 0);
        (uint256 cost,) = rental.costOf(TENANT, PROVIDER, 2 * GIB, MONTH);
        vm.expectRevert(abi.encodeWithSelector(StorageRental.TooExpensive.selector, cost, type(uint128).max));
        rent(TENANT, 2 * GIB, MONTH);
    }

    function test_costOf_theLargestOfAll_doesNotOverflow() external {
        offer(PROVIDER, type(uint128).max, 0);
        (uint256 cost,) = rental.costOf(TENANT, PROVIDER, type(uint64).max, 3660 days);
        uint256 exact = uint256(type(uint64).max) * 3660 days * type(uint128).max;
        vm.assertEq(cost, exact / (2 ** 30 * 30 days) + 1, "rounded up");
        bytes4 dear = StorageRental.TooExpensive.selector;
        vm.expectRevert(abi.encodeWithSelector(dear, cost, type(uint128).max));
        rent(TENANT, type(uint64).max, 3660 days);
    }

    function test_claim_secondBySecond_paysTheProvider() external {
        uint256 leaseId = rent(TENANT, 3 * GIB, 2 * MONTH);
        vm.warp(T0 + MONTH / 2);
        vm.assertEq(rental.claimable(leaseId), 300, "a quarter");
        vm.recordLogs();
        vm.prank(stranger);
        vm.assertEq(rental.claim(one(leaseId)), 300, "anyone sends");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], StorageRental.Claimed.selector, "event");
        vm.assertEq(ptoy.balanceOf(PROVIDER), 300, "to the provider");
        vm.assertEq(rental.claim(one(leaseId)), 0, "once");
        vm.warp(T0 + 2 * MONTH - 1);
        vm.assertEq(rental.claimable(leaseId), 899, "rounded down until the end");
        vm.warp(T0 + 2 * MONTH);
        vm.assertEq(rental.claim(one(leaseId)), 900, "the rest");
        vm.warp(T0 + 9 * MONTH);
        vm.assertEq(rental.claim(one(leaseId)), 0, "no more");
        vm.assertEq(ptoy.balanceOf(address(rental)), 0, "empty");
    }

    function test_endLease_byEither_refundsTheRest() external {
        uint256 leaseId = rent(TENANT, 3 * GIB, 2 * MONTH);
        uint256 before = ptoy.balanceOf(TENANT);
        vm.warp(T0 + MONTH);
        vm.recordLogs();
        vm.prank(TENANT);
        vm.assertEq(rental.endLease(leaseId), 600, "half");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], StorageRental.Ended.selector, "event");
        vm.assertEq(ptoy.balanceOf(TENANT), before + 600, "back");
        vm.assertEq(rental.claimable(leaseId), 600, "earned");
        vm.expectRevert(abi.encodeWithSelector(StorageRental.LeaseOver.selector, leaseId, T0 + MONTH));
        vm.prank(TENANT);
        rental.endLease(leaseId);
        vm.warp(T0 + 3 * MONTH);
        vm.assertEq(rental.claim(one(leaseId)), 600, "and no more");
        leaseId = rent(TENANT, 3 * GIB, MONTH);
        vm.prank(PROVIDER);
        vm.assertEq(rental.endLease(leaseId), 600, "at once, all");
        vm.assertEq(rental.claim(one(leaseId)), 0, "nothing earned");
        leaseId = rent(TENANT, GIB, MONTH);
        vm.assertEq(lease(leaseId).freeBytes, GIB, "the free tier came back too");
    }

    function test_endLease_byAnother_orUnknown_isRefused() external {
        uint256 leaseId = rent(TENANT, GIB, MONTH);
        vm.expectRevert(abi.encodeWithSelector(StorageRental.NotParty.selector, stranger, leaseId));
        vm.prank(stranger);
        rental.endLease(leaseId);
        bytes memory unknown = abi.encodeWithSelector(StorageRental.LeaseNotFound.selector, 99);
        vm.expectRevert(unknown);
        rental.endLease(99);
        vm.expectRevert(unknown);
        rental.claim(one(99));
        vm.expectRevert(unknown);
        rental.claimable(99);
        vm.expectRevert(unknown);
        rental.leaseOf(99);
    }

    function test_constructor_withoutToken_isRefused() external {
        bytes memory refusal = abi.encodeWithSelector(StorageRental.NotAContract.selector, address(1));
        refuseDeployment("StorageRental", abi.encode(address(1)), refusal);
        vm.assertEq(address(rental.token()), address(ptoy), "token");
    }

    function testFuzz_anyLease_endedAnywhere_losesNothing(
        uint64 size,
        uint32 duration,
        uint128 price,
        uint32 first,
        uint32 second
    ) external {
        offer(PROVIDER, price % 1e12, 5);
        size = 1 + size % (1000 * GIB);
        duration = 1 + duration % 3000 days;
        (uint256 cost,) = rental.costOf(TENANT, PROVIDER, size, duration);
        if (cost > ptoy.balanceOf(TENANT)) return;
        uint256 before = ptoy.balanceOf(TENANT);
        uint256 leaseId = rent(TENANT, size, duration);
        vm.assertEq(before - ptoy.balanceOf(TENANT), cost, "paid as said");
        vm.warp(T0 + first % duration);
        uint256 claimed = rental.claim(one(leaseId));
        vm.assertEq(claimed, cost * (first % duration) / duration, "in proportion");
        uint256 at = first % duration + second % duration;
        vm.warp(T0 + at);
        if (at < duration) {
            vm.prank(TENANT);
            uint256 refund = rental.endLease(leaseId);
            vm.assertEq(refund, cost - cost * at / duration, "refund");
        }
        rental.claim(one(leaseId));
        if (at >= duration) vm.assertEq(ptoy.balanceOf(PROVIDER), cost, "all earned");
        vm.assertEq(ptoy.balanceOf(address(rental)), 0, "nothing stays");
        vm.assertEq(ptoy.balanceOf(PROVIDER) + ptoy.balanceOf(TENANT), before, "nothing is lost");
    }
}
