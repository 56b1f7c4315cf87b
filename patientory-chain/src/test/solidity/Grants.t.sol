// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Grant, Grants} from "contracts/Grants.sol";
import {GranteeIds} from "contracts/GranteeIds.sol";
import {Fixture} from "./Fixture.sol";

/// @notice The packed word of a grant, and the two families of grantee ids.
contract GrantsTest is Fixture {
    function testFuzz_pack_anyFields_comeBackUnmixed(
        uint8 kind,
        uint8 bits,
        uint32 from,
        uint32 until,
        uint24 epoch,
        uint160 tail
    ) external pure {
        kind = kind % 4;
        bits = bits % 64;
        Grant g = Grants.pack(kind, bits, from, until, epoch, tail);
        vm.assertEq(g.kind(), kind, "kind");
        vm.assertEq(g.capabilities(), bits, "capabilities");
        vm.assertEq(g.notBefore(), from, "notBefore");
        vm.assertEq(g.expiry(), until, "expiry");
        vm.assertEq(g.epoch(), epoch, "epoch");
        bytes32 grantor = bytes32(uint256(tail)) | (kind == 3 ? bytes32(bytes12("hospital:v1:")) : bytes32(0));
        vm.assertEq(g.grantorId(), grantor, "grantor");
    }

    function testFuzz_isCurrent_anyMoment_isTheHalfOpenPeriod(uint32 from, uint32 until, uint32 moment, uint24 epoch)
        external
        pure
    {
        Grant g = Grants.pack(1, 1, from, until, epoch, 0);
        vm.assertTrue(g.isCurrent(epoch, moment) == (from <= moment && moment < until), "period");
        vm.assertTrue(!g.isCurrent(epoch ^ 1, moment), "epoch");
        if (from < until) {
            vm.assertTrue(g.isCurrent(epoch, from), "first second");
            vm.assertTrue(!g.isCurrent(epoch, until), "end");
        }
    }

    function test_pack_layout_isTheOneOfTheSpecification() external pure {
        Grant g = Grants.pack(1, 3, 0x6b49d200, 0xffffffff, 2, uint160(0x00112233445566778899AABbCCdDeeFf00112233));
        bytes32 word = 0x436b49d200ffffffff00000200112233445566778899aabbccddeeff00112233;
        vm.assertEq(bytes32(Grant.unwrap(g)), word, "word");
    }

    function testFuzz_granteeIds_anyWord_areOfOneFamilyAtMost(bytes32 word) external pure {
        bool account = GranteeIds.isAccount(word);
        bool hospital = GranteeIds.isHospital(word);
        vm.assertTrue(!(account && hospital), "both");
        vm.assertTrue(GranteeIds.isValid(word) == (account || hospital), "valid");
        vm.assertTrue(GranteeIds.isHospital(GranteeIds.ofHospital(uint160(uint256(word)))), "hospital");
        address a = address(uint160(uint256(word)));
        vm.assertTrue(GranteeIds.isAccount(GranteeIds.ofAccount(a)) == (a != address(0)), "account");
    }

    function test_hospitalIdOf_aDomainName_isTagAndHashTail() external view {
        bytes32 expected = bytes32(
            abi.encodePacked(bytes12("hospital:v1:"), bytes20(uint160(uint256(keccak256("mercy.example")))))
        );
        vm.assertEq(hospitals.hospitalIdOf("mercy.example"), expected, "id");
        vm.assertEq(hospitalId, expected, "registered id");
    }
}
