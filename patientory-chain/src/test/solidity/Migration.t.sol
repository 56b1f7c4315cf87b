// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {Merkle} from "contracts/Merkle.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {User} from "contracts/User.sol";
import {Fixture, Vm} from "./Fixture.sol";

/// @dev Answers what it was told, in as many bytes as it was told.
contract Liar {
    mapping(bytes4 => bytes) private answers;

    function tell(bytes4 question, bytes memory answer) external {
        answers[question] = answer;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return answers[msg.sig];
    }
}

/// @dev A patient with files, and a later registry in which he can register.
abstract contract MigrationFixture is Fixture {
    PatientRegistry internal laterRegistry;

    function setUp() public virtual override {
        super.setUp();
        laterRegistry = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
    }

    function migrate(address by, address successor) internal {
        vm.prank(by);
        vault.migrate(successor);
    }

    function refused(bytes4 error, address named) internal {
        vm.expectRevert(abi.encodeWithSelector(error, named));
    }
}

/// @notice The link between an earlier vault and the one that continues it: who makes it, to what, how often.
contract MigrationTest is MigrationFixture {
    uint256 private constant THIEF_KEY = 0xBAD;
    uint256 private constant HEIR_KEY = 0x4E14;
    bytes4 private constant NO_PREDECESSOR = PatientRegistry.InvalidPredecessor.selector;
    bytes4 private constant NO_SUCCESSOR = FileVault.InvalidSuccessor.selector;
    address private immutable thief = vm.addr(THIEF_KEY);
    address private immutable heir = vm.addr(HEIR_KEY);

    function refuseRegistration(uint256 key, address predecessor) private {
        (bool ok, bytes memory answer) = tryRegisterIn(laterRegistry, key, predecessor);
        vm.assertTrue(!ok, "registered");
        vm.assertEq(keccak256(answer), keccak256(abi.encodeWithSelector(NO_PREDECESSOR, predecessor)), "another error");
    }

    function test_migration_byTheOwner_linksBothEnds() external {
        vm.recordLogs();
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[logs.length - 1].topics[0], FileVault.PredecessorNamed.selector, "named");
        vm.assertEq(logs[logs.length - 1].topics[1], id(address(vault)), "the earlier one");
        vm.assertTrue(later.predecessor() == address(vault) && vault.successor() == address(0), "one end");
        vm.assertTrue(later.owner() == owner && address(later) != address(vault), "the same patient's, elsewhere");
        vm.recordLogs();
        migrate(owner, address(later));
        logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertTrue(logs[0].topics[0] == FileVault.Migrated.selector && logs[0].emitter == address(vault), "event");
        vm.assertEq(logs[0].topics[1], id(address(later)), "the later one");
        vm.assertTrue(vault.successor() == address(later) && later.successor() == address(0), "both ends");
        vm.assertEq(vault.nextNonce(), 1, "nonce");
    }

    function test_registration_withoutPredecessor_namesNone() external {
        vm.recordLogs();
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(0));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[logs.length - 1].topics[0], FileVault.VaultCreated.selector, "no further event");
        vm.assertEq(later.predecessor(), address(0), "none");
        refused(NO_SUCCESSOR, address(later));
        migrate(owner, address(later));
    }

    // ------------------------------------------------------- the predecessor

    function test_predecessor_thatIsNotTheOwnersOpenVault_isRefused() external {
        registerIn(registry, THIEF_KEY, address(0));
        (, address others) = registry.predict(thief);
        refuseRegistration(OWNER_KEY, others);
        refuseRegistration(THIEF_KEY, address(vault));
        refuseRegistration(OWNER_KEY, stranger);
        refuseRegistration(OWNER_KEY, address(hospitals));
        refuseRegistration(OWNER_KEY, address(user));
        refuseRegistration(OWNER_KEY, registry.vaultImplementation());
        (, address own) = laterRegistry.predict(owner);
        refuseRegistration(OWNER_KEY, own);
        vm.assertEq(laterRegistry.registeredAt(owner), 0, "nothing was registered");
        vm.assertEq(laterRegistry.nonces(owner), 0, "and no nonce spent");
        registerIn(laterRegistry, OWNER_KEY, address(vault));
    }

    function test_predecessor_thatHasASuccessor_isRefused() external {
        migrate(owner, address(registerIn(laterRegistry, OWNER_KEY, address(vault))));
        laterRegistry = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        refuseRegistration(OWNER_KEY, address(vault));
    }

    function test_predecessor_withOtherAnswers_isRefused() external {
        Liar liar = new Liar();
        bytes32 me = id(owner);
        liar.tell(FileVault.owner.selector, abi.encode(me));
        refuseRegistration(OWNER_KEY, address(liar));
        liar.tell(bytes4(keccak256("successor()")), abi.encode(1));
        refuseRegistration(OWNER_KEY, address(liar));
        liar.tell(bytes4(keccak256("successor()")), new bytes(64));
        refuseRegistration(OWNER_KEY, address(liar));
        liar.tell(bytes4(keccak256("successor()")), new bytes(32));
        liar.tell(FileVault.owner.selector, bytes.concat(me, hex"00"));
        refuseRegistration(OWNER_KEY, address(liar));
        liar.tell(FileVault.owner.selector, abi.encode(uint256(me) | 1 << 160));
        refuseRegistration(OWNER_KEY, address(liar));
        liar.tell(FileVault.owner.selector, abi.encode(me));
        // Who signs a liar's address as his predecessor gets it: his device computes addresses, no contract can.
        registerIn(laterRegistry, OWNER_KEY, address(liar));
    }

    function testFuzz_predecessor_anyAddress_isRefused(address anything) external {
        if (anything == address(0) || anything == address(vault)) return;
        refuseRegistration(OWNER_KEY, anything);
    }

    // --------------------------------------------------------- the successor

    function test_successor_thatDoesNotContinueThisVault_isRefused() external {
        registerIn(registry, THIEF_KEY, address(0));
        (, address earlierOfThief) = registry.predict(thief);
        address[7] memory wrong = [
            address(0),
            stranger,
            address(vault),
            address(hospitals),
            address(registerIn(laterRegistry, THIEF_KEY, earlierOfThief)),
            laterRegistry.vaultImplementation(),
            address(registerIn(laterRegistry, OWNER_KEY, address(0)))
        ];
        for (uint256 i = 0; i < wrong.length; i++) {
            refused(NO_SUCCESSOR, wrong[i]);
            migrate(owner, wrong[i]);
        }
        vm.assertTrue(vault.successor() == address(0) && vault.nextNonce() == 0, "nothing happened");
    }

    function test_successor_thatLies_needsBothAnswersWhole() external {
        Liar liar = new Liar();
        bytes32 me = id(owner);
        bytes32 here = id(address(vault));
        liar.tell(FileVault.owner.selector, abi.encode(me));
        refused(NO_SUCCESSOR, address(liar));
        migrate(owner, address(liar));
        liar.tell(bytes4(keccak256("predecessor()")), bytes.concat(here, bytes32(0)));
        refused(NO_SUCCESSOR, address(liar));
        migrate(owner, address(liar));
        liar.tell(bytes4(keccak256("predecessor()")), abi.encode(here));
        liar.tell(FileVault.owner.selector, abi.encode(id(thief)));
        refused(NO_SUCCESSOR, address(liar));
        migrate(owner, address(liar));
    }

    function test_migrate_byAnybodyElse_isRefused() external {
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        address[5] memory others = [registrar, admin, stranger, address(registry), address(later)];
        for (uint256 i = 0; i < others.length; i++) {
            vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, others[i], owner));
            migrate(others[i], address(later));
        }
    }

    function test_migrate_again_isRefused() external {
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        PatientRegistry third = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        FileVault fork = registerIn(third, OWNER_KEY, address(vault));
        migrate(owner, address(later));
        refused(FileVault.VaultMigrated.selector, address(later));
        migrate(owner, address(fork));
        refused(FileVault.VaultMigrated.selector, address(later));
        migrate(owner, address(later));
        vm.assertEq(vault.successor(), address(later), "once");
    }

    function test_migrateBySig_ofTheOwner_isHisMigration() external {
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        bytes memory bad = signMigrate(THIEF_KEY, address(later), 0, T0);
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSignature.selector, owner, thief));
        vault.migrateBySig(address(later), 0, T0, bad);
        bytes memory good = signMigrate(OWNER_KEY, address(later), 0, T0);
        uint256 before = vm.snapshotState();
        vm.warp(T0 + 1);
        vm.expectRevert(abi.encodeWithSelector(FileVault.SignatureExpired.selector, T0, T0 + 1));
        vault.migrateBySig(address(later), 0, T0, good);
        vm.revertToState(before);
        vm.prank(stranger);
        vault.migrateBySig(address(later), 0, T0, good);
        vm.assertTrue(vault.successor() == address(later) && vault.nextNonce() == 1, "migrated");
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.migrateBySig(address(later), 0, T0, good);
    }

    function testFuzz_migrateBySig_anyFieldChanged_isRefused(uint8 field, uint160 difference) external {
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        bytes memory signature = signMigrate(OWNER_KEY, address(later), 0, T0);
        uint160 d = uint160(1 + difference % 1e9);
        address to = field % 2 == 0 ? address(uint160(address(later)) ^ d) : address(later);
        uint256 deadline = field % 2 == 0 ? T0 : T0 + d;
        bytes memory data = abi.encodeCall(vault.migrateBySig, (to, 0, deadline, signature));
        (bool ok, bytes memory answer) = address(vault).call(data);
        vm.assertTrue(!ok, "accepted");
        vm.assertEq(bytes32(bytes4(answer)), FileVault.InvalidSignature.selector, "error");
    }

    function test_migrate_killsWhatIsSigned() external {
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        bytes memory erasing = signErase(OWNER_KEY, FILE, 0, T0);
        migrate(owner, address(later));
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidNonce.selector, 0, 1));
        vault.eraseBySig(FILE, 0, T0, erasing);
    }

    // -------------------------------------------------------------- recovery

    function recover(User lost) private {
        vm.prank(doctor);
        lost.supportRecovery(heir);
        vm.warp(block.timestamp + 72 hours);
        vm.prank(heir);
        lost.executeRecovery();
    }

    function guard(User mine) private {
        address[] memory guardians = new address[](1);
        guardians[0] = doctor;
        vm.prank(owner);
        mine.setGuardians(guardians, 1);
    }

    function test_recoveredOwner_migratesWithTheNewAccount() external {
        guard(user);
        FileVault ofLostKey = registerIn(laterRegistry, OWNER_KEY, address(vault));
        recover(user);
        refused(NO_SUCCESSOR, address(ofLostKey));
        migrate(heir, address(ofLostKey));
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, owner, heir));
        migrate(owner, address(ofLostKey));
        PatientRegistry third = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        (bool ok,) = tryRegisterIn(third, OWNER_KEY, address(vault));
        vm.assertTrue(!ok, "the lost key names nothing that it lost");
        FileVault later = registerIn(laterRegistry, HEIR_KEY, address(vault));
        migrate(heir, address(later));
        vm.assertEq(vault.successor(), address(later), "migrated");
    }

    function test_bothRecovered_beforeMigrating_migrates() external {
        guard(user);
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        (address u,) = laterRegistry.predict(owner);
        guard(User(u));
        recover(user);
        recover(User(u));
        migrate(heir, address(later));
        vm.assertEq(vault.successor(), address(later), "migrated");
    }

    // The link gives no rights: who recovers the earlier vault has the earlier vault.
    function test_recovery_afterMigrating_movesTheEarlierVaultOnly() external {
        guard(user);
        FileVault later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        grant(VAULT, id(stranger), READ, FOREVER);
        migrate(owner, address(later));
        recover(user);
        vm.assertTrue(vault.owner() == heir && later.owner() == owner, "owners");
        vm.assertEq(vault.successor(), address(later), "the link stays");
        vm.prank(heir);
        vault.revoke(VAULT, id(stranger));
        vm.expectRevert(abi.encodeWithSelector(FileVault.NotOwner.selector, heir, owner));
        vm.prank(heir);
        later.revokeAll();
    }
}

