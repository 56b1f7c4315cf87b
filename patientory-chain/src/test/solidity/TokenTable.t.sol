// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {DataExchange} from "contracts/DataExchange.sol";
import {Faucet} from "contracts/Faucet.sol";
import {StorageRental} from "contracts/StorageRental.sol";
import {Table} from "./Table.sol";

/// @notice Every state-changing function of the contracts that move money against every kind of caller.
contract TokenTableTest is Table {
    address private constant OPERATOR_ACCOUNT = address(0x0BE4);
    Faucet private faucet;
    uint256 private request;
    uint256 private accepted;
    uint256 private delivered;
    uint256 private disputed;
    uint256 private lease;
    uint256 private late;
    uint256 private overdue;

    //                                  pa st ot wr ad re pr te se ar no op
    string private constant EVERYBODY = "++" "++++" "++" "+++" "+";
    string private constant OPERATOR = "--" "----" "--" "---" "+";
    string private constant SEEKING = "--" "----" "--" "+--" "-";

    function setUp() public override {
        super.setUp();
        vm.warp(T0 - 12 days);
        late = open();
        vm.prank(owner);
        overdue = exchange.accept(late, owner, 0, address(0));
        vm.warp(T0);
        faucet = Faucet(payable(deploy("Faucet", abi.encode(OPERATOR_ACCOUNT, 1, 1, 1))));
        (bool ok,) = address(faucet).call{value: 10}("");
        require(ok, "filled");
        vm.prank(OPERATOR_ACCOUNT);
        faucet.transferOwnership(stranger);
        offer(PROVIDER, 300, 0);
        lease = rent(TENANT, 2 ** 30, 30 days);
        request = open();
        (accepted, delivered, disputed) = (accept(request), accept(open()), accept(open()));
        deliver(delivered);
        deliver(disputed);
        vm.prank(SEEKER);
        exchange.dispute(disputed, BODY);
        prepareCallers();
        rentalRows();
        exchangeRows();
        faucetRows();
    }

    function deliver(uint256 deal) private {
        vm.prank(owner);
        exchange.deliver(deal, BODY);
    }

    function prepareCallers() private {
        caller("patient", owner);
        caller("stranger", stranger);
        caller("another patient", other);
        caller("hospital's writer", writer);
        caller("hospital's admin", admin);
        caller("registrar", registrar);
        caller("provider", PROVIDER);
        caller("tenant", TENANT);
        caller("seeker", SEEKER);
        caller("arbiter", ARBITER);
        caller("node", NODE);
        caller("operator", OPERATOR_ACCOUNT);
    }

    function rentalRows() private {
        add("StorageRental", address(rental), 0, EVERYBODY, "setOffer", abi.encodeCall(rental.setOffer, (1, 1, true)));
        bytes memory data = abi.encodeCall(rental.endLease, (lease));
        bytes4 notParty = StorageRental.NotParty.selector;
        add("StorageRental", address(rental), notParty, "------++----", "endLease", data);
        data = abi.encodeCall(rental.claim, (one(lease)));
        add("StorageRental", address(rental), 0, EVERYBODY, "claim", data);
        // Anyone may rent who pays.
        data = abi.encodeCall(rental.rent, (PROVIDER, 2 ** 30, 30 days, 300));
        bytes4 unpaid = bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)"));
        add("StorageRental", address(rental), unpaid, "-------+----", "rent", data);
    }

    function exchangeRows() private {
        bytes4 unpaid = bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)"));
        DataExchange.Terms memory t = terms();
        t.arbiter = address(0x77);
        add("DataExchange", address(exchange), unpaid, SEEKING, "open", abi.encodeCall(exchange.open, (t)));
        bytes4 no = DataExchange.NotParty.selector;
        add("DataExchange", address(exchange), no, SEEKING, "close", abi.encodeCall(exchange.close, (request)));
        bytes memory data = abi.encodeCall(exchange.accept, (request, other, 0, address(0)));
        add("DataExchange", address(exchange), no, "--+---------", "accept", data);
        data = abi.encodeCall(exchange.deliver, (accepted, BODY));
        add("DataExchange", address(exchange), no, "+--+--------", "deliver", data);
        data = abi.encodeCall(exchange.withdraw, (accepted));
        add("DataExchange", address(exchange), no, "+-----------", "withdraw", data);
        add("DataExchange", address(exchange), no, SEEKING, "confirm", abi.encodeCall(exchange.confirm, (delivered)));
        data = abi.encodeCall(exchange.dispute, (delivered, BODY));
        add("DataExchange", address(exchange), no, SEEKING, "dispute", data);
        data = abi.encodeCall(exchange.resolve, (disputed, 5_000));
        add("DataExchange", address(exchange), no, "---------+--", "resolve", data);
        add("DataExchange", address(exchange), 0, EVERYBODY, "settle", abi.encodeCall(exchange.settle, (overdue)));
    }

    function faucetRows() private {
        bytes4 no = Ownable.OwnableUnauthorizedAccount.selector;
        bytes memory data = abi.encodeCall(faucet.drip, (payable(stranger)));
        add("Faucet", address(faucet), no, OPERATOR, "drip", data);
        data = abi.encodeCall(faucet.drain, (payable(stranger), 1));
        add("Faucet", address(faucet), no, OPERATOR, "drain", data);
        data = abi.encodeCall(faucet.transferOwnership, (doctor));
        add("Faucet", address(faucet), no, OPERATOR, "transferOwnership", data);
        data = abi.encodeCall(faucet.renounceOwnership, ());
        add("Faucet", address(faucet), no, OPERATOR, "renounceOwnership", data);
        data = abi.encodeCall(faucet.acceptOwnership, ());
        add("Faucet", address(faucet), no, "-+----------", "acceptOwnership", data);
    }

    function add(
        string memory contractName,
        address target,
        bytes4 refusal,
        string memory expected,
        string memory name,
        bytes memory data
    ) private {
        rows.push(Row(contractName, name, target, data, refusal, expected));
    }

    function prepared(Row storage row, address) internal view override returns (bytes memory) {
        return row.data;
    }

    function otherwise(bytes1, Row storage row) internal view override returns (bytes4) {
        return row.refusal;
    }

    function test_everyFunction_everyCaller_asTheTableSays() external {
        vm.assertEq(compare(), rows.length * 12, "cells");
    }

    function test_table_againstTheArtifacts_hasARowForEveryStateChangingFunction() external view {
        vm.assertEq(uncovered("StorageRental"), 0, "StorageRental");
        vm.assertEq(uncovered("DataExchange"), 0, "DataExchange");
        vm.assertEq(uncovered("Faucet"), 0, "Faucet");
    }

    /// @dev A new contract needs a table. Ptoy is OpenZeppelin's, without a function of our own that changes state.
    function test_everyArtifact_hasATable() external view {
        vm.assertEq(vm.readDir(ARTIFACTS).length, 4 + 3 + 1, "artifacts");
    }
}
