// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DataExchange} from "contracts/DataExchange.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {Ptoy} from "contracts/Ptoy.sol";
import {StorageRental} from "contracts/StorageRental.sol";
import {Fixture} from "./Fixture.sol";

/// @dev The patient's world with money in it.
abstract contract TokenFixture is Fixture {
    uint256 internal constant SUPPLY = 1e16;
    uint256 internal constant OTHER_KEY = 0xB0B;
    address internal constant BANK = address(0xBA4C);
    address internal constant PROVIDER = address(0x9207);
    address internal constant TENANT = address(0x7E4A);
    address internal constant SEEKER = address(0x5EEC);
    address internal constant ARBITER = address(0xA2B);
    address internal constant NODE = address(0x40DE);
    bytes32 internal constant CRITERIA = keccak256("criteria");

    Ptoy internal ptoy;
    StorageRental internal rental;
    DataExchange internal exchange;
    address internal other;

    function setUp() public virtual override {
        super.setUp();
        ptoy = Ptoy(deploy("Ptoy", abi.encode(BANK, SUPPLY)));
        rental = StorageRental(deploy("StorageRental", abi.encode(ptoy)));
        exchange = DataExchange(deploy("DataExchange", abi.encode(ptoy, registry)));
        fund(TENANT, address(rental));
        fund(SEEKER, address(exchange));
        other = vm.addr(OTHER_KEY);
        PatientRegistry.Registration memory r = registration(other);
        registry.register(r, signRegistration(OTHER_KEY, r));
    }

    function fund(address account, address spender) internal {
        vm.prank(BANK);
        ptoy.transfer(account, SUPPLY / 10);
        vm.prank(account);
        ptoy.approve(spender, type(uint256).max);
    }

    function offer(address provider, uint128 price, uint64 freeBytes) internal {
        vm.prank(provider);
        rental.setOffer(price, freeBytes, true);
    }

    function rent(address tenant, uint64 sizeBytes, uint64 duration) internal returns (uint256) {
        vm.prank(tenant);
        return rental.rent(PROVIDER, sizeBytes, duration, type(uint256).max);
    }

    function terms() internal view returns (DataExchange.Terms memory) {
        return DataExchange.Terms(
            CRITERIA, ARBITER, 1001, 3, uint64(block.timestamp + 10 days), 5 days, 7 days, 1500, 500
        );
    }

    function open() internal returns (uint256) {
        vm.prank(SEEKER);
        return exchange.open(terms());
    }

    function accept(uint256 requestId) internal returns (uint256) {
        vm.prank(owner);
        return exchange.accept(requestId, owner, hospitalId, NODE);
    }

    function one(uint256 leaseId) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = leaseId;
    }
}
