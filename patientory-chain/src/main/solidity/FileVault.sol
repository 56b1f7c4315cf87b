// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {GranteeIds} from "./GranteeIds.sol";
import {Grant, Grants} from "./Grants.sol";
import {HospitalRegistry} from "./HospitalRegistry.sol";

/// @title File vault
/// @notice One patient's files and who may do what with them. The chain keeps, per file, a random id, the SHA-256
/// digests of the encrypted body and of its key envelope, and every grant, revocation and access; it never sees
/// plaintext, a key or a name. An EIP-1167 clone made by PatientRegistry; nobody can upgrade it.
///
/// Scope: zero is the whole vault, anything else is one file id. What a grantee holds for a file is the union of its
/// grant for the file and its grant for the vault. A grantee is an account or a hospital (see GranteeIds); an account
/// that writes for a hospital holds, in addition to its own grants, those of its hospital.
///
/// Time is the block's timestamp, in seconds, which a block producer may shift by a few seconds. A grant lives from
/// `notBefore` inclusive to `expiry` exclusive. A view called off chain uses the timestamp of the block on which it is
/// evaluated, which may lie before the wall clock.
///
/// What this contract cannot do: a grant of READ gives permission, decryption takes an envelope re-wrapped to the
/// reader; and whoever has once unwrapped a content key keeps it after revocation.
contract FileVault is EIP712 {
    using GranteeIds for bytes32;

    /// @notice One file to store.
    /// @param fileId a random id, never derived from anything about the patient.
    /// @param bodyCid SHA-256 digest in the CID of the encrypted body.
    /// @param envelopeCid SHA-256 digest of the key envelope, a single raw block.
    struct NewFile {
        bytes32 fileId;
        bytes32 bodyCid;
        bytes32 envelopeCid;
    }

    /// @notice A re-wrapped envelope of a file that exists.
    /// @param fileId the file.
    /// @param envelopeCid SHA-256 digest of the new envelope.
    struct NewEnvelope {
        bytes32 fileId;
        bytes32 envelopeCid;
    }

    /// @notice What the owner's device signs for `grantBySig`, as EIP-712 type `GrantRequest`.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital.
    /// @param capabilities READ 1, SUBMIT 2, FORWARD 4, NOTIFY 8, added up.
    /// @param notBefore first second; a moment in the past means now.
    /// @param expiry first second after the grant, at most 2^32 - 1.
    /// @param nonce the vault's current nonce.
    /// @param deadline last second in which the signature is good.
    struct GrantRequest {
        bytes32 scope;
        bytes32 grantee;
        uint8 capabilities;
        uint64 notBefore;
        uint64 expiry;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A grant as written, dead or alive.
    /// @param capabilities the capability bits; zero if there is no grant.
    /// @param notBefore first second.
    /// @param expiry first second after the grant.
    /// @param epoch the vault's epoch when it was granted.
    /// @param grantedBy the owner's account id, or the id of the forwarder.
    /// @param forwarded true if it was forwarded rather than granted by the owner.
    struct GrantInfo {
        uint8 capabilities;
        uint64 notBefore;
        uint64 expiry;
        uint32 epoch;
        bytes32 grantedBy;
        bool forwarded;
    }

    /// @notice Capability: read files.
    uint8 public constant READ = Grants.READ;
    /// @notice Capability: store new files.
    uint8 public constant SUBMIT = Grants.SUBMIT;
    /// @notice Capability: pass on a part of what one holds.
    uint8 public constant FORWARD = Grants.FORWARD;
    /// @notice Capability: announce messages. Reserved; no function of this version asks for it.
    uint8 public constant NOTIFY = Grants.NOTIFY;
    /// @notice The scope that is the whole vault.
    bytes32 public constant WHOLE_VAULT = bytes32(0);

    /// @notice EIP-712 type hash for `grantBySig`.
    bytes32 public constant GRANT_TYPEHASH = keccak256(
        "GrantRequest(bytes32 scope,bytes32 grantee,uint8 capabilities,uint64 notBefore,uint64 expiry,uint256 nonce,uint256 deadline)"
    );
    /// @notice EIP-712 type hash for `revokeBySig`.
    bytes32 public constant REVOKE_TYPEHASH =
        keccak256("RevokeRequest(bytes32 scope,bytes32 grantee,uint256 nonce,uint256 deadline)");
    /// @notice EIP-712 type hash for `revokeAllBySig`.
    bytes32 public constant REVOKE_ALL_TYPEHASH = keccak256("RevokeAllRequest(uint256 nonce,uint256 deadline)");

    /// @notice The registry that made this vault.
    address public immutable registry;
    /// @notice Where hospitals and their writers are looked up.
    HospitalRegistry public immutable hospitals;

    // One slot: every operation reads it once.
    address private _owner;
    uint24 private _epoch;
    uint64 private _nonce;

    mapping(bytes32 scope => mapping(bytes32 grantee => Grant)) private _grants;
    mapping(bytes32 fileId => bytes32) private _commitments;
    mapping(bytes32 fileId => bytes32) private _rewrapped;

    /// @notice The vault came into being.
    /// @param owner the patient's account.
    event VaultCreated(address indexed owner);
    /// @notice A grant was written, in place of any earlier one with the same scope and grantee.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital.
    /// @param grantedBy the owner's account id, or the id of the forwarder.
    /// @param capabilities the capability bits.
    /// @param notBefore first second.
    /// @param expiry first second after the grant.
    /// @param epoch the vault's epoch.
    event Granted(
        bytes32 indexed scope,
        bytes32 indexed grantee,
        bytes32 indexed grantedBy,
        uint8 capabilities,
        uint64 notBefore,
        uint64 expiry,
        uint32 epoch
    );
    /// @notice A grant was erased.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital.
    /// @param revokedBy the owner's account id, or the id of the forwarder who took back what it forwarded.
    event Revoked(bytes32 indexed scope, bytes32 indexed grantee, bytes32 indexed revokedBy);
    /// @notice All grants of earlier epochs died.
    /// @param epoch the new epoch.
    event AllRevoked(uint32 epoch);
    /// @notice A file was stored.
    /// @param fileId the file.
    /// @param submitter the id under which it was allowed: the owner's account, a grantee account or a hospital.
    /// @param bodyCid SHA-256 digest in the CID of the encrypted body.
    /// @param envelopeCid SHA-256 digest of the key envelope.
    event FileStored(bytes32 indexed fileId, bytes32 indexed submitter, bytes32 bodyCid, bytes32 envelopeCid);
    /// @notice The owner re-wrapped a file's key; this envelope replaces all earlier ones.
    /// @param fileId the file.
    /// @param envelopeCid SHA-256 digest of the new envelope.
    event EnvelopeSet(bytes32 indexed fileId, bytes32 envelopeCid);
    /// @notice Somebody read a file, as reported by the logger. Whether the actor held READ is not checked here.
    /// @param fileId the file.
    /// @param actor who read.
    /// @param loggedBy who reports: the actor itself, or a hospital.
    /// @param purpose a purpose-of-use code in ASCII, left-aligned, for instance `TREAT`.
    /// @param detail digest of an off-chain audit record, or zero.
    event AccessLogged(
        bytes32 indexed fileId, bytes32 indexed actor, bytes32 indexed loggedBy, bytes32 purpose, bytes32 detail
    );
    /// @notice A hospital refused somebody a file.
    /// @param fileId the file asked for.
    /// @param actor who asked.
    /// @param loggedBy the hospital that refused.
    /// @param reason a code in ASCII, left-aligned, for instance `NO_GRANT`.
    /// @param detail digest of an off-chain audit record, or zero.
    event AccessRefused(
        bytes32 indexed fileId, bytes32 indexed actor, bytes32 indexed loggedBy, bytes32 reason, bytes32 detail
    );

    /// @notice The caller is not the owner.
    /// @param caller the caller.
    /// @param owner the owner.
    error NotOwner(address caller, address owner);
    /// @notice The caller is not the registry.
    /// @param caller the caller.
    error NotRegistry(address caller);
    /// @notice The vault has an owner already.
    /// @param owner the owner.
    error AlreadyInitialized(address owner);
    /// @notice Neither the caller nor the hospital for which it writes has, at this moment, what the call needs.
    /// `grantOf` tells why: no grant, another capability, not yet valid, expired, an old epoch, or a dead parent.
    /// @param caller the caller.
    /// @param hospitalId the hospital for which it writes, or zero.
    /// @param scope the file concerned, or zero.
    /// @param required the capabilities of which one was needed.
    error MissingCapability(address caller, bytes32 hospitalId, bytes32 scope, uint8 required);
    /// @notice Not the id of an account or a hospital, or not one that fits here.
    /// @param grantee the id given.
    error InvalidGrantee(bytes32 grantee);
    /// @notice No capability, an unknown one, or one that may not be forwarded.
    /// @param given the bits given.
    /// @param allowed the bits allowed.
    error InvalidCapabilities(uint8 given, uint8 allowed);
    /// @notice The period is empty, over, or beyond 2^32 - 1.
    /// @param notBefore first second, after a past one was raised to now.
    /// @param expiry first second after.
    /// @param timestamp the block's timestamp.
    error InvalidPeriod(uint64 notBefore, uint64 expiry, uint256 timestamp);
    /// @notice There is nothing to revoke.
    /// @param scope the scope.
    /// @param grantee the grantee.
    error GrantNotFound(bytes32 scope, bytes32 grantee);
    /// @notice A forwarder may not replace a grant that somebody else made.
    /// @param scope the scope.
    /// @param grantee the grantee.
    /// @param grantedBy who made it.
    error GrantExists(bytes32 scope, bytes32 grantee, bytes32 grantedBy);
    /// @notice The owner does not forward; he grants.
    /// @param owner the owner.
    error OwnerGrants(address owner);
    /// @notice A file id may not be zero.
    error InvalidFileId();
    /// @notice A digest may not be zero.
    /// @param fileId the file.
    error InvalidContent(bytes32 fileId);
    /// @notice The file exists with other content; files never change.
    /// @param fileId the file.
    error FileExists(bytes32 fileId);
    /// @notice No such file.
    /// @param fileId the file.
    error FileNotFound(bytes32 fileId);
    /// @notice A batch may not be empty.
    error EmptyBatch();
    /// @notice The nonce is not the current one.
    /// @param given the nonce given.
    /// @param current the current one.
    error InvalidNonce(uint256 given, uint256 current);
    /// @notice The signature came too late.
    /// @param deadline its last second.
    /// @param timestamp the block's timestamp.
    error SignatureExpired(uint256 deadline, uint256 timestamp);
    /// @notice The signature is not the owner's.
    /// @param expected the owner.
    /// @param recovered who signed, or zero if the signature is malformed.
    error InvalidSignature(address expected, address recovered);

    modifier onlyOwner() {
        if (msg.sender != _owner) revert NotOwner(msg.sender, _owner);
        _;
    }

    /// @dev Deployed by the registry, once, as the implementation of all clones.
    /// @param hospitals_ where hospitals and their writers are looked up.
    constructor(HospitalRegistry hospitals_) EIP712("Patientory FileVault", "1") {
        registry = msg.sender;
        hospitals = hospitals_;
    }

    /// @notice Gives a fresh clone its owner. Registry only, once.
    /// @param owner_ the patient's account.
    function initialize(address owner_) external {
        if (msg.sender != registry) revert NotRegistry(msg.sender);
        if (_owner != address(0)) revert AlreadyInitialized(_owner);
        _owner = owner_;
        emit VaultCreated(owner_);
    }

    // ---------------------------------------------------------------- grants

    /// @notice Grants capabilities, in place of any earlier grant with the same scope and grantee. Owner only.
    /// Replacing a grant ends what was forwarded under it (unless both happen in the same second).
    /// @param scope zero for the whole vault, or a file id; the file need not exist yet.
    /// @param grantee an account or a hospital; the hospital need not be registered, and cannot act until it is.
    /// @param capabilities READ 1, SUBMIT 2, FORWARD 4, NOTIFY 8, added up; FORWARD counts only beside others.
    /// @param notBefore first second; a moment in the past means now.
    /// @param expiry first second after the grant, at most 2^32 - 1.
    function grant(bytes32 scope, bytes32 grantee, uint8 capabilities, uint64 notBefore, uint64 expiry)
        external
        onlyOwner
    {
        _grantAsOwner(scope, grantee, capabilities, notBefore, expiry);
    }

    /// @notice The same with the owner's signature instead of his transaction. Anyone may send it.
    /// @param request what the owner signed.
    /// @param signature 65 bytes r, s, v by the owner.
    function grantBySig(GrantRequest calldata request, bytes calldata signature) external {
        bytes32 structHash = keccak256(
            abi.encode(
                GRANT_TYPEHASH,
                request.scope,
                request.grantee,
                request.capabilities,
                request.notBefore,
                request.expiry,
                request.nonce,
                request.deadline
            )
        );
        _useSignature(structHash, request.nonce, request.deadline, signature);
        _grantAsOwner(request.scope, request.grantee, request.capabilities, request.notBefore, request.expiry);
    }

    /// @notice Passes on a part of what the caller, or the hospital for which it writes, was granted by the owner with
    /// FORWARD. What is forwarded begins now, ends no later than the caller's own grant, excludes FORWARD, and lives
    /// only as long as the caller's own grant does: revoking or replacing that ends it at once (unless both happen in the
    /// same second). What a hospital forwarded rests while it is suspended.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital that holds no living or future grant of this scope from anybody else.
    /// @param capabilities a part of what the caller holds.
    /// @param expiry first second after the grant.
    function forward(bytes32 scope, bytes32 grantee, uint8 capabilities, uint64 expiry) external {
        if (msg.sender == _owner) revert OwnerGrants(_owner);
        (bytes32 forwarder, bytes32 heldIn) = _authorize(scope, Grants.FORWARD);
        if (!grantee.isValid() || grantee == forwarder || grantee == _owner_()) revert InvalidGrantee(grantee);
        Grant parent = _grants[heldIn][forwarder];
        uint8 allowed = parent.capabilities() & ~Grants.FORWARD;
        if (capabilities == 0 || capabilities & ~allowed != 0) revert InvalidCapabilities(capabilities, allowed);
        if (expiry <= block.timestamp || expiry > parent.expiry()) {
            revert InvalidPeriod(uint64(block.timestamp), expiry, block.timestamp);
        }
        Grant present = _grants[scope][grantee];
        bool over = present.epoch() != _epoch || present.expiry() <= block.timestamp;
        if (!present.isNone() && !over && present.grantorId() != forwarder) {
            revert GrantExists(scope, grantee, present.grantorId());
        }
        _write(scope, grantee, forwarder, capabilities, uint32(block.timestamp), uint32(expiry));
    }

    /// @notice Erases a grant, dead or alive. The owner may erase any, a forwarder what it forwarded. When the owner does
    /// it, whatever he has signed and nobody has sent yet becomes worthless.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital.
    function revoke(bytes32 scope, bytes32 grantee) external {
        Grant present = _grants[scope][grantee];
        bytes32 revoker = GranteeIds.ofAccount(msg.sender);
        if (msg.sender != _owner) {
            if (present.kind() == Grants.BY_HOSPITAL) revoker = hospitals.hospitalOf(msg.sender);
            if (present.kind() <= Grants.BY_OWNER || present.grantorId() != revoker) {
                revert NotOwner(msg.sender, _owner);
            }
        }
        _revoke(scope, grantee, revoker);
        if (msg.sender == _owner) _nonce++;
    }

    /// @notice Erases a grant with the owner's signature. Anyone may send it.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital.
    /// @param nonce the vault's current nonce.
    /// @param deadline last second in which the signature is good.
    /// @param signature 65 bytes r, s, v by the owner.
    function revokeBySig(bytes32 scope, bytes32 grantee, uint256 nonce, uint256 deadline, bytes calldata signature)
        external
    {
        _useSignature(keccak256(abi.encode(REVOKE_TYPEHASH, scope, grantee, nonce, deadline)), nonce, deadline, signature);
        _revoke(scope, grantee, GranteeIds.ofAccount(_owner));
    }

    /// @notice Ends all grants at once, at a cost that does not depend on their number, also those that the owner has signed
    /// and nobody has sent yet. Owner only.
    function revokeAll() external onlyOwner {
        _nonce++;
        _revokeAll();
    }

    /// @notice The same with the owner's signature. Anyone may send it.
    /// @param nonce the vault's current nonce.
    /// @param deadline last second in which the signature is good.
    /// @param signature 65 bytes r, s, v by the owner.
    function revokeAllBySig(uint256 nonce, uint256 deadline, bytes calldata signature) external {
        _useSignature(keccak256(abi.encode(REVOKE_ALL_TYPEHASH, nonce, deadline)), nonce, deadline, signature);
        _revokeAll();
    }

    // ----------------------------------------------------------------- files

    /// @notice Stores a file. Needs SUBMIT, or the owner. Storing the same content again changes nothing, emits nothing
    /// and succeeds; other content under the same id reverts with FileExists.
    /// @param fileId a random id.
    /// @param bodyCid SHA-256 digest in the CID of the encrypted body.
    /// @param envelopeCid SHA-256 digest of the key envelope.
    /// @return stored true if the file is new.
    function store(bytes32 fileId, bytes32 bodyCid, bytes32 envelopeCid) external returns (bool stored) {
        (bytes32 submitter,) = _authorize(fileId, Grants.SUBMIT);
        return _store(submitter, fileId, bodyCid, envelopeCid);
    }

    /// @notice Stores several files; all or none. Each as in `store`.
    /// @param files at least one.
    /// @return stored how many are new.
    function storeMany(NewFile[] calldata files) external returns (uint256 stored) {
        if (files.length == 0) revert EmptyBatch();
        bytes32 submitter;
        bytes32 heldIn = files[0].fileId;
        for (uint256 i = 0; i < files.length; i++) {
            NewFile calldata file = files[i];
            if (i == 0 || heldIn != WHOLE_VAULT) (submitter, heldIn) = _authorize(file.fileId, Grants.SUBMIT);
            if (_store(submitter, file.fileId, file.bodyCid, file.envelopeCid)) stored++;
        }
    }

    /// @notice Announces a re-wrapped envelope, after a grant or a revocation. Owner only.
    /// @param fileId a file that exists.
    /// @param envelopeCid SHA-256 digest of the new envelope.
    function setEnvelope(bytes32 fileId, bytes32 envelopeCid) external onlyOwner {
        _setEnvelope(fileId, envelopeCid);
    }

    /// @notice Announces several re-wrapped envelopes; all or none. Owner only.
    /// @param envelopes at least one.
    function setEnvelopes(NewEnvelope[] calldata envelopes) external onlyOwner {
        if (envelopes.length == 0) revert EmptyBatch();
        for (uint256 i = 0; i < envelopes.length; i++) {
            _setEnvelope(envelopes[i].fileId, envelopes[i].envelopeCid);
        }
    }

    // ----------------------------------------------------------------- audit

    /// @notice Writes an access into the audit trail. The owner and a grantee with any living capability for the file
    /// may report themselves; a writer of a hospital with any living capability may report anybody.
    /// @param fileId a file that exists.
    /// @param actor who read.
    /// @param purpose a purpose-of-use code in ASCII, left-aligned.
    /// @param detail digest of an off-chain audit record, or zero.
    function logAccess(bytes32 fileId, bytes32 actor, bytes32 purpose, bytes32 detail) external {
        _requireFile(fileId);
        (bytes32 logger,) = _authorize(fileId, Grants.ALL);
        if (!actor.isValid() || (actor != logger && !logger.isHospital())) revert InvalidGrantee(actor);
        emit AccessLogged(fileId, actor, logger, purpose, detail);
    }

    /// @notice Writes a refused access into the audit trail. Only a writer of a hospital with any living capability for
    /// the file.
    /// @param fileId a file that exists.
    /// @param actor who asked.
    /// @param reason a code in ASCII, left-aligned.
    /// @param detail digest of an off-chain audit record, or zero.
    function logRefusal(bytes32 fileId, bytes32 actor, bytes32 reason, bytes32 detail) external {
        _requireFile(fileId);
        (bytes32 logger,) = _authorize(fileId, Grants.ALL);
        if (!logger.isHospital()) revert MissingCapability(msg.sender, bytes32(0), fileId, Grants.ALL);
        if (!actor.isValid()) revert InvalidGrantee(actor);
        emit AccessRefused(fileId, actor, logger, reason, detail);
    }

    // ----------------------------------------------------------------- views

    /// @notice The patient's account. Zero on the implementation contract itself.
    /// @return the account.
    function owner() external view returns (address) {
        return _owner;
    }

    /// @notice The current epoch: the number of `revokeAll` so far.
    /// @return the epoch.
    function epoch() external view returns (uint32) {
        return _epoch;
    }

    /// @notice The nonce that the owner's next signature must carry.
    /// @return the nonce.
    function nextNonce() external view returns (uint256) {
        return _nonce;
    }

    /// @notice A grant as written, dead or alive.
    /// @param scope zero for the whole vault, or a file id.
    /// @param grantee an account or a hospital.
    /// @return the grant; all zero if there is none.
    function grantOf(bytes32 scope, bytes32 grantee) external view returns (GrantInfo memory) {
        Grant g = _grants[scope][grantee];
        return GrantInfo(
            g.capabilities(), g.notBefore(), g.expiry(), g.epoch(), g.grantorId(), g.kind() > Grants.BY_OWNER
        );
    }

    /// @notice What an id holds at this moment: the union of its living grants for the scope and for the vault. The
    /// owner's account holds everything. A hospital that is suspended or not yet registered holds nothing, and neither does
    /// anybody to whom it forwarded. For an account, grants of the hospital for which it writes do not count.
    /// @param grantee an account or a hospital.
    /// @param scope zero for the whole vault, or a file id; the file need not exist.
    /// @return capabilities the bits.
    function capabilitiesOf(bytes32 grantee, bytes32 scope) public view returns (uint8 capabilities) {
        if (grantee == _owner_()) return Grants.ALL;
        if (grantee.isHospital() && !hospitals.isActive(grantee)) return 0;
        capabilities = _living(WHOLE_VAULT, grantee);
        if (scope != WHOLE_VAULT) capabilities |= _living(scope, grantee);
    }

    /// @notice What an account can do at this moment, with the grants of the hospital for which it writes.
    /// @param account the account.
    /// @param scope zero for the whole vault, or a file id.
    /// @return capabilities the bits.
    function capabilitiesOfAccount(address account, bytes32 scope) external view returns (uint8 capabilities) {
        capabilities = capabilitiesOf(GranteeIds.ofAccount(account), scope);
        bytes32 hospitalId = hospitals.hospitalOf(account);
        if (hospitalId != bytes32(0)) capabilities |= capabilitiesOf(hospitalId, scope);
    }

    /// @notice Whether an id may read a file at this moment. Says nothing about whether the file exists, or whether an
    /// envelope for this reader has been written.
    /// @param grantee an account or a hospital.
    /// @param fileId the file, or zero for the whole vault.
    /// @return true if READ is among its capabilities.
    function canRead(bytes32 grantee, bytes32 fileId) external view returns (bool) {
        return capabilitiesOf(grantee, fileId) & Grants.READ != 0;
    }

    /// @notice Whether a file exists.
    /// @param fileId the file.
    /// @return true if it was stored.
    function exists(bytes32 fileId) external view returns (bool) {
        return _commitments[fileId] != bytes32(0);
    }

    /// @notice Whether a file was stored with exactly this content. Later envelopes make no difference.
    /// @param fileId the file.
    /// @param bodyCid digest of the body.
    /// @param envelopeCid digest of the envelope with which it was stored.
    /// @return true if so.
    function isStored(bytes32 fileId, bytes32 bodyCid, bytes32 envelopeCid) external view returns (bool) {
        return _commitments[fileId] == _commitment(bodyCid, envelopeCid);
    }

    /// @notice The envelope that the owner set last.
    /// @param fileId the file.
    /// @return the digest; zero if the one of the FileStored event still holds, or if there is no such file.
    function rewrappedEnvelope(bytes32 fileId) external view returns (bytes32) {
        return _rewrapped[fileId];
    }

    // --------------------------------------------------------------- private

    function _owner_() private view returns (bytes32) {
        return GranteeIds.ofAccount(_owner);
    }

    /// @dev Finds a living grant with any of the required capabilities that lets the caller act, the likeliest first:
    /// hospital for the vault, hospital for the file, account for the vault, account for the file. An account that writes
    /// for a hospital proves it active: suspending removes all its writers.
    function _authorize(bytes32 scope, uint8 required) private view returns (bytes32 actor, bytes32 heldIn) {
        actor = GranteeIds.ofAccount(msg.sender);
        if (msg.sender == _owner) return (actor, WHOLE_VAULT);
        bytes32 hospitalId = hospitals.hospitalOf(msg.sender);
        if (hospitalId != bytes32(0)) {
            if (_usable(WHOLE_VAULT, hospitalId, required)) return (hospitalId, WHOLE_VAULT);
            if (scope != WHOLE_VAULT && _usable(scope, hospitalId, required)) return (hospitalId, scope);
        }
        if (_usable(WHOLE_VAULT, actor, required)) return (actor, WHOLE_VAULT);
        if (scope != WHOLE_VAULT && _usable(scope, actor, required)) return (actor, scope);
        revert MissingCapability(msg.sender, hospitalId, scope, required);
    }

    function _usable(bytes32 scope, bytes32 grantee, uint8 required) private view returns (bool) {
        return _living(scope, grantee) & required != 0;
    }

    /// @dev The capabilities of one grant at this moment, a forwarded one cut down to what its parent still covers.
    function _living(bytes32 scope, bytes32 grantee) private view returns (uint8) {
        Grant g = _grants[scope][grantee];
        if (g.isNone() || !g.isCurrent(_epoch, block.timestamp)) return 0;
        if (g.kind() == Grants.BY_OWNER) return g.capabilities();
        bytes32 parentId = g.grantorId();
        if (g.kind() == Grants.BY_HOSPITAL && !hospitals.isActive(parentId)) return 0;
        uint8 covered = _forwardable(WHOLE_VAULT, parentId, g);
        if (scope != WHOLE_VAULT) covered |= _forwardable(scope, parentId, g);
        return g.capabilities() & covered;
    }

    /// @dev What a parent still covers of a forwarded grant. A parent that begins after its child is a new grant, made
    /// after the one under which the child was forwarded had been revoked or replaced: it covers nothing.
    function _forwardable(bytes32 scope, bytes32 parentId, Grant child) private view returns (uint8) {
        Grant parent = _grants[scope][parentId];
        if (parent.kind() != Grants.BY_OWNER || !parent.isCurrent(_epoch, block.timestamp)) return 0;
        if (parent.notBefore() > child.notBefore() || parent.expiry() < child.expiry()) return 0;
        return parent.capabilities() & Grants.FORWARD == 0 ? 0 : parent.capabilities();
    }

    function _grantAsOwner(bytes32 scope, bytes32 grantee, uint8 capabilities, uint64 notBefore, uint64 expiry)
        private
    {
        bytes32 me = _owner_();
        if (!grantee.isValid() || grantee == me) revert InvalidGrantee(grantee);
        if (capabilities == 0 || capabilities & ~Grants.ALL != 0) revert InvalidCapabilities(capabilities, Grants.ALL);
        if (notBefore < block.timestamp) notBefore = uint64(block.timestamp);
        if (expiry <= notBefore || expiry > type(uint32).max) revert InvalidPeriod(notBefore, expiry, block.timestamp);
        _write(scope, grantee, me, capabilities, uint32(notBefore), uint32(expiry));
    }

    function _write(bytes32 scope, bytes32 grantee, bytes32 by, uint8 capabilities, uint32 notBefore, uint32 expiry)
        private
    {
        uint24 current = _epoch;
        uint8 kind = by.isHospital() ? Grants.BY_HOSPITAL : by == _owner_() ? Grants.BY_OWNER : Grants.BY_ACCOUNT;
        _grants[scope][grantee] =
            Grants.pack(kind, capabilities, notBefore, expiry, current, uint160(uint256(by)));
        emit Granted(scope, grantee, by, capabilities, notBefore, expiry, current);
    }

    function _revoke(bytes32 scope, bytes32 grantee, bytes32 revoker) private {
        if (_grants[scope][grantee].isNone()) revert GrantNotFound(scope, grantee);
        _grants[scope][grantee] = Grant.wrap(0);
        emit Revoked(scope, grantee, revoker);
    }

    function _revokeAll() private {
        uint24 next = _epoch + 1;
        _epoch = next;
        emit AllRevoked(next);
    }

    function _store(bytes32 submitter, bytes32 fileId, bytes32 bodyCid, bytes32 envelopeCid) private returns (bool) {
        if (fileId == bytes32(0)) revert InvalidFileId();
        if (bodyCid == bytes32(0) || envelopeCid == bytes32(0)) revert InvalidContent(fileId);
        bytes32 commitment = _commitment(bodyCid, envelopeCid);
        bytes32 present = _commitments[fileId];
        if (present == commitment) return false;
        if (present != bytes32(0)) revert FileExists(fileId);
        _commitments[fileId] = commitment;
        emit FileStored(fileId, submitter, bodyCid, envelopeCid);
        return true;
    }

    function _setEnvelope(bytes32 fileId, bytes32 envelopeCid) private {
        _requireFile(fileId);
        if (envelopeCid == bytes32(0)) revert InvalidContent(fileId);
        _rewrapped[fileId] = envelopeCid;
        emit EnvelopeSet(fileId, envelopeCid);
    }

    function _requireFile(bytes32 fileId) private view {
        if (_commitments[fileId] == bytes32(0)) revert FileNotFound(fileId);
    }

    function _commitment(bytes32 bodyCid, bytes32 envelopeCid) private pure returns (bytes32) {
        return keccak256(abi.encode(bodyCid, envelopeCid));
    }

    function _useSignature(bytes32 structHash, uint256 nonce, uint256 deadline, bytes calldata signature) private {
        if (block.timestamp > deadline) revert SignatureExpired(deadline, block.timestamp);
        if (nonce != _nonce) revert InvalidNonce(nonce, _nonce);
        (address signer,,) = ECDSA.tryRecover(_hashTypedDataV4(structHash), signature);
        if (signer == address(0) || signer != _owner) revert InvalidSignature(_owner, signer);
        _nonce++;
    }
}
