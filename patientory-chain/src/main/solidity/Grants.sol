// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GranteeIds} from "./GranteeIds.sol";

/// @notice One grant in one storage word; zero means none. From the most significant bit:
/// 2 bits grantor kind, 6 bits capabilities, 32 bits notBefore, 32 bits expiry, 24 bits epoch, 160 bits grantor.
type Grant is uint256;

using Grants for Grant global;

/// @title Packing and unpacking of grants
/// @notice Times are seconds since 1970 in 32 bits, so the last one is 7 February 2106.
library Grants {
    /// @notice The grantee may read.
    uint8 internal constant READ = 1;
    /// @notice The grantee may store new files.
    uint8 internal constant SUBMIT = 2;
    /// @notice The grantee may pass on a part of what it holds.
    uint8 internal constant FORWARD = 4;
    /// @notice The grantee may announce messages to the owner.
    uint8 internal constant NOTIFY = 8;
    /// @notice All capabilities.
    uint8 internal constant ALL = 15;

    /// @notice Granted by the owner of the vault.
    uint8 internal constant BY_OWNER = 1;
    /// @notice Forwarded by an account.
    uint8 internal constant BY_ACCOUNT = 2;
    /// @notice Forwarded by a hospital.
    uint8 internal constant BY_HOSPITAL = 3;

    /// @notice Packs a grant. The caller has checked that capabilities fit 6 bits and the kind fits 2.
    /// @param by who granted: BY_OWNER, BY_ACCOUNT or BY_HOSPITAL.
    /// @param bits the capability bits.
    /// @param from first second of life.
    /// @param until first second after life.
    /// @param inEpoch the vault's epoch at the time of granting.
    /// @param grantor last twenty bytes of the grantor's id.
    /// @return the word.
    function pack(uint8 by, uint8 bits, uint32 from, uint32 until, uint24 inEpoch, uint160 grantor)
        internal
        pure
        returns (Grant)
    {
        return Grant.wrap(
            (uint256(by) << 254) | (uint256(bits) << 248) | (uint256(from) << 216) | (uint256(until) << 184)
                | (uint256(inEpoch) << 160) | uint256(grantor)
        );
    }

    /// @notice Whether there is no grant.
    /// @param g the word.
    /// @return true for the zero word.
    function isNone(Grant g) internal pure returns (bool) {
        return Grant.unwrap(g) == 0;
    }

    /// @notice Who granted.
    /// @param g the word.
    /// @return BY_OWNER, BY_ACCOUNT or BY_HOSPITAL.
    function kind(Grant g) internal pure returns (uint8) {
        return uint8(Grant.unwrap(g) >> 254);
    }

    /// @notice The capability bits.
    /// @param g the word.
    /// @return bits.
    function capabilities(Grant g) internal pure returns (uint8) {
        return uint8(Grant.unwrap(g) >> 248) & 0x3f;
    }

    /// @notice First second of life.
    /// @param g the word.
    /// @return seconds since 1970.
    function notBefore(Grant g) internal pure returns (uint32) {
        return uint32(Grant.unwrap(g) >> 216);
    }

    /// @notice First second after life.
    /// @param g the word.
    /// @return seconds since 1970.
    function expiry(Grant g) internal pure returns (uint32) {
        return uint32(Grant.unwrap(g) >> 184);
    }

    /// @notice The vault's epoch at the time of granting.
    /// @param g the word.
    /// @return the epoch.
    function epoch(Grant g) internal pure returns (uint24) {
        return uint24(Grant.unwrap(g) >> 160);
    }

    /// @notice The full id of the grantor.
    /// @param g the word.
    /// @return a grantee id, or zero for no grant.
    function grantorId(Grant g) internal pure returns (bytes32) {
        uint160 tail = uint160(Grant.unwrap(g));
        return kind(g) == BY_HOSPITAL ? GranteeIds.ofHospital(tail) : bytes32(uint256(tail));
    }

    /// @notice Whether the grant's period holds the moment and its epoch is the current one. Does not look at a
    /// forwarded grant's parent.
    /// @param g the word.
    /// @param currentEpoch the vault's epoch.
    /// @param moment seconds since 1970.
    /// @return true if so.
    function isCurrent(Grant g, uint24 currentEpoch, uint256 moment) internal pure returns (bool) {
        return epoch(g) == currentEpoch && notBefore(g) <= moment && moment < expiry(g);
    }
}