/// @notice Every call to a vault that has a successor, as the specification's table says.
contract MigratedVaultTest is MigrationFixture {
    bytes4 private constant CLOSED = FileVault.VaultMigrated.selector;
    bytes32 private constant OLD = keccak256("old");
    bytes32 private constant NEWER = keccak256("newer");
    bytes32 private constant NEW = keccak256("new");
    address private constant CLINICIAN = address(0xC11);
    FileVault private later;
    bytes32 private root = Merkle.fileLeaf(FILE, BODY, ENVELOPE);

    function setUp() public override {
        super.setUp();
        grant(VAULT, hospitalId, 15, FOREVER);
        vm.prank(admin);
        hospitals.attestClinician(hospitalId, CLINICIAN, uint64(T0 + 1 days));
        vm.prank(CLINICIAN);
        vault.breakGlass(BODY, 1 hours);
        vm.prank(writer);
        vault.store(OLD, BODY, ENVELOPE);
        vm.prank(writer);
        vault.storeVersion(FileVault.NewFile(NEWER, BODY, ENVELOPE), OLD);
        vm.prank(writer);
        vault.anchor(root, 1, BODY);
        vm.prank(writer);
        vault.forward(VAULT, id(doctor), READ, FOREVER);
        later = registerIn(laterRegistry, OWNER_KEY, address(vault));
        migrate(owner, address(later));
    }

    function closed(address by, bytes memory data) private {
        expect(by, data, abi.encodeWithSelector(CLOSED, address(later)));
    }

    function expect(address by, bytes memory data, bytes memory refusal) private {
        uint256 before = vm.snapshotState();
        vm.prank(by);
        (bool ok, bytes memory answer) = address(vault).call(data);
        vm.assertTrue(!ok, "done");
        vm.assertEq(keccak256(answer), keccak256(refusal), "another error");
        vm.revertToState(before);
    }

    function open(address by, bytes memory data, uint256 events) private {
        uint256 before = vm.snapshotState();
        vm.recordLogs();
        vm.prank(by);
        (bool ok,) = address(vault).call(data);
        vm.assertTrue(ok, "refused");
        vm.assertEq(vm.getRecordedLogs().length, events, "events");
        vm.revertToState(before);
    }

    function list(bytes32 fileId) private pure returns (FileVault.NewFile[] memory files) {
        files = new FileVault.NewFile[](fileId == 0 ? 2 : 1);
        files[0] = FileVault.NewFile(fileId == 0 ? OLD : fileId, BODY, ENVELOPE);
        if (fileId == 0) files[1] = FileVault.NewFile(NEW, BODY, ENVELOPE);
    }

    function test_nothingNew_comesIn() external {
        address[2] memory submitters = [writer, owner];
        for (uint256 i = 0; i < 2; i++) {
            address by = submitters[i];
            closed(by, abi.encodeCall(vault.store, (NEW, BODY, ENVELOPE)));
            closed(by, abi.encodeCall(vault.storeMany, (list(NEW))));
            closed(by, abi.encodeCall(vault.storeMany, (list(0))));
            closed(by, abi.encodeCall(vault.storeVersion, (FileVault.NewFile(NEW, BODY, ENVELOPE), NEWER)));
            closed(by, abi.encodeCall(vault.anchor, (NEW, 7, BODY)));
            closed(by, abi.encodeCall(vault.announce, (VAULT, BODY)));
        }
        closed(writer, abi.encodeCall(vault.forward, (VAULT, id(stranger), READ, FOREVER)));
    }

    // A writer that was cut off in the middle may repeat itself: what is here is recognised.
    function test_theSameAgain_isRecognised() external {
        open(writer, abi.encodeCall(vault.store, (OLD, BODY, ENVELOPE)), 0);
        open(writer, abi.encodeCall(vault.storeMany, (list(NEWER))), 0);
        open(writer, abi.encodeCall(vault.storeVersion, (FileVault.NewFile(NEWER, BODY, ENVELOPE), OLD)), 0);
        open(writer, abi.encodeCall(vault.anchor, (root, 1, ENVELOPE)), 1);
        bytes memory exists = abi.encodeWithSelector(FileVault.FileExists.selector, OLD);
        expect(writer, abi.encodeCall(vault.store, (OLD, BODY, BODY)), exists);
        bytes memory missing = abi.encodeWithSelector(FileVault.MissingCapability.selector, stranger, 0, NEW, SUBMIT);
        expect(stranger, abi.encodeCall(vault.store, (NEW, BODY, ENVELOPE)), missing);
    }

    function test_whatIsHere_isReadAndLogged() external {
        vm.assertTrue(vault.canRead(hospitalId, OLD) && vault.canRead(id(doctor), OLD), "grants live");
        vm.assertTrue(vault.canRead(id(CLINICIAN), OLD), "in an emergency too");
        vm.assertTrue(vault.isStored(OLD, BODY, ENVELOPE) && vault.currentVersion(OLD) == NEWER, "proof");
        FileVault.NewFile memory file = FileVault.NewFile(FILE, BODY, ENVELOPE);
        vm.assertTrue(vault.isAnchored(root, 0, file, new bytes32[](0)), "proof of a batch");
        open(stranger, abi.encodeCall(vault.storeAnchored, (root, 0, file, new bytes32[](0))), 1);
        open(writer, abi.encodeCall(vault.logAccess, (OLD, hospitalId, "TREAT", 0)), 1);
        open(writer, abi.encodeCall(vault.logRefusal, (OLD, id(stranger), "NO_GRANT", 0)), 1);
        open(writer, abi.encodeCall(vault.anchorAccess, (BODY, 3)), 1);
        open(CLINICIAN, abi.encodeCall(vault.breakGlass, (BODY, 1 hours)), 1);
        open(writer, abi.encodeCall(vault.revoke, (VAULT, id(doctor))), 1);
    }

    function test_theOwner_keepsEverythingElse() external {
        uint256 nonce = vault.nextNonce();
        FileVault.NewEnvelope[] memory envelopes = new FileVault.NewEnvelope[](1);
        envelopes[0] = FileVault.NewEnvelope(OLD, BODY);
        open(owner, abi.encodeCall(vault.grant, (OLD, id(stranger), READ, 0, FOREVER)), 1);
        open(owner, abi.encodeCall(vault.revoke, (VAULT, hospitalId)), 1);
        open(owner, abi.encodeCall(vault.revokeAll, ()), 1);
        open(owner, abi.encodeCall(vault.setEnvelope, (OLD, BODY)), 1);
        open(owner, abi.encodeCall(vault.setEnvelopes, (envelopes)), 1);
        open(owner, abi.encodeCall(vault.erase, (OLD)), 1);
        open(owner, abi.encodeCall(vault.setBreakGlass, (false)), 1);
        open(owner, abi.encodeCall(vault.endEmergency, (id(CLINICIAN))), 1);
        FileVault.GrantRequest memory g = FileVault.GrantRequest(OLD, id(stranger), READ, 0, FOREVER, nonce, T0);
        open(stranger, abi.encodeCall(vault.grantBySig, (g, signGrant(OWNER_KEY, g))), 1);
        bytes memory signature = signRevoke(OWNER_KEY, VAULT, hospitalId, nonce, T0);
        open(stranger, abi.encodeCall(vault.revokeBySig, (VAULT, hospitalId, nonce, T0, signature)), 1);
        signature = signRevokeAll(OWNER_KEY, nonce, T0);
        open(stranger, abi.encodeCall(vault.revokeAllBySig, (nonce, T0, signature)), 1);
        signature = signErase(OWNER_KEY, OLD, nonce, T0);
        open(stranger, abi.encodeCall(vault.eraseBySig, (OLD, nonce, T0, signature)), 1);
        closed(owner, abi.encodeCall(vault.migrate, (address(later))));
        signature = signMigrate(OWNER_KEY, address(later), nonce, T0);
        closed(stranger, abi.encodeCall(vault.migrateBySig, (address(later), nonce, T0, signature)));
    }

    // The successor knows nothing of the grants and files of the earlier vault, and has its own.
    function test_successor_beginsEmpty() external {
        vm.assertEq(later.capabilitiesOf(hospitalId, VAULT), 0, "no grant came along");
        vm.assertTrue(!later.exists(OLD), "no file either");
        vm.expectRevert(abi.encodeWithSelector(FileVault.MissingCapability.selector, writer, hospitalId, NEW, SUBMIT));
        vm.prank(writer);
        later.store(NEW, BODY, ENVELOPE);
        vm.prank(owner);
        later.grant(VAULT, hospitalId, SUBMIT, 0, FOREVER);
        vm.prank(writer);
        later.store(NEW, BODY, ENVELOPE);
        vm.assertTrue(later.exists(NEW) && !vault.exists(NEW), "in the successor only");
    }
}

