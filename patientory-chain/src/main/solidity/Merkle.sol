// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Merkle trees of files and accesses
/// @notice The tree of RFC 9162, section 2.1, with Keccak-256: a leaf begins with the byte 0 (a file) or 2 (an access), an
/// inner node with the byte 1, so neither can pass for the other. The left part of a tree has the largest power of two
/// of leaves that is less than all of them, so the number of leaves determines the shape and belongs to the claim.
library Merkle {
    /// @notice The leaf of a file.
    /// @param fileId the file.
    /// @param bodyCid digest of the body.
    /// @param envelopeCid digest of the envelope.
    /// @return the hash of 97 bytes.
    function fileLeaf(bytes32 fileId, bytes32 bodyCid, bytes32 envelopeCid) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x00), fileId, bodyCid, envelopeCid));
    }

    /// @notice The leaf of an access or a refusal.
    /// @param fileId the file.
    /// @param actor who read or asked.
    /// @param code the purpose or the reason.
    /// @param detail digest of an off-chain audit record, or zero.
    /// @param moment when, in seconds since 1970.
    /// @param refused true for a refusal.
    /// @return the hash of 138 bytes.
    function accessLeaf(bytes32 fileId, bytes32 actor, bytes32 code, bytes32 detail, uint64 moment, bool refused)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encodePacked(bytes1(0x02), fileId, actor, code, detail, moment, refused));
    }

    /// @notice An inner node.
    /// @param left the left child.
    /// @param right the right child.
    /// @return the hash of 65 bytes.
    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x01), left, right));
    }

    /// @notice Whether a leaf stands at a place of a tree: RFC 9162, section 2.1.3.2.
    /// @param root the root.
    /// @param count the number of leaves.
    /// @param index the place, from zero.
    /// @param leaf the leaf's hash.
    /// @param proof the hashes beside the path, from the leaf upwards.
    /// @return true if so.
    function contains(bytes32 root, uint64 count, uint64 index, bytes32 leaf, bytes32[] calldata proof)
        internal
        pure
        returns (bool)
    {
        if (index >= count) return false;
        uint64 last = count - 1;
        bytes32 hash = leaf;
        for (uint256 i = 0; i < proof.length; i++) {
            if (last == 0) return false;
            if (index & 1 == 1 || index == last) {
                hash = node(proof[i], hash);
                while (index & 1 == 0 && index != 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, proof[i]);
            }
            index >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }
}
