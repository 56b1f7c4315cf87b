// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {DataExchange} from "contracts/DataExchange.sol";
import {StorageRental} from "contracts/StorageRental.sol";
import {TokenFixture} from "./TokenFixture.sol";

/// @dev A token that is not ours: calls whoever has code before it moves anything, and may keep a part.
contract StrangeToken is ERC20 {
    uint256 public immutable fee;

    constructor(address holder, uint256 fee_) ERC20("Strange", "STR") {
        fee = fee_;
        _mint(holder, 1e12);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from != address(0)) {
            tell(from);
            tell(to);
        }
        super._update(from, to, value);
        if (from != address(0) && fee != 0) super._update(to, address(0xFEE), fee);
    }

    function tell(address who) private {
        if (who.code.length == 0) return;
        (bool heard,) = who.call(abi.encodeWithSignature("moving()"));
        heard;
    }
}

/// @dev Tenant, provider and seeker in one, who calls back in the middle of a transfer, once.
contract Thief {
    address private target;
    bytes private data;
    bool public succeeded;

    function prepare(address target_, bytes calldata data_) external {
        (target, data, succeeded) = (target_, data_, false);
    }

    function act(address on, bytes calldata what) external returns (bytes memory answer) {
        bool ok;
        (ok, answer) = on.call(what);
        require(ok, "act");
    }

    function moving() external {
        if (target == address(0)) return;
        address on = target;
        target = address(0);
        (succeeded,) = on.call(data);
    }
}