/// @notice Two patients in four registries who register and migrate in any order: links are two-sided, lead forward, and stay.
contract MigrationWalkTest is Fixture {
    uint256 private constant OTHER_KEY = 0x07E4;
    PatientRegistry[4] private registries;
    address[] private vaults;

    /// forge-config: default.fuzz.runs = 200
    function testFuzz_links_afterAnyWalk_areLines(uint256 seed) external {
        walk(seed);
    }

    /// @dev The walk does migrate: lines of no links would be lines as well.
    function test_walk_ofTenSeeds_migrates() external {
        uint256 links;
        for (uint256 seed = 0; seed < 10; seed++) {
            uint256 before = vm.snapshotState();
            uint256 made = walk(seed);
            vm.revertToState(before);
            links += made;
        }
        vm.assertTrue(links > 8, "too few");
    }

    function walk(uint256 seed) private returns (uint256 links) {
        registries[0] = registry;
        for (uint256 i = 1; i < 4; i++) registries[i] = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        vaults.push(address(vault));
        for (uint256 step = 0; step < 40; step++) {
            uint256 r = uint256(keccak256(abi.encode(seed, step)));
            address one = vaults[(r >> 8) % vaults.length];
            address two = vaults[(r >> 16) % vaults.length];
            PatientRegistry where = registries[(r >> 24) % 4];
            uint256 key = (r >> 32) % 4 == 0 ? OTHER_KEY : OWNER_KEY;
            if ((r >> 40) % 8 == 0) (, one) = where.predict(vm.addr(key));
            if (r % 2 == 0) {
                (bool ok, bytes memory answer) = tryRegisterIn(where, key, (r >> 48) % 4 == 0 ? address(0) : one);
                if (!ok) continue;
                (, address made) = abi.decode(answer, (address, address));
                vaults.push(made);
            } else {
                // Mostly what could be right; the rest is anything.
                if ((r >> 56) % 4 != 0) one = FileVault(two).predecessor();
                if ((r >> 64) % 4 != 0 && one.code.length != 0) key = FileVault(one).owner() == owner ? OWNER_KEY : OTHER_KEY;
                address before = successorOf(one);
                vm.prank(vm.addr(key));
                (bool ok,) = one.call(abi.encodeCall(FileVault.migrate, (two)));
                if (!ok || one.code.length == 0) continue;
                vm.assertEq(before, address(0), "a second time");
                vm.assertEq(FileVault(one).owner(), vm.addr(key), "by another than the owner");
                links++;
            }
        }
        check(links);
    }

    function successorOf(address v) private view returns (address) {
        return v.code.length == 0 ? address(0) : FileVault(v).successor();
    }

    function check(uint256 links) private view {
        uint256 found;
        for (uint256 i = 0; i < vaults.length; i++) {
            FileVault at = FileVault(vaults[i]);
            address next = at.successor();
            if (next != address(0)) {
                found++;
                vm.assertEq(FileVault(next).predecessor(), vaults[i], "one-sided");
                vm.assertEq(FileVault(next).owner(), at.owner(), "another patient's");
            }
            uint256 steps;
            for (address to = vaults[i]; to != address(0); to = FileVault(to).successor()) {
                vm.assertTrue(steps++ < vaults.length, "a circle forward");
            }
            steps = 0;
            for (address to = vaults[i]; to != address(0); to = FileVault(to).predecessor()) {
                vm.assertTrue(steps++ < vaults.length, "a circle back");
            }
        }
        vm.assertEq(found, links, "a link went away");
    }
}
