// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What a vault of one registry answers to the contracts of another. A later vault may change everything but this.
interface ILinkedVault {
    /// @notice The patient's account.
    /// @return the account.
    function owner() external view returns (address);

    /// @notice The vault of an earlier registry that this one continues.
    /// @return the vault, or zero.
    function predecessor() external view returns (address);

    /// @notice The vault of a later registry that continues this one.
    /// @return the vault, or zero.
    function successor() external view returns (address);
}

/// @title Links between vaults of different registries
/// @notice A later vault names its predecessor when it is made, an earlier one its successor once. Each asks the other, which
/// may be of code that does not exist yet, or no vault at all: a wrong or missing answer is a no and no revert, but for one
/// that burns the call's gas.
library Succession {
    /// @notice Whether a vault belongs to an account and has no successor yet.
    /// @param vault the vault; anything.
    /// @param owner the account.
    /// @return true if it says so.
    function isOpenVaultOf(address vault, address owner) internal view returns (bool) {
        return answers(vault, ILinkedVault.owner.selector, owner)
            && answers(vault, ILinkedVault.successor.selector, address(0));
    }

    /// @notice Whether a vault belongs to an account and continues another vault.
    /// @param vault the vault; anything.
    /// @param predecessor the other vault.
    /// @param owner the account.
    /// @return true if it says so.
    function continues(address vault, address predecessor, address owner) internal view returns (bool) {
        return answers(vault, ILinkedVault.predecessor.selector, predecessor)
            && answers(vault, ILinkedVault.owner.selector, owner);
    }

    function answers(address vault, bytes4 question, address expected) private view returns (bool) {
        (bool answered, bytes memory answer) = vault.staticcall(abi.encodePacked(question));
        return answered && answer.length == 32 && bytes32(answer) == bytes32(uint256(uint160(expected)));
    }
}