/// @notice Re-entry, tokens that are not PTOY, and what rounding is worth.
contract MoneyAttacksTest is TokenFixture {
    StrangeToken private strange;
    StorageRental private odd;
    DataExchange private market;
    Thief private thief;

    function setUp() public override {
        super.setUp();
        strange = new StrangeToken(address(this), 0);
        odd = StorageRental(deploy("StorageRental", abi.encode(strange)));
        market = DataExchange(deploy("DataExchange", abi.encode(strange, registry)));
        thief = new Thief();
        strange.transfer(address(odd), 1e6);
        strange.transfer(address(market), 1e6);
        strange.transfer(address(thief), 1e6);
        thief.act(address(strange), abi.encodeCall(strange.approve, (address(odd), 1e6)));
        thief.act(address(strange), abi.encodeCall(strange.approve, (address(market), 1e6)));
        thief.act(address(odd), abi.encodeCall(odd.setOffer, (1000, 0, true)));
    }

    function conserved(address pot) private view {
        vm.assertTrue(thief.succeeded(), "he did call back");
        vm.assertEq(strange.balanceOf(pot), 1e6, "what others left there");
        vm.assertEq(strange.balanceOf(address(thief)), 1e6, "his own");
    }

    function rentAll() private {
        thief.act(address(odd), abi.encodeCall(odd.rent, (address(thief), 2 ** 30, 30 days, 1000)));
    }

    function test_rent_endedWhileItIsPaid_takesNothing() external {
        thief.prepare(address(odd), abi.encodeCall(odd.endLease, (1)));
        rentAll();
        conserved(address(odd));
    }

    function test_claim_insideAClaim_paysOnce() external {
        rentAll();
        vm.warp(T0 + 60 days);
        uint256[] memory twice = new uint256[](2);
        (twice[0], twice[1]) = (1, 1);
        thief.prepare(address(odd), abi.encodeCall(odd.claim, (twice)));
        thief.act(address(odd), abi.encodeCall(odd.claim, (twice)));
        conserved(address(odd));
    }

    function test_endLease_insideAClaimAndBack_paysOnce() external {
        rentAll();
        vm.warp(T0 + 15 days);
        thief.prepare(address(odd), abi.encodeCall(odd.endLease, (1)));
        thief.act(address(odd), abi.encodeCall(odd.claim, (one(1))));
        conserved(address(odd));
        rentAll();
        vm.warp(T0 + 30 days);
        thief.prepare(address(odd), abi.encodeCall(odd.claim, (one(2))));
        thief.act(address(odd), abi.encodeCall(odd.endLease, (2)));
        conserved(address(odd));
    }

    function test_open_closedWhileItIsPaid_takesNothing() external {
        uint256 request = uint256(keccak256(abi.encode(address(thief), 1, terms())));
        thief.prepare(address(market), abi.encodeCall(market.close, (request)));
        thief.act(address(market), abi.encodeCall(market.open, (terms())));
        conserved(address(market));
    }

    function test_confirm_insideASettlement_paysOnce() external {
        bytes memory answer = thief.act(address(market), abi.encodeCall(market.open, (terms())));
        uint256 request = uint256(bytes32(slice(answer)));
        vm.prank(owner);
        uint256 deal = market.accept(request, owner, 0, address(thief));
        vm.prank(owner);
        market.deliver(deal, BODY);
        thief.act(address(market), abi.encodeCall(market.close, (request)));
        thief.prepare(address(market), abi.encodeCall(market.confirm, (deal)));
        thief.act(address(market), abi.encodeCall(market.confirm, (deal)));
        vm.assertTrue(!thief.succeeded(), "once");
        vm.assertEq(strange.balanceOf(address(market)), 1e6, "what others left there");
        vm.assertEq(strange.balanceOf(owner), 951, "patient");
        vm.assertEq(strange.balanceOf(address(thief)), 1e6 - 951, "seeker and node");
    }

    /// @dev `act` returns the answer as bytes: its first word is the id.
    function slice(bytes memory answer) private pure returns (bytes32 word) {
        assembly {
            word := mload(add(answer, 32))
        }
    }

    /// @dev Why the specification asks for a token that moves exactly what is said.
    function test_tokenThatKeepsAPart_leavesTooLittle() external {
        StrangeToken taxed = new StrangeToken(address(this), 10);
        StorageRental poor = StorageRental(deploy("StorageRental", abi.encode(taxed)));
        taxed.transfer(TENANT, 2000);
        vm.prank(TENANT);
        taxed.approve(address(poor), type(uint256).max);
        vm.prank(PROVIDER);
        poor.setOffer(1000, 0, true);
        vm.prank(TENANT);
        poor.rent(PROVIDER, 2 ** 30, 30 days, 1000);
        vm.assertEq(taxed.balanceOf(address(poor)), 990, "of 1,000");
        vm.warp(T0 + 30 days);
        (bool ok,) = address(poor).call(abi.encodeCall(poor.claim, (one(1))));
        vm.assertTrue(!ok, "nobody can be paid in full");
    }

    function testFuzz_rounding_isWorthOneUnitALease(uint64 size, uint32 duration, uint64 price, uint32 at) external {
        offer(PROVIDER, price % 1e10, 0);
        size = 1 + size % 2 ** 36;
        duration = 1 + duration % 365 days;
        (uint256 cost,) = rental.costOf(TENANT, PROVIDER, size, duration);
        uint256 leaseId = rent(TENANT, size, duration);
        uint256 passed = at % duration;
        vm.warp(T0 + passed);
        vm.prank(TENANT);
        uint256 kept = cost - rental.endLease(leaseId);
        uint256 exact = uint256(size) * passed * (price % 1e10) / (2 ** 30 * 30 days);
        vm.assertTrue(kept <= exact + 1 && kept + 1 >= exact, "by one unit, either way");
    }

    /// @dev A hospital's admin chooses how long its name is; nobody who ends a deal pays for reading it.
    function test_hospitalWithALongName_makesNoSettlementDearer() external {
        uint256 deal = accept(open());
        vm.prank(writer);
        exchange.deliver(deal, BODY);
        uint256 before = vm.snapshotState();
        uint256 usual = gasOfConfirming(deal);
        vm.revertToState(before);
        vm.prank(admin);
        hospitals.updateHospital(hospitalId, string(new bytes(20_000)), string(new bytes(20_000)));
        vm.assertTrue(gasOfConfirming(deal) <= usual, "dearer");
        vm.assertEq(ptoy.balanceOf(admin), 150, "and the hospital is paid");
    }

    function gasOfConfirming(uint256 deal) private returns (uint256 gas) {
        vm.prank(SEEKER);
        gas = gasleft();
        exchange.confirm(deal);
        gas -= gasleft();
    }

    function test_hospitalWhoseAdminIsTheExchange_leavesItsShareThere() external {
        uint256 deal = accept(open());
        vm.prank(admin);
        hospitals.setHospitalAdmin(hospitalId, address(exchange));
        vm.prank(owner);
        exchange.deliver(deal, BODY);
        vm.prank(SEEKER);
        exchange.confirm(deal);
        vm.assertEq(ptoy.balanceOf(owner), 801, "the others get theirs");
        vm.assertEq(ptoy.balanceOf(address(exchange)), 2 * 1001 + 150, "beside the free places");
    }

    /// @dev An arbiter is impartial if the seeker chose well: the contract does not know who he is.
    function test_arbiter_withAVaultOfHisOwn_decidesForHimself() external {
        DataExchange.Terms memory t = terms();
        t.arbiter = owner;
        vm.prank(SEEKER);
        uint256 request = exchange.open(t);
        vm.prank(owner);
        uint256 deal = exchange.accept(request, owner, 0, address(0));
        vm.prank(owner);
        exchange.deliver(deal, BODY);
        vm.prank(SEEKER);
        exchange.dispute(deal, BODY);
        vm.prank(owner);
        exchange.resolve(deal, 10_000);
        vm.assertEq(ptoy.balanceOf(owner), 1001, "all of it");
    }

    /// @dev Anybody can be a patient: a request has no way to tell a crowd of accounts from people.
    function test_placesTakenByOneCrowd_costTheSeekerTimeAndNoMoney() external {
        uint256 request = open();
        uint256[3] memory deals;
        for (uint256 i = 0; i < 3; i++) {
            address fake = vm.addr(0xFA4E + i);
            registry.register(registration(fake), signRegistration(0xFA4E + i, registration(fake)));
            vm.prank(fake);
            deals[i] = exchange.accept(request, fake, 0, address(0));
        }
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestClosed.selector, request));
        accept(request);
        vm.warp(T0 + 5 days);
        for (uint256 i = 0; i < 3; i++) exchange.settle(deals[i]);
        vm.assertEq(ptoy.balanceOf(SEEKER), SUPPLY / 10, "all back");
    }
}
