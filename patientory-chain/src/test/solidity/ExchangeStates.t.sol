// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DataExchange} from "contracts/DataExchange.sol";
import {Vm} from "./Fixture.sol";
import {TokenFixture} from "./TokenFixture.sol";

/// @notice Every call on a deal, in every state, by every party, before and after the deadline: 7 x 6 x 9 x 2 cells, against
/// the rules of the specification's diagram, written here as such.
contract ExchangeStatesTest is TokenFixture {
    enum Call {
        Deliver,
        Withdraw,
        Confirm,
        Dispute,
        Resolve,
        Settle
    }

    address private constant FOREIGN_WRITER = address(0xF0E);
    uint256 private request;
    uint256 private deal;
    address[9] private parties;
    string[9] private partyNames =
        ["owner", "writer", "seeker", "arbiter", "stranger", "admin", "node", "another patient", "another hospital's writer"];
    string[6] private callNames = ["deliver", "withdraw", "confirm", "dispute", "resolve", "settle"];

    function setUp() public override {
        super.setUp();
        addHospital("foreign.example", FOREIGN_WRITER);
        parties = [owner, writer, SEEKER, ARBITER, stranger, admin, NODE, other, FOREIGN_WRITER];
        request = open();
        deal = 99;
    }

    function data(Call call) private view returns (bytes memory) {
        if (call == Call.Deliver) return abi.encodeCall(exchange.deliver, (deal, BODY));
        if (call == Call.Withdraw) return abi.encodeCall(exchange.withdraw, (deal));
        if (call == Call.Confirm) return abi.encodeCall(exchange.confirm, (deal));
        if (call == Call.Dispute) return abi.encodeCall(exchange.dispute, (deal, BODY));
        if (call == Call.Resolve) return abi.encodeCall(exchange.resolve, (deal, 2_500));
        return abi.encodeCall(exchange.settle, (deal));
    }

    function act(address by, Call call) private {
        bytes memory callData = data(call);
        vm.prank(by);
        (bool ok,) = address(exchange).call(callData);
        require(ok, "prepared");
    }

    /// @dev The state in which a deal is after a call that the diagram allows, or None.
    function next(DataExchange.State from, Call call, uint256 party, bool late)
        private
        pure
        returns (DataExchange.State)
    {
        bool seller = party == 0 || party == 1;
        if (from == DataExchange.State.Accepted) {
            if (call == Call.Deliver && seller && !late) return DataExchange.State.Delivered;
            if (call == Call.Withdraw && party == 0) return DataExchange.State.Refunded;
            if (call == Call.Settle && late) return DataExchange.State.Refunded;
        } else if (from == DataExchange.State.Delivered) {
            if (call == Call.Confirm && party == 2) return DataExchange.State.Paid;
            if (call == Call.Dispute && party == 2 && !late) return DataExchange.State.Disputed;
            if (call == Call.Settle && late) return DataExchange.State.Paid;
        } else if (from == DataExchange.State.Disputed) {
            if (call == Call.Confirm && party == 2) return DataExchange.State.Paid;
            if (call == Call.Resolve && party == 3 && !late) return DataExchange.State.Divided;
            if (call == Call.Settle && late) return DataExchange.State.Divided;
        }
        return DataExchange.State.None;
    }

    /// @dev Which calls a state knows at all; the others are refused by WrongState, whoever calls.
    function known(DataExchange.State from, Call call) private pure returns (bool) {
        if (from == DataExchange.State.Accepted) {
            return call == Call.Deliver || call == Call.Withdraw || call == Call.Settle;
        }
        if (from == DataExchange.State.Delivered) {
            return call == Call.Confirm || call == Call.Dispute || call == Call.Settle;
        }
        if (from == DataExchange.State.Disputed) {
            return call == Call.Confirm || call == Call.Resolve || call == Call.Settle;
        }
        return false;
    }

    function refusal(DataExchange.State from, Call call, uint256 party) private pure returns (bytes4) {
        if (!known(from, call)) return DataExchange.WrongState.selector;
        if (call == Call.Settle) return DataExchange.TooEarly.selector;
        bool right = call == Call.Deliver
            ? party < 2
            : call == Call.Withdraw ? party == 0 : call == Call.Resolve ? party == 3 : party == 2;
        return right ? DataExchange.TooLate.selector : DataExchange.NotParty.selector;
    }

    function compareAll() private {
        for (uint256 late = 0; late < 2; late++) {
            for (uint256 c = 0; c < 6; c++) {
                for (uint256 p = 0; p < 9; p++) compare(Call(c), p, late == 1);
            }
        }
    }

    function compare(Call call, uint256 party, bool late) private {
        uint256 before = vm.snapshotState();
        DataExchange.Deal memory d = exchange.dealOf(deal);
        if (d.deadline != 0) vm.warp(late ? d.deadline : d.deadline - 1);
        string memory where = string.concat(
            callNames[uint256(call)], " by ", partyNames[party], late ? " late in state " : " in state ", vm.toString(uint256(d.state))
        );
        uint256 held = ptoy.balanceOf(address(exchange));
        (bool ok, bytes memory answer) = attempt(call, party);
        DataExchange.State expected = next(d.state, call, party, late);
        vm.assertTrue(ok == (expected != DataExchange.State.None), where);
        if (ok) {
            vm.assertEq(uint256(exchange.dealOf(deal).state), uint256(expected), where);
            uint256 out = expected > DataExchange.State.Disputed ? 1001 : 0;
            vm.assertEq(held - ptoy.balanceOf(address(exchange)), out, string.concat(where, ": money"));
        } else {
            vm.assertEq(bytes32(bytes4(answer)), bytes32(refusal(d.state, call, party)), where);
        }
        vm.revertToState(before);
    }

    function attempt(Call call, uint256 party) private returns (bool ok, bytes memory answer) {
        bytes memory callData = data(call);
        vm.prank(parties[party]);
        return address(exchange).call(callData);
    }

    function test_noDeal() external {
        compareAll();
    }

    function test_accepted() external {
        deal = accept(request);
        compareAll();
    }

    function test_delivered() external {
        deal = accept(request);
        act(writer, Call.Deliver);
        compareAll();
    }

    function test_disputed() external {
        dispute();
        compareAll();
    }

    function test_paid() external {
        dispute();
        act(SEEKER, Call.Confirm);
        compareAll();
    }

    function test_refunded() external {
        deal = accept(request);
        act(owner, Call.Withdraw);
        compareAll();
    }

    function test_divided() external {
        dispute();
        act(ARBITER, Call.Resolve);
        compareAll();
    }

    function dispute() private {
        deal = accept(request);
        act(owner, Call.Deliver);
        act(SEEKER, Call.Dispute);
    }

    // -------------------------------------------------- what an id commits to

    function test_requestId_commitsToSeekerNumberAndTerms() external {
        bytes32 expected = keccak256(abi.encode(SEEKER, 2, terms()));
        vm.assertEq(bytes32(open()), expected, "request");
        vm.assertEq(exchange.openedBy(SEEKER), 2, "number");
        vm.assertEq(exchange.openedBy(stranger), 0, "nobody else's");
        vm.assertEq(bytes32(accept(request)), keccak256(abi.encode(request, vault)), "deal");
        vm.assertTrue(exchange.hasAccepted(request, address(vault)), "accepted");
        vm.assertTrue(!exchange.hasAccepted(uint256(expected), address(vault)), "not the other");
    }

    /// @dev The blocks that held the request are undone, and the seeker opens another in its place.
    function test_accept_ofARequestThatWasReplaced_isRefused() external {
        uint256 before = vm.snapshotState();
        uint256 seen = open();
        vm.revertToState(before);
        DataExchange.Terms memory worse = terms();
        (worse.price, worse.criteriaCid) = (1, keccak256("another purpose"));
        vm.prank(SEEKER);
        exchange.open(worse);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.RequestNotFound.selector, seen));
        accept(seen);
    }

    function test_accept_everyPlace_thenNoMore_andWithdrawnOnesStayTaken() external {
        deal = accept(request);
        act(owner, Call.Withdraw);
        vm.expectRevert(abi.encodeWithSelector(DataExchange.AcceptedBefore.selector, request, address(vault)));
        accept(request);
        vm.assertEq(exchange.requestOf(request).taken, 1, "the place is not free again");
        vm.assertEq(ptoy.balanceOf(address(exchange)), 2 * 1001, "its price is with the seeker");
    }
}
