// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title Patientory token
/// @notice ERC-20 with eight decimals and ERC-2612 permit. The whole supply is made once, in the constructor; there is
/// no minting, no pausing and no owner. The supply is an argument because published figures disagree.
contract Ptoy is ERC20, ERC20Permit {
    /// @param holder receives the whole supply.
    /// @param initialSupply the supply in the smallest unit, 10^-8 PTOY.
    constructor(address holder, uint256 initialSupply) ERC20("Patientory", "PTOY") ERC20Permit("Patientory") {
        _mint(holder, initialSupply);
    }

    /// @notice The number of decimals.
    /// @return eight.
    function decimals() public pure override returns (uint8) {
        return 8;
    }
}
