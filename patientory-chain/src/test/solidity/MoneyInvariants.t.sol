// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DataExchange} from "contracts/DataExchange.sol";
import {Ptoy} from "contracts/Ptoy.sol";
import {StorageRental} from "contracts/StorageRental.sol";
import {Vm} from "./Fixture.sol";
import {TokenFixture} from "./TokenFixture.sol";

/// @dev Providers and tenants who do anything at any time.
contract RentalPeople {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    StorageRental private immutable rental;
    address[3] private providers = [address(0x9201), address(0x9202), address(0x9203)];
    address[3] private tenants;
    uint256 public leases;
    uint256 public calls;

    constructor(StorageRental rental_, address[3] memory tenants_) {
        rental = rental_;
        tenants = tenants_;
    }

    function setOffer(uint8 who, uint96 price, uint40 freeBytes, bool open) external {
        vm.prank(providers[who % 3]);
        rental.setOffer(price % 1e9, freeBytes, open);
    }

    function rent(uint8 tenant, uint8 provider, uint40 size, uint32 duration) external {
        vm.prank(tenants[tenant % 3]);
        try rental.rent(providers[provider % 3], size, duration % 100 days, 1e12) returns (uint256) {
            leases++;
        } catch {}
        calls++;
    }

    function endLease(uint8 lease, uint8 who, bool asProvider) external {
        if (leases == 0) return;
        vm.prank(asProvider ? providers[who % 3] : tenants[who % 3]);
        try rental.endLease(1 + lease % leases) {} catch {}
    }

    function claim(uint8 first, uint8 second) external {
        if (leases == 0) return;
        uint256[] memory list = new uint256[](2);
        (list[0], list[1]) = (1 + first % leases, 1 + second % leases);
        rental.claim(list);
    }

    function wait(uint32 time) external {
        vm.warp(block.timestamp + time % 40 days);
    }
}

/// @notice Rental: whatever people do, the contract holds exactly what is paid and not claimed.
contract RentalInvariantsTest is TokenFixture {
    RentalPeople private people;

    function setUp() public override {
        super.setUp();
        address[3] memory tenants = [TENANT, address(0x7E4B), address(0x7E4C)];
        fund(tenants[1], address(rental));
        fund(tenants[2], address(rental));
        people = new RentalPeople(rental, tenants);
        people.setOffer(0, 1e6, 1000, true);
        people.setOffer(1, 1e9, 0, true);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(people);
    }

    function invariant_tokens_areConserved() external view {
        uint256 owed;
        for (uint256 i = 1; i <= people.leases(); i++) {
            StorageRental.Lease memory lease = rental.leaseOf(i);
            vm.assertTrue(lease.claimed <= lease.paid, "claimed more than paid");
            vm.assertTrue(lease.claimed + rental.claimable(i) <= lease.paid, "earned more than paid");
            owed += lease.paid - lease.claimed;
        }
        vm.assertEq(ptoy.balanceOf(address(rental)), owed, "held");
        vm.assertEq(ptoy.totalSupply(), SUPPLY, "supply");
    }
}

/// @dev A seeker, an arbiter, two patients and time.
contract ExchangePeople {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    DataExchange private immutable exchange;
    address[2] private patients;
    address private immutable seeker;
    address private immutable arbiter;
    bytes32 private immutable hospitalId;
    uint256[] private requestIds;
    uint256[] private dealIds;
    uint256 public settled;

    constructor(DataExchange exchange_, address[2] memory patients_, address[2] memory roles, bytes32 hospitalId_) {
        exchange = exchange_;
        patients = patients_;
        (seeker, arbiter) = (roles[0], roles[1]);
        hospitalId = hospitalId_;
    }

    function open(uint64 price, uint8 places, uint16 h, uint16 n) external {
        DataExchange.Terms memory terms = DataExchange.Terms(
            bytes32(uint256(1)),
            arbiter,
            1 + price % 1e9,
            1 + places % 4,
            uint64(block.timestamp + 20 days),
            10 days,
            10 days,
            h % 2501,
            n % 2501
        );
        vm.prank(seeker);
        requestIds.push(exchange.open(terms));
    }

    function close(uint8 request) external {
        if (requestIds.length == 0) return;
        vm.prank(seeker);
        exchange.close(requestIds[request % requestIds.length]);
    }

    function accept(uint8 request, bool second, bool hospital, bool node) external {
        if (requestIds.length == 0) return;
        uint256 requestId = requestIds[request % requestIds.length];
        address patient = patients[second ? 1 : 0];
        vm.prank(patient);
        try exchange.accept(
            requestId, patient, hospital ? hospitalId : bytes32(0), node ? address(0x40DE) : address(0)
        ) returns (uint256 deal) {
            dealIds.push(deal);
        } catch {}
    }

    function deliver(uint8 deal, bool second) external {
        vm.prank(patients[second ? 1 : 0]);
        try exchange.deliver(some(deal), bytes32(uint256(1))) {} catch {}
    }

    /// @dev A deal, or none.
    function some(uint256 deal) private view returns (uint256) {
        uint256 i = deal % (dealIds.length + 1);
        return i == dealIds.length ? 0 : dealIds[i];
    }

    function requests() external view returns (uint256[] memory) {
        return requestIds;
    }

    function deals() external view returns (uint256[] memory) {
        return dealIds;
    }

    function end(uint8 deal, uint8 how, uint16 share) external {
        uint256 id = some(deal);
        how = how % 5;
        if (how == 0) {
            vm.prank(seeker);
            try exchange.confirm(id) { settled++; } catch {}
        } else if (how == 1) {
            vm.prank(seeker);
            try exchange.dispute(id, bytes32(uint256(1))) {} catch {}
        } else if (how == 2) {
            vm.prank(arbiter);
            try exchange.resolve(id, share % 10_001) { settled++; } catch {}
        } else if (how == 3) {
            vm.prank(patients[share % 2]);
            try exchange.withdraw(id) { settled++; } catch {}
        } else {
            try exchange.settle(id) { settled++; } catch {}
        }
    }

    function wait(uint32 time) external {
        vm.warp(block.timestamp + time % 12 days);
    }
}

/// @notice Exchange: the contract holds exactly the free places and the open deals; no deal ends twice.
contract ExchangeInvariantsTest is TokenFixture {
    ExchangePeople private people;

    function setUp() public override {
        super.setUp();
        people = new ExchangePeople(exchange, [owner, other], [SEEKER, ARBITER], hospitalId);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(people);
    }

    function invariant_tokens_areConserved() external view {
        uint256 owed;
        uint256 taken;
        uint256[] memory requests = people.requests();
        uint256[] memory deals = people.deals();
        for (uint256 i = 0; i < requests.length; i++) {
            DataExchange.Request memory r = exchange.requestOf(requests[i]);
            owed += uint256(r.terms.price) * (r.terms.places - r.taken);
            taken += r.taken;
        }
        uint256 open;
        for (uint256 i = 0; i < deals.length; i++) {
            DataExchange.Deal memory d = exchange.dealOf(deals[i]);
            if (uint8(d.state) > uint8(DataExchange.State.Disputed)) continue;
            open++;
            owed += exchange.requestOf(d.requestId).terms.price;
        }
        vm.assertEq(ptoy.balanceOf(address(exchange)), owed, "held");
        vm.assertEq(taken, deals.length, "a place per deal");
        vm.assertEq(open + people.settled(), deals.length, "each ends once");
        vm.assertEq(ptoy.totalSupply(), SUPPLY, "supply");
    }
}
