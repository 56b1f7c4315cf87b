// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TokenFixture} from "./TokenFixture.sol";

/// @dev A table of functions and callers. A row without its function, or a function without a row, fails.
abstract contract Table is TokenFixture {
    /// @dev One letter per caller, in the order of `callers`: + succeeds, - reverts with the row's error, any other with
    /// another error.
    struct Row {
        string contractName;
        string name;
        address target;
        bytes data;
        bytes4 refusal;
        string expected;
    }

    address[] internal callers;
    string[] internal callerNames;
    Row[] internal rows;

    function compare() internal returns (uint256 cells) {
        for (uint256 i = 0; i < rows.length; i++) {
            vm.assertEq(bytes(rows[i].expected).length, callers.length, rows[i].name);
            for (uint256 j = 0; j < callers.length; j++) {
                uint256 before = vm.snapshotState();
                cell(rows[i], j);
                vm.revertToState(before);
                cells++;
            }
        }
    }

    function cell(Row storage row, uint256 column) private {
        string memory where = string.concat(row.contractName, ".", row.name, " by ", callerNames[column]);
        bytes memory data = prepared(row, callers[column]);
        vm.prank(callers[column]);
        (bool ok, bytes memory returned) = row.target.call(data);
        bytes1 expected = bytes(row.expected)[column];
        vm.assertTrue(ok == (expected == "+"), where);
        if (ok) return;
        bytes4 refusal = otherwise(expected, row);
        vm.assertEq(bytes32(bytes4(returned)), bytes32(refusal), string.concat(where, ": another error"));
    }

    function prepared(Row storage row, address by) internal view virtual returns (bytes memory);

    function otherwise(bytes1 letter, Row storage row) internal view virtual returns (bytes4);

    function uncovered(string memory contractName) internal view returns (uint256 count) {
        string memory json = artifact(contractName);
        uint256 changing;
        for (uint256 i = 0; vm.keyExistsJson(json, at(i, "type")); i++) {
            if (!equal(vm.parseJsonString(json, at(i, "type")), "function")) continue;
            string memory mutability = vm.parseJsonString(json, at(i, "stateMutability"));
            if (equal(mutability, "view") || equal(mutability, "pure")) continue;
            changing++;
            if (!covered(contractName, vm.parseJsonString(json, at(i, "name")))) count++;
        }
        vm.assertTrue(changing >= 2, "the artifact was not read");
    }

    function covered(string memory contractName, string memory name) private view returns (bool) {
        for (uint256 i = 0; i < rows.length; i++) {
            if (equal(rows[i].contractName, contractName) && equal(rows[i].name, name)) return true;
        }
        return false;
    }

    function at(uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(".abi[", vm.toString(index), "].", field);
    }

    function equal(string memory a, string memory b) internal pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    function caller(string memory name, address account) internal {
        callers.push(account);
        callerNames.push(name);
    }
}
