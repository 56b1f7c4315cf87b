// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Forwarded grants: part of the parent's, no longer than it, one step deep, dead with it.
contract ForwardTest is Fixture {
    address private constant CHILD = address(0xC41D);
    address private constant OTHER = address(0x07E4);

    function setUp() public override {
        super.setUp();
        grant(VAULT, hospitalId, READ | SUBMIT | FORWARD, uint64(T0 + 1000));
    }

    function forward(address by, bytes32 scope, address to, uint8 capabilities, uint256 expiry) private {
        vm.prank(by);
        vault.forward(scope, id(to), capabilities, uint64(expiry));
    }

    function test_forward_aPart_saysWhoForwarded() external {
        forward(writer, FILE, CHILD, READ, T0 + 500);
        vm.assertEq(vault.capabilitiesOf(id(CHILD), FILE), READ, "held");
        vm.assertEq(vault.capabilitiesOf(id(CHILD), VAULT), 0, "this file only");
        FileVault.GrantInfo memory g = vault.grantOf(FILE, id(CHILD));
        vm.assertEq(keccak256(abi.encode(g)), keccak256(abi.encode(READ, T0, T0 + 500, 0, hospitalId, true)), "grant");
    }

    function test_forward_moreThanHeld_isRefused() external {
        bytes4 invalid = FileVault.InvalidCapabilities.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, NOTIFY, READ | SUBMIT));
        forward(writer, FILE, CHILD, NOTIFY, T0 + 500);
        vm.expectRevert(abi.encodeWithSelector(invalid, READ | FORWARD, READ | SUBMIT));
        forward(writer, FILE, CHILD, READ | FORWARD, T0 + 500);
        vm.expectRevert(abi.encodeWithSelector(invalid, 0, READ | SUBMIT));
        forward(writer, FILE, CHILD, 0, T0 + 500);
        bytes4 period = FileVault.InvalidPeriod.selector;
        vm.expectRevert(abi.encodeWithSelector(period, T0, T0 + 1001, T0));
        forward(writer, FILE, CHILD, READ, T0 + 1001);
        vm.expectRevert(abi.encodeWithSelector(period, T0, T0, T0));
        forward(writer, FILE, CHILD, READ, T0);
    }

    function test_forward_aSecondStep_isRefused() external {
        forward(writer, VAULT, CHILD, READ, T0 + 500);
        vm.expectRevert(
            abi.encodeWithSelector(FileVault.MissingCapability.selector, CHILD, bytes32(0), VAULT, FORWARD)
        );
        forward(CHILD, VAULT, OTHER, READ, T0 + 400);
    }

    function test_forward_toOwnerOrOneself_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, id(owner)));
        forward(writer, VAULT, owner, READ, T0 + 500);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, hospitalId));
        vm.prank(writer);
        vault.forward(VAULT, hospitalId, READ, uint64(T0 + 500));
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidGrantee.selector, bytes32(0)));
        forward(writer, VAULT, address(0), READ, T0 + 500);
        vm.expectRevert(abi.encodeWithSelector(FileVault.OwnerGrants.selector, owner));
        forward(owner, VAULT, CHILD, READ, T0 + 500);
    }

    function test_forward_overAnothersGrant_isRefusedWhileItMayLive() external {
        bytes4 taken = FileVault.GrantExists.selector;
        vm.prank(owner);
        vault.grant(VAULT, id(CHILD), READ, uint64(T0 + 50), uint64(T0 + 60));
        vm.expectRevert(abi.encodeWithSelector(taken, VAULT, id(CHILD), id(owner)));
        forward(writer, VAULT, CHILD, SUBMIT, T0 + 500);
        vm.warp(T0 + 60);
        forward(writer, VAULT, CHILD, SUBMIT, T0 + 500);
        forward(writer, VAULT, CHILD, READ, T0 + 400);
        vm.assertEq(vault.capabilitiesOf(id(CHILD), VAULT), READ, "one's own may be replaced");
        grant(VAULT, id(doctor), READ | FORWARD, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(taken, VAULT, id(CHILD), hospitalId));
        forward(doctor, VAULT, CHILD, READ, T0 + 500);
    }

    function test_parent_revokedAndGrantedAnew_doesNotReviveTheChild() external {
        forward(writer, VAULT, CHILD, READ, T0 + 500);
        vm.prank(owner);
        vault.revoke(VAULT, hospitalId);
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "dead with its parent");
        vm.warp(T0 + 1);
        grant(VAULT, hospitalId, READ | SUBMIT | FORWARD, uint64(T0 + 1000));
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "stays dead");
        forward(writer, VAULT, CHILD, READ, T0 + 500);
        vm.assertTrue(vault.canRead(id(CHILD), FILE), "forwarded anew");
    }

    // What the forwarder still holds without FORWARD does not carry what he forwarded.
    function test_parent_revoked_besideAGrantWithoutForward_endsTheChild() external {
        grant(VAULT, hospitalId, READ, FOREVER);
        grant(FILE, hospitalId, READ | FORWARD, FOREVER);
        vm.prank(writer);
        vault.forward(FILE, id(doctor), READ, FOREVER);
        vm.assertTrue(vault.canRead(id(doctor), FILE), "forwarded");
        vm.prank(owner);
        vault.revoke(FILE, hospitalId);
        vm.assertTrue(vault.canRead(hospitalId, FILE), "the forwarder still reads");
        vm.assertTrue(!vault.canRead(id(doctor), FILE), "to whom he forwarded does not");
    }

    function test_suspendedForwarder_itsForwardedGrants_restUntilReinstated() external {
        forward(writer, VAULT, CHILD, READ | SUBMIT, T0 + 500);
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.assertEq(vault.capabilitiesOf(id(CHILD), FILE), 0, "what it forwarded");
        vm.assertEq(vault.capabilitiesOf(hospitalId, FILE), 0, "the hospital itself");
        vm.expectRevert(
            abi.encodeWithSelector(FileVault.MissingCapability.selector, CHILD, bytes32(0), FILE, SUBMIT)
        );
        vm.prank(CHILD);
        vault.store(FILE, BODY, ENVELOPE);
        vm.prank(registrar);
        hospitals.reinstateHospital(hospitalId);
        vm.assertEq(vault.capabilitiesOf(id(CHILD), FILE), READ | SUBMIT, "reinstated");
    }

    function test_suspendedHospital_grantsOfOthers_live() external {
        grant(VAULT, id(doctor), READ | FORWARD, FOREVER);
        forward(doctor, VAULT, CHILD, READ, T0 + 500);
        bytes32 unknown = hospitals.hospitalIdOf("unknown.example");
        grant(VAULT, unknown, READ, FOREVER);
        vm.assertEq(vault.capabilitiesOf(unknown, VAULT), 0, "not registered yet");
        vm.prank(registrar);
        hospitals.suspendHospital(hospitalId);
        vm.assertTrue(vault.canRead(id(CHILD), FILE), "forwarded by an account");
    }

    function test_revoke_byTheForwarder_endsWhatItForwarded() external {
        forward(writer, VAULT, CHILD, READ, T0 + 500);
        vm.prank(writer);
        vault.revoke(VAULT, id(CHILD));
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "hospital took back");
        grant(VAULT, id(doctor), READ | FORWARD, FOREVER);
        forward(doctor, VAULT, CHILD, READ, T0 + 500);
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, writer, owner));
        vm.prank(writer);
        vault.revoke(VAULT, id(CHILD));
        vm.prank(doctor);
        vault.revoke(VAULT, id(CHILD));
        vm.assertTrue(!vault.canRead(id(CHILD), FILE), "account took back");
    }

    // ------------------------------------------- random walk against a model

    /// @dev The model keeps every grant that was ever written, each with the parents that it had when it was written.
    struct Entry {
        uint256 scope;
        uint256 who;
        uint8 capabilities;
        uint256 from;
        uint256 until;
        bool erased;
        bool forwarded;
        uint256 by;
        uint256[] parents;
    }

    Entry[] private entries;
    address[3] private people = [address(0x100), address(0x200), address(0x300)];
    bytes32[3] private scopes = [VAULT, FILE, keccak256("file 2")];

    function testFuzz_randomWalk_anySeed_agreesWithTheModel(uint256 seed) external {
        uint256 time = T0;
        for (uint256 step = 0; step < 25; step++) {
            uint256 r = uint256(keccak256(abi.encode(seed, step)));
            time += 1 + (r % 40);
            vm.warp(time);
            uint256 action = (r >> 16) % 10;
            if (action < 4) modelGrant(r >> 32, time);
            else if (action < 8) modelForward(r >> 32, time);
            else if (action < 9) modelRevoke(r >> 32);
            else modelRevokeAll(r >> 32);
            compare(time);
        }
    }

    function modelGrant(uint256 r, uint256 time) private {
        (uint256 s, uint256 w) = (r % 3, (r >> 8) % 3);
        uint8 capabilities = uint8(1 + (r >> 16) % 15);
        uint256 from = time + (r >> 32) % 30;
        uint256 until = from + 1 + (r >> 48) % 300;
        vm.prank(owner);
        vault.grant(scopes[s], id(people[w]), capabilities, uint64(from), uint64(until));
        replace(s, w);
        entries.push(Entry(s, w, capabilities, from, until, false, false, 0, new uint256[](0)));
    }

    function modelForward(uint256 r, uint256 time) private {
        (uint256 s, uint256 by, uint256 to) = (r % 3, (r >> 8) % 3, (r >> 16) % 3);
        uint8 capabilities = uint8(1 + (r >> 24) % 15);
        uint256 until = time + 1 + (r >> 48) % 200;
        vm.prank(people[by]);
        try vault.forward(scopes[s], id(people[to]), capabilities, uint64(until)) {
            uint256[] memory parents = new uint256[](entries.length);
            uint256 n;
            uint8 union_;
            for (uint256 i = 0; i < entries.length; i++) {
                if (!isParent(entries[i], s, by, time, until)) continue;
                parents[n++] = i;
                union_ |= entries[i].capabilities;
            }
            vm.assertTrue(n > 0, "forwarded without a living grant that may forward");
            vm.assertTrue(capabilities & ~union_ == 0 && capabilities & FORWARD == 0, "forwarded more than held");
            for (uint256 i = 0; i < entries.length; i++) {
                Entry storage e = entries[i];
                bool other = e.scope == s && e.who == to && !e.erased && e.until > time && !(e.forwarded && e.by == by);
                vm.assertTrue(!other, "replaced another's grant");
            }
            assembly {
                mstore(parents, n)
            }
            replace(s, to);
            entries.push(Entry(s, to, capabilities, time, until, false, true, by, parents));
        } catch {}
    }

    function isParent(Entry storage e, uint256 s, uint256 by, uint256 time, uint256 until) private view returns (bool) {
        bool covers = e.scope == 0 || e.scope == s;
        bool alive = !e.erased && e.from <= time && time < e.until;
        return covers && alive && e.who == by && !e.forwarded && e.capabilities & FORWARD != 0 && e.until >= until;
    }

    function modelRevoke(uint256 r) private {
        (uint256 s, uint256 w) = (r % 3, (r >> 8) % 3);
        vm.prank(owner);
        try vault.revoke(scopes[s], id(people[w])) {} catch {}
        replace(s, w);
    }

    function modelRevokeAll(uint256 r) private {
        if (r % 4 != 0) return;
        vm.prank(owner);
        vault.revokeAll();
        for (uint256 i = 0; i < entries.length; i++) entries[i].erased = true;
    }

    function replace(uint256 s, uint256 w) private {
        for (uint256 i = 0; i < entries.length; i++) {
            if (entries[i].scope == s && entries[i].who == w) entries[i].erased = true;
        }
    }

    function compare(uint256 time) private view {
        for (uint256 w = 0; w < 3; w++) {
            for (uint256 s = 0; s < 3; s++) {
                uint8 expected;
                for (uint256 i = 0; i < entries.length; i++) {
                    Entry storage e = entries[i];
                    if (e.who == w && (e.scope == 0 || e.scope == s)) expected |= living(e, time);
                }
                vm.assertEq(vault.capabilitiesOf(id(people[w]), scopes[s]), expected, "capabilities");
            }
        }
    }

    function living(Entry storage e, uint256 time) private view returns (uint8) {
        if (e.erased || time < e.from || time >= e.until) return 0;
        if (!e.forwarded) return e.capabilities;
        uint8 covered;
        for (uint256 i = 0; i < e.parents.length; i++) {
            Entry storage p = entries[e.parents[i]];
            if (!p.erased) covered |= p.capabilities;
        }
        return e.capabilities & covered;
    }
}
