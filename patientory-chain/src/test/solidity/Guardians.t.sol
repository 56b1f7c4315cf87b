// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {User} from "contracts/User.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @notice Recovery: a majority of guardians, 72 hours, and the owner's veto.
contract GuardiansTest is Fixture {
    address private constant G1 = address(0x6001);
    address private constant G2 = address(0x6002);
    address private constant G3 = address(0x6003);
    uint256 private constant HEIR_KEY = 0x4E14;
    address private immutable heir = vm.addr(HEIR_KEY);

    function setUp() public override {
        super.setUp();
        setGuardians(three(), 2);
    }

    function three() private pure returns (address[] memory list) {
        list = new address[](3);
        (list[0], list[1], list[2]) = (G1, G2, G3);
    }

    function setGuardians(address[] memory list, uint8 threshold) private {
        vm.prank(owner);
        user.setGuardians(list, threshold);
    }

    function support(address guardian, address newOwner) private {
        vm.prank(guardian);
        user.supportRecovery(newOwner);
    }

    function scheduled() private view returns (address newOwner) {
        (newOwner,) = user.recovery();
    }

    function recover() private {
        support(G1, heir);
        support(G3, heir);
        vm.warp(block.timestamp + 72 hours);
        vm.prank(heir);
        user.executeRecovery();
    }

    function test_recovery_agreedAndWaited_movesUserAndVault() external {
        support(G1, heir);
        vm.assertEq(scheduled(), address(0), "one voice");
        vm.assertEq(user.supportedBy(G1), heir, "voice");
        vm.recordLogs();
        support(G3, heir);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 2, "events");
        vm.assertEq(logs[0].topics[0], User.RecoverySupported.selector, "supported");
        vm.assertEq(logs[1].topics[0], User.RecoveryScheduled.selector, "scheduled");
        (address newOwner, uint64 at) = user.recovery();
        vm.assertEq(newOwner, heir, "heir");
        vm.assertEq(at, T0 + 72 hours, "delay");
        vm.warp(T0 + 1);
        support(G2, heir);
        (, at) = user.recovery();
        vm.assertEq(at, T0 + 72 hours, "a third voice changes nothing");
        vm.warp(T0 + 72 hours - 1);
        vm.expectRevert(abi.encodeWithSelector(User.RecoveryTooEarly.selector, T0 + 72 hours, T0 + 72 hours - 1));
        vm.prank(heir);
        user.executeRecovery();
        vm.warp(T0 + 72 hours);
        vm.expectRevert(abi.encodeWithSelector(User.NotNewOwner.selector, G1, heir));
        vm.prank(G1);
        user.executeRecovery();
        vm.recordLogs();
        vm.prank(heir);
        user.executeRecovery();
        logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], User.OwnerRecovered.selector, "user's event");
        vm.assertEq(logs[1].topics[0], PatientRegistry.PatientRecovered.selector, "registry's event");
        vm.assertEq(logs[1].topics[2], bytes32(uint256(uint160(heir))), "to whom");
        vm.assertEq(logs[2].topics[0], FileVault.OwnerChanged.selector, "vault's event");
        vm.assertEq(user.owner(), heir, "user");
        vm.assertEq(vault.owner(), heir, "vault");
        vm.assertEq(user.origin(), owner, "origin");
        vm.assertEq(scheduled(), address(0), "done");
    }

    function test_afterRecovery_grantsLive_andTheOldKeyDoesNothing() external {
        grant(VAULT, hospitalId, READ | SUBMIT, FOREVER);
        FileVault.GrantRequest memory g = FileVault.GrantRequest(FILE, id(doctor), READ, 0, FOREVER, 0, T0 + 365 days);
        bytes memory signature = signGrant(OWNER_KEY, g);
        recover();
        vm.assertEq(vault.capabilitiesOf(hospitalId, FILE), READ | SUBMIT, "grants live");
        vm.assertEq(vault.nextNonce(), 1, "nonce");
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.grantBySig(g, signature);
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, owner, heir));
        grant(FILE, id(doctor), READ, FOREVER);
        vm.prank(heir);
        vault.grant(VAULT, id(doctor), READ, 0, FOREVER);
        vm.assertEq(vault.grantOf(VAULT, id(doctor)).grantedBy, id(heir), "by the heir");
        vm.prank(heir);
        user.rotateKeys(2, BODY, BODY, "ipfs://new");
        vm.assertEq(user.keyVersion(), 2, "keys");
    }

    function test_afterRecovery_theOldOwnerAsForwarder_cannotTouchWhatHeGrantedAsOwner() external {
        grant(VAULT, id(doctor), READ, FOREVER);
        recover();
        vm.prank(heir);
        vault.grant(VAULT, id(owner), 15, 0, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(FileVault.GrantExists.selector, VAULT, id(doctor), id(owner)));
        vm.prank(owner);
        vault.forward(VAULT, id(doctor), SUBMIT, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, owner, heir));
        vm.prank(owner);
        vault.revoke(VAULT, id(doctor));
    }

    function test_recovery_again_keepsTheOrigin() external {
        recover();
        address second = address(0x5EC);
        support(G1, second);
        support(G2, second);
        vm.warp(block.timestamp + 72 hours);
        vm.prank(second);
        user.executeRecovery();
        vm.assertEq(vault.owner(), second, "vault");
        vm.assertEq(user.origin(), owner, "origin");
    }

    function test_executeRecovery_again_isRefused() external {
        recover();
        vm.expectRevert(abi.encodeWithSelector(User.NotNewOwner.selector, heir, address(0)));
        vm.prank(heir);
        user.executeRecovery();
    }

    function test_cancelRecovery_whenTheDelayIsOver_isInTimeUntilItIsExecuted() external {
        support(G1, heir);
        support(G2, heir);
        vm.warp(T0 + 72 hours);
        vm.prank(owner);
        user.cancelRecovery();
        vm.expectRevert(abi.encodeWithSelector(User.NotNewOwner.selector, heir, address(0)));
        vm.prank(heir);
        user.executeRecovery();
    }

    function test_guardianWhoTakesOver_staysOneUntilOthersAreChosen() external {
        support(G1, G2);
        support(G2, G2);
        vm.warp(T0 + 72 hours);
        vm.prank(G2);
        user.executeRecovery();
        vm.assertEq(vault.owner(), G2, "owner");
        support(G2, heir);
        support(G3, heir);
        vm.assertEq(scheduled(), heir, "his voice counts as before");
        vm.expectRevert(abi.encodeWithSelector(User.InvalidGuardian.selector, G2));
        vm.prank(G2);
        user.setGuardians(three(), 2);
    }

    function test_cancelRecovery_voidsEveryVoice() external {
        support(G1, heir);
        support(G2, heir);
        vm.recordLogs();
        vm.prank(owner);
        user.cancelRecovery();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], User.RecoveryCancelled.selector, "event");
        vm.assertEq(logs[0].topics[1], bytes32(uint256(uint160(heir))), "who will not");
        (address newOwner, uint64 at) = user.recovery();
        vm.assertEq(newOwner, address(0), "none");
        vm.assertEq(at, 0, "no time");
        vm.assertEq(user.supportedBy(G1), address(0), "voices");
        vm.warp(T0 + 72 hours);
        vm.expectRevert(abi.encodeWithSelector(User.NotNewOwner.selector, heir, address(0)));
        vm.prank(heir);
        user.executeRecovery();
        support(G3, heir);
        vm.assertEq(scheduled(), address(0), "begins from nothing");
    }

    function test_changedMinds_endAndMoveTheSchedule() external {
        support(G1, heir);
        support(G2, heir);
        vm.recordLogs();
        vm.prank(G1);
        user.withdrawSupport();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[2], 0, "voice taken back");
        vm.assertEq(logs[1].topics[0], User.RecoveryCancelled.selector, "cancelled");
        (address newOwner, uint64 at) = user.recovery();
        vm.assertTrue(newOwner == address(0) && at == 0, "none");
        support(G1, heir);
        support(G3, heir);
        support(G3, stranger);
        vm.assertEq(scheduled(), heir, "two still agree");
        vm.warp(T0 + 10);
        support(G1, stranger);
        (newOwner, at) = user.recovery();
        vm.assertEq(newOwner, stranger, "the majority moved");
        vm.assertEq(at, T0 + 10 + 72 hours, "and waits anew");
    }

    function test_voice_invalid_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(User.NotGuardian.selector, stranger));
        support(stranger, heir);
        vm.expectRevert(abi.encodeWithSelector(User.InvalidNewOwner.selector, address(0)));
        support(G1, address(0));
        vm.expectRevert(abi.encodeWithSelector(User.InvalidNewOwner.selector, owner));
        support(G1, owner);
        support(G1, heir);
        vm.expectRevert(abi.encodeWithSelector(User.InvalidNewOwner.selector, address(0)));
        support(G1, address(0));
        vm.expectRevert(abi.encodeWithSelector(User.InvalidNewOwner.selector, heir));
        support(G1, heir);
        vm.expectRevert(abi.encodeWithSelector(User.InvalidNewOwner.selector, address(0)));
        vm.prank(G2);
        user.withdrawSupport();
    }

    function test_setGuardians_newOnes_voidTheOldOnesVoices() external {
        support(G1, heir);
        support(G2, heir);
        address[] memory list = new address[](1);
        list[0] = G2;
        vm.recordLogs();
        setGuardians(list, 1);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 2, "events");
        vm.assertEq(logs[0].topics[0], User.RecoveryCancelled.selector, "cancelled");
        vm.assertEq(logs[1].topics[0], User.GuardiansSet.selector, "set");
        vm.assertEq(scheduled(), address(0), "none");
        vm.expectRevert(abi.encodeWithSelector(User.NotGuardian.selector, G1));
        support(G1, heir);
        support(G2, heir);
        vm.assertEq(scheduled(), heir, "one of one");
        (address[] memory guardians, uint8 threshold) = user.guardiansOf();
        vm.assertTrue(guardians.length == 1 && guardians[0] == G2 && threshold == 1, "view");
        setGuardians(new address[](0), 0);
        vm.expectRevert(abi.encodeWithSelector(User.NotGuardian.selector, G2));
        support(G2, heir);
    }

    function test_setGuardians_badLists_areRefused() external {
        bytes4 bad = User.InvalidThreshold.selector;
        vm.expectRevert(abi.encodeWithSelector(bad, 1, 3));
        setGuardians(three(), 1);
        vm.expectRevert(abi.encodeWithSelector(bad, 4, 3));
        setGuardians(three(), 4);
        vm.expectRevert(abi.encodeWithSelector(bad, 0, 3));
        setGuardians(three(), 0);
        vm.expectRevert(abi.encodeWithSelector(bad, 1, 0));
        setGuardians(new address[](0), 1);
        address[] memory list = new address[](2);
        (list[0], list[1]) = (G1, G2);
        vm.expectRevert(abi.encodeWithSelector(bad, 1, 2));
        setGuardians(list, 1);
        bytes4 who = User.InvalidGuardian.selector;
        (list[0], list[1]) = (G2, G1);
        vm.expectRevert(abi.encodeWithSelector(who, G1));
        setGuardians(list, 2);
        (list[0], list[1]) = (G1, G1);
        vm.expectRevert(abi.encodeWithSelector(who, G1));
        setGuardians(list, 2);
        (list[0], list[1]) = (address(0), G1);
        vm.expectRevert(abi.encodeWithSelector(who, address(0)));
        setGuardians(list, 2);
        (list[0], list[1]) = G1 < owner ? (G1, owner) : (owner, G1);
        vm.expectRevert(abi.encodeWithSelector(who, owner));
        setGuardians(list, 2);
    }

    function test_setGuardians_sixteenAtMost() external {
        address[] memory list = new address[](17);
        for (uint160 i = 0; i < 17; i++) list[i] = address(0x7000 + i);
        vm.expectRevert(abi.encodeWithSelector(User.InvalidGuardian.selector, address(0)));
        setGuardians(list, 9);
        assembly {
            mstore(list, 16)
        }
        setGuardians(list, 9);
        for (uint160 i = 0; i < 9; i++) {
            vm.assertEq(scheduled(), address(0), "not yet");
            support(address(0x7000 + i), heir);
        }
        vm.assertEq(scheduled(), heir, "nine of sixteen");
    }

    function test_recovered_byAnythingButTheUser_isRefused() external {
        vm.expectRevert(abi.encodeWithSelector(PatientRegistry.NotUser.selector, address(this), address(user)));
        registry.recovered(owner, address(this));
        vm.assertEq(registry.VERSION(), 1, "version");
    }

    /// @dev Whatever guardians say and whenever: nobody becomes owner without a majority that held for 72 hours.
    function testFuzz_randomVoices_neverMoveTheVaultEarly(uint256 seed) external {
        address[3] memory g = [G1, G2, G3];
        address[2] memory heirs = [heir, stranger];
        address[3] memory says;
        uint256[2] memory since;
        for (uint256 step = 0; step < 30; step++) {
            uint256 r = uint256(keccak256(abi.encode(seed, step)));
            vm.warp(block.timestamp + r % 40 hours);
            uint256 i = (r >> 32) % 3;
            uint256 h = (r >> 48) % 2;
            vm.prank(g[i]);
            try user.supportRecovery(heirs[h]) {
                says[i] = heirs[h];
            } catch {}
            for (uint256 k = 0; k < 2; k++) {
                uint256 voices;
                for (uint256 j = 0; j < 3; j++) if (says[j] == heirs[k]) voices++;
                if (voices < 2) since[k] = 0;
                else if (since[k] == 0) since[k] = block.timestamp;
                bool may = since[k] != 0 && block.timestamp >= since[k] + 72 hours;
                uint256 before = vm.snapshotState();
                vm.prank(heirs[k]);
                try user.executeRecovery() {
                    vm.assertTrue(may, "too early");
                } catch {
                    vm.assertTrue(!may, "too late");
                }
                vm.revertToState(before);
            }
        }
    }
}
