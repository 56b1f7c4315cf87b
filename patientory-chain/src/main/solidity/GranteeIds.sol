// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Grantee ids
/// @notice A grantee is an account or a hospital, told apart by the first twelve bytes of one `bytes32`.
/// An account is twelve zero bytes followed by its address. A hospital is the twelve ASCII bytes `hospital:v1:`
/// followed by the last twenty bytes of the Keccak-256 of its public identifier. Nothing else is a grantee id, so the
/// two families cannot meet.
library GranteeIds {
    /// @notice First twelve bytes of every hospital id.
    bytes12 internal constant HOSPITAL_TAG = "hospital:v1:";

    /// @notice The id of an account.
    /// @param account the account.
    /// @return twelve zero bytes and the address.
    function ofAccount(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    /// @notice The id of the hospital whose tail is given.
    /// @param tail the last twenty bytes of the id.
    /// @return the tag and the tail.
    function ofHospital(uint160 tail) internal pure returns (bytes32) {
        return bytes32(HOSPITAL_TAG) | bytes32(uint256(tail));
    }

    /// @notice The id of a hospital.
    /// @param identifier the public identifier of the organisation, UTF-8, as the network's directory has it.
    /// @return the tag and the last twenty bytes of the identifier's Keccak-256.
    function hospital(string memory identifier) internal pure returns (bytes32) {
        return ofHospital(uint160(uint256(keccak256(bytes(identifier)))));
    }

    /// @notice Whether the id is that of an account other than the zero address.
    /// @param id the id.
    /// @return true for an account.
    function isAccount(bytes32 id) internal pure returns (bool) {
        return id != bytes32(0) && bytes12(id) == bytes12(0);
    }

    /// @notice Whether the id has the form of a hospital's; says nothing about its being registered.
    /// @param id the id.
    /// @return true for a hospital.
    function isHospital(bytes32 id) internal pure returns (bool) {
        return bytes12(id) == HOSPITAL_TAG;
    }

    /// @notice Whether the id is well formed.
    /// @param id the id.
    /// @return true for an account or a hospital.
    function isValid(bytes32 id) internal pure returns (bool) {
        return isAccount(id) || isHospital(id);
    }
}
