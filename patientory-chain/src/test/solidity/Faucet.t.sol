// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Faucet} from "contracts/Faucet.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Small change, slowly.
contract FaucetTest is Fixture {
    Faucet private faucet;

    function setUp() public override {
        vm.warp(T0);
        faucet = Faucet(payable(deploy("Faucet", abi.encode(admin, 10, 100, 25))));
        (bool ok,) = address(faucet).call{value: 1000}("");
        vm.assertTrue(ok, "filled");
    }

    function drip(address to) private {
        vm.prank(admin);
        faucet.drip(payable(to));
    }

    function test_drip_oncePerInterval_gives() external {
        vm.assertEq(faucet.nextFor(doctor), 0, "never served");
        vm.recordLogs();
        drip(doctor);
        vm.assertEq(vm.getRecordedLogs()[0].topics[0], Faucet.Dripped.selector, "event");
        vm.assertEq(doctor.balance, 10, "change");
        vm.assertEq(faucet.nextFor(doctor), T0 + 100, "next");
        vm.warp(T0 + 99);
        vm.expectRevert(abi.encodeWithSelector(Faucet.TooSoon.selector, doctor, T0 + 100));
        drip(doctor);
        vm.warp(T0 + 100);
        drip(doctor);
        vm.assertEq(doctor.balance, 20, "more");
    }

    function test_drip_toMany_endsAtTheLimit() external {
        drip(address(0x1001));
        vm.warp(T0 + 50);
        drip(address(0x1002));
        vm.expectRevert(abi.encodeWithSelector(Faucet.LimitReached.selector, T0 + 100));
        drip(address(0x1003));
        vm.warp(T0 + 99);
        vm.expectRevert(abi.encodeWithSelector(Faucet.LimitReached.selector, T0 + 100));
        drip(address(0x1003));
        vm.warp(T0 + 100);
        drip(address(0x1003));
        drip(address(0x1004));
        vm.expectRevert(abi.encodeWithSelector(Faucet.LimitReached.selector, T0 + 200));
        drip(address(0x1005));
    }

    function drain(uint256 value) private {
        vm.prank(admin);
        faucet.drain(payable(stranger), value);
    }

    function test_drain_takesBackWithinTheLimit() external {
        vm.recordLogs();
        drain(15);
        vm.assertEq(vm.getRecordedLogs()[0].topics[0], Faucet.Drained.selector, "event");
        vm.assertEq(stranger.balance, 15, "taken");
        drip(doctor);
        bytes memory full = abi.encodeWithSelector(Faucet.LimitReached.selector, T0 + 100);
        vm.expectRevert(full);
        drain(1);
        vm.warp(T0 + 99);
        vm.expectRevert(full);
        drip(address(0x1001));
        vm.warp(T0 + 100);
        drain(25);
        vm.expectRevert(abi.encodeWithSelector(Faucet.LimitReached.selector, T0 + 200));
        drain(type(uint256).max);
    }

    function test_drip_fromTooLittle_saysHowLittle() external {
        faucet = Faucet(payable(deploy("Faucet", abi.encode(admin, 10, 100, 25))));
        (bool ok,) = address(faucet).call{value: 19}("");
        vm.assertTrue(ok, "filled");
        drip(doctor);
        vm.expectRevert(abi.encodeWithSelector(Faucet.Empty.selector, 9, 10));
        drip(stranger);
        drain(9);
        vm.assertEq(address(faucet).balance, 0, "all of it");
    }

    function test_receiverThatRefuses_isNamed() external {
        address refuser = address(new Refuser());
        vm.expectRevert(abi.encodeWithSelector(Faucet.NotTaken.selector, refuser));
        drip(refuser);
        vm.recordLogs();
        (bool ok,) = address(faucet).call{value: 1}("");
        vm.assertTrue(ok, "filled");
        vm.assertEq(vm.getRecordedLogs()[0].topics[0], Faucet.Filled.selector, "event");
    }

    function test_operatorWhoRenounces_leavesWhatIsInIt() external {
        vm.prank(admin);
        faucet.renounceOwnership();
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", admin));
        drain(1);
        vm.assertEq(address(faucet).balance, 1000, "for ever");
    }

    function test_constructor_badTerms_areRefused() external {
        bytes memory bad = abi.encodeWithSelector(Faucet.InvalidTerms.selector);
        refuseDeployment("Faucet", abi.encode(admin, 0, 1, 1), bad);
        refuseDeployment("Faucet", abi.encode(admin, 1, 0, 1), bad);
        refuseDeployment("Faucet", abi.encode(admin, 2, 1, 1), bad);
        refuseDeployment("Faucet", abi.encode(admin, 1, 366 days + 1, 1), bad);
        deploy("Faucet", abi.encode(admin, 1, 366 days, 1));
        Faucet edge = Faucet(payable(deploy("Faucet", abi.encode(admin, 2, 1, 2))));
        vm.assertTrue(edge.amount() == 2 && edge.interval() == 1 && edge.limit() == 2, "terms");
    }
}

/// @dev Takes no money.
contract Refuser {}
