// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {GranteeIds} from "./GranteeIds.sol";
import {Grant, Grants} from "./Grants.sol";
import {HospitalRegistry} from "./HospitalRegistry.sol";
import {Merkle} from "./Merkle.sol";
import {Succession} from "./Succession.sol";

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
/// A vault is never moved: the owner may name, once, a vault of a later registry as its successor. From then on nothing new
/// comes in; what is here stays, under the grants of here. The link gives neither vault a right over the other.
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

    /// @notice One access or refusal, as it stands in a batch.
    /// @param fileId the file.
    /// @param actor who read or asked.
    /// @param code the purpose or the reason, ASCII, left-aligned.
    /// @param detail digest of an off-chain audit record, or zero.
    /// @param moment when, in seconds since 1970.
    /// @param refused true for a refusal.
    struct Access {
        bytes32 fileId;
        bytes32 actor;
        bytes32 code;
        bytes32 detail;
        uint64 moment;
        bool refused;
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
    /// @notice Capability: announce messages.
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
    /// @notice EIP-712 type hash for `eraseBySig`.
    bytes32 public constant ERASE_TYPEHASH = keccak256("EraseRequest(bytes32 fileId,uint256 nonce,uint256 deadline)");
    /// @notice EIP-712 type hash for `migrateBySig`.
    bytes32 public constant MIGRATE_TYPEHASH =
        keccak256("MigrateRequest(address successor,uint256 nonce,uint256 deadline)");

    /// @notice The longest that broken glass stays broken, in seconds.
    uint64 public constant MAX_BREAK_GLASS = 4 hours;

    // What stands in place of a commitment after erasure; no hash can be expected to meet it.
    bytes32 private constant ERASED = bytes32(uint256(1));

    /// @notice The registry that made this vault.
    address public immutable registry;
    /// @notice Where hospitals and their writers are looked up.
    HospitalRegistry public immutable hospitals;

    // One slot: every operation reads it once.
    address private _owner;
    uint24 private _epoch;
    uint56 private _nonce;
    bool private _breakGlassForbidden;
    bool private _migrated;

    mapping(bytes32 scope => mapping(bytes32 grantee => Grant)) private _grants;
    mapping(bytes32 fileId => bytes32) private _commitments;
    mapping(bytes32 fileId => bytes32) private _rewrapped;
    mapping(bytes32 fileId => bytes32) private _successors;
    // 1 bit: the submitter is a hospital; 64 bits: number of files; 160 bits: last twenty bytes of the submitter's id.
    mapping(bytes32 root => uint256) private _anchors;
    // The grantor is the clinician's hospital.
    mapping(bytes32 clinician => Grant) private _emergencies;

    /// @notice The vault of an earlier registry that this one continues; zero if there is none.
    address public predecessor;
    /// @notice The vault of a later registry that continues this one; zero while there is none.
    address public successor;

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

    /// @notice A file took the place of an earlier one.
    /// @param fileId the earlier file, which stays.
    /// @param supersededBy the new file.
    /// @param submitter the id under which it was allowed.
    event FileSuperseded(bytes32 indexed fileId, bytes32 indexed supersededBy, bytes32 indexed submitter);
    /// @notice The owner destroyed the keys of a file. The id is spent for ever.
    /// @param fileId the file.
    event Erased(bytes32 indexed fileId);
    /// @notice Files were stored as one Merkle root; or somebody anchored the same root again, perhaps with another manifest.
    /// The first event of a root says what `anchorOf` says.
    /// @param root the root.
    /// @param submitter the id under which it was allowed: the owner's account, a grantee account or a hospital.
    /// @param count the number of files.
    /// @param manifestCid SHA-256 digest in the CID of the list of files, from which every proof can be made.
    event Anchored(bytes32 indexed root, bytes32 indexed submitter, uint64 count, bytes32 manifestCid);
    /// @notice A hospital fixed its list of accesses and refusals as one Merkle root.
    /// @param root the root.
    /// @param loggedBy the hospital.
    /// @param count the number of entries.
    event AccessAnchored(bytes32 indexed root, bytes32 indexed loggedBy, uint64 count);
    /// @notice Somebody left the owner a message.
    /// @param scope the file that it concerns, or zero.
    /// @param sender the id under which it was allowed.
    /// @param envelopeDigest SHA-256 digest in the CID of the encrypted message.
    event Notified(bytes32 indexed scope, bytes32 indexed sender, bytes32 envelopeDigest);
    /// @notice A clinician took READ for the whole vault in an emergency.
    /// @param clinician the clinician's account id.
    /// @param hospitalId the hospital that attests the clinician.
    /// @param reasonHash digest of the reason, which the hospital keeps.
    /// @param expiry first second after.
    event GlassBroken(bytes32 indexed clinician, bytes32 indexed hospitalId, bytes32 reasonHash, uint64 expiry);
    /// @notice The owner ended a clinician's emergency before its time.
    /// @param clinician the clinician's account id.
    event EmergencyEnded(bytes32 indexed clinician);
    /// @notice The owner allowed or forbade breaking the glass.
    /// @param allowed true if allowed.
    event BreakGlassPolicySet(bool allowed);
    /// @notice The vault has another owner, by recovery.
    /// @param previousOwner the lost account.
    /// @param newOwner the new one.
    event OwnerChanged(address indexed previousOwner, address indexed newOwner);
    /// @notice The vault continues one of an earlier registry. Whether that one agrees is what its `successor` says.
    /// @param predecessor the earlier vault.
    event PredecessorNamed(address indexed predecessor);
    /// @notice A vault of a later registry continues this one; nothing new comes in here any more.
    /// @param successor the later vault.
    event Migrated(address indexed successor);

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
    /// @notice The file was erased; its id is spent.
    /// @param fileId the file.
    error FileErased(bytes32 fileId);
    /// @notice A file is superseded once; another takes the newest one's place.
    /// @param fileId the file.
    /// @param supersededBy what took its place.
    error AlreadySuperseded(bytes32 fileId, bytes32 supersededBy);
    /// @notice The root is anchored with another number of files.
    /// @param root the root.
    error AnchorExists(bytes32 root);
    /// @notice A root, a manifest or a digest may not be zero.
    error ZeroDigest();
    /// @notice The file does not stand at this place of this batch, or there is no such batch.
    /// @param root the root.
    /// @param index the place.
    error InvalidProof(bytes32 root, uint64 index);
    /// @notice The owner's policy forbids breaking the glass.
    error BreakGlassForbidden();
    /// @notice No active hospital attests the caller as a clinician at this moment.
    /// @param caller the caller.
    error NotClinician(address caller);
    /// @notice The clinician holds no emergency to end.
    /// @param clinician the clinician's account id.
    error EmergencyNotFound(bytes32 clinician);
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
    /// @notice Nothing new comes in here any more.
    /// @param successor the vault that continues this one.
    error VaultMigrated(address successor);
    /// @notice Not a vault of the same owner that names this one as its predecessor.
    /// @param given the address given.
    error InvalidSuccessor(address given);

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
    /// @param predecessor_ the vault of an earlier registry that this one continues, or zero.
    function initialize(address owner_, address predecessor_) external {
        if (msg.sender != registry) revert NotRegistry(msg.sender);
        if (_owner != address(0)) revert AlreadyInitialized(_owner);
        _owner = owner_;
        emit VaultCreated(owner_);
        if (predecessor_ == address(0)) return;
        predecessor = predecessor_;
        emit PredecessorNamed(predecessor_);
    }

    /// @notice Gives the vault to the account that its User's guardians agreed on. Registry only. Grants live on; what the
    /// previous owner signed dies.
    /// @param newOwner the new account.
    function changeOwner(address newOwner) external {
        if (msg.sender != registry) revert NotRegistry(msg.sender);
        emit OwnerChanged(_owner, newOwner);
        _owner = newOwner;
        _nonce++;
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
    /// @param grantee an account or a hospital that has no grant of this scope from anybody else whose period and epoch are not
    /// over, even if it gives nothing because its own parent has gone.
    /// @param capabilities a part of what the caller holds.
    /// @param expiry first second after the grant.
    function forward(bytes32 scope, bytes32 grantee, uint8 capabilities, uint64 expiry) external {
        if (msg.sender == _owner) revert OwnerGrants(_owner);
        (bytes32 forwarder, bytes32 heldIn) = _authorize(scope, Grants.FORWARD);
        _requireOpen();
        if (!grantee.isValid() || grantee == forwarder || grantee == _owner_()) revert InvalidGrantee(grantee);
        Grant parent = _grants[heldIn][forwarder];
        uint8 allowed = parent.capabilities() & ~Grants.FORWARD;
        if (capabilities == 0 || capabilities & ~allowed != 0) revert InvalidCapabilities(capabilities, allowed);
        if (expiry <= block.timestamp || expiry > parent.expiry()) {
            revert InvalidPeriod(uint64(block.timestamp), expiry, block.timestamp);
        }
        Grant present = _grants[scope][grantee];
        bool over = present.epoch() != _epoch || present.expiry() <= block.timestamp;
        bool mine = present.kind() != Grants.BY_OWNER && present.grantorId() == forwarder;
        if (!present.isNone() && !over && !mine) {
            revert GrantExists(scope, grantee, present.grantorId());
        }
        uint8 kind = forwarder.isHospital() ? Grants.BY_HOSPITAL : Grants.BY_ACCOUNT;
        _write(scope, grantee, kind, forwarder, capabilities, uint32(block.timestamp), uint32(expiry));
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
        stored = _store(submitter, fileId, bodyCid, envelopeCid);
        if (stored) _requireOpen();
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
        if (stored != 0) _requireOpen();
    }

    /// @notice Stores a file that takes the place of an earlier one: a corrected or completed record. Needs SUBMIT for both,
    /// or the owner. The earlier file stays, and nothing can take its place a second time. The same call again changes
    /// nothing and succeeds.
    /// @param file the new file.
    /// @param supersedes the earlier file.
    /// @return stored true if the file is new.
    function storeVersion(NewFile calldata file, bytes32 supersedes) external returns (bool stored) {
        if (file.fileId == supersedes) revert InvalidFileId();
        (bytes32 submitter, bytes32 heldIn) = _authorize(file.fileId, Grants.SUBMIT);
        if (heldIn != WHOLE_VAULT) _authorize(supersedes, Grants.SUBMIT);
        bytes32 newer = _successors[supersedes];
        stored = _store(submitter, file.fileId, file.bodyCid, file.envelopeCid);
        if (!stored) {
            // A file that existed before could close a circle.
            if (newer != file.fileId) revert FileExists(file.fileId);
            return false;
        }
        _requireOpen();
        _requireFile(supersedes);
        if (newer != bytes32(0)) revert AlreadySuperseded(supersedes, newer);
        _successors[supersedes] = file.fileId;
        emit FileSuperseded(supersedes, file.fileId, submitter);
    }

    /// @notice Stores any number of files as one Merkle root (see Merkle), at the price of one. Needs SUBMIT for the whole
    /// vault, or the owner. The same root again changes no state and succeeds, but says the caller's manifest as well: so
    /// whoever is first with a root cannot hide the list behind a false manifest. A true one is that whose files make the root.
    /// @param root the root over the files' leaves.
    /// @param count the number of files.
    /// @param manifestCid SHA-256 digest in the CID of the list of files.
    /// @return anchored true if the root is new.
    function anchor(bytes32 root, uint64 count, bytes32 manifestCid) external returns (bool anchored) {
        (bytes32 submitter,) = _authorize(WHOLE_VAULT, Grants.SUBMIT);
        if (root == bytes32(0) || manifestCid == bytes32(0)) revert ZeroDigest();
        if (count == 0) revert EmptyBatch();
        uint256 word = (submitter.isHospital() ? 1 << 224 : 0) | (uint256(count) << 160) | uint160(uint256(submitter));
        uint256 present = _anchors[root];
        anchored = present == 0;
        if (anchored) {
            _requireOpen();
            _anchors[root] = word;
        } else if (uint64(present >> 160) != count) revert AnchorExists(root);
        emit Anchored(root, submitter, count, manifestCid);
    }

    /// @notice Gives a file of an anchored batch its own entry, as if its submitter had stored it, so that its envelope can be
    /// set and its readings logged. Anyone may send the proof; nothing is claimed that was not anchored.
    /// @param root the batch's root.
    /// @param index the file's place in the batch, from zero.
    /// @param file the file.
    /// @param proof the hashes beside the path, from the leaf upwards.
    /// @return stored true if the file is new.
    function storeAnchored(bytes32 root, uint64 index, NewFile calldata file, bytes32[] calldata proof)
        external
        returns (bool stored)
    {
        if (!isAnchored(root, index, file, proof)) revert InvalidProof(root, index);
        (bytes32 submitter,) = anchorOf(root);
        return _store(submitter, file.fileId, file.bodyCid, file.envelopeCid);
    }

    /// @notice Says that the owner has destroyed every key of a file, and spends its id: nothing can be stored, re-wrapped,
    /// superseded or logged under it again, and nobody can read it by this vault's word. Owner only. The chain's history keeps
    /// the digests; what makes the file unreadable is that no envelope opens it any more. Erasing again changes nothing and
    /// succeeds. The file need not have an entry: it may be in a batch, or on its way.
    /// @param fileId the file.
    /// @return erased true if it was not erased before.
    function erase(bytes32 fileId) external onlyOwner returns (bool erased) {
        return _erase(fileId);
    }

    /// @notice The same with the owner's signature. Anyone may send it.
    /// @param fileId the file.
    /// @param nonce the vault's current nonce.
    /// @param deadline last second in which the signature is good.
    /// @param signature 65 bytes r, s, v by the owner.
    /// @return erased true if it was not erased before.
    function eraseBySig(bytes32 fileId, uint256 nonce, uint256 deadline, bytes calldata signature)
        external
        returns (bool erased)
    {
        _useSignature(keccak256(abi.encode(ERASE_TYPEHASH, fileId, nonce, deadline)), nonce, deadline, signature);
        return _erase(fileId);
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
        _requireHospital(logger, fileId);
        if (!actor.isValid()) revert InvalidGrantee(actor);
        emit AccessRefused(fileId, actor, logger, reason, detail);
    }

    /// @notice Fixes a list of accesses and refusals as one Merkle root (see Merkle). Only a writer of a hospital with any
    /// living capability for the whole vault. Says nothing about what the list holds; whoever has an entry and its proof
    /// can show that it was in the list when the list was fixed.
    /// @param root the root over the entries' leaves.
    /// @param count the number of entries.
    function anchorAccess(bytes32 root, uint64 count) external {
        (bytes32 logger,) = _authorize(WHOLE_VAULT, Grants.ALL);
        _requireHospital(logger, WHOLE_VAULT);
        if (root == bytes32(0)) revert ZeroDigest();
        if (count == 0) revert EmptyBatch();
        emit AccessAnchored(root, logger, count);
    }

    // -------------------------------------------------------------- messages

    /// @notice Leaves the owner a message: the chain carries its digest, another layer its encrypted bytes. Needs NOTIFY, or
    /// the owner.
    /// @param scope the file that it concerns, or zero for the whole vault.
    /// @param envelopeDigest SHA-256 digest in the CID of the encrypted message.
    function announce(bytes32 scope, bytes32 envelopeDigest) external {
        (bytes32 sender,) = _authorize(scope, Grants.NOTIFY);
        _requireOpen();
        if (envelopeDigest == bytes32(0)) revert ZeroDigest();
        emit Notified(scope, sender, envelopeDigest);
    }

    // ----------------------------------------------------------- break-glass

    /// @notice Takes READ for the whole vault in an emergency, without the owner. Only a clinician whom an active hospital
    /// attests in the hospital registry, and only while the owner's policy allows it. Ends by itself; ends at once with the
    /// attestation, and so with the hospital's suspension, `revokeAll`, `endEmergency` or a policy that forbids. It gives permission,
    /// not decryption: an envelope that the clinician or his hospital can open must exist.
    /// @param reasonHash digest of the reason, not zero.
    /// @param duration in seconds, at most MAX_BREAK_GLASS.
    function breakGlass(bytes32 reasonHash, uint64 duration) external {
        if (_breakGlassForbidden) revert BreakGlassForbidden();
        bytes32 hospitalId = hospitals.clinicianHospital(msg.sender);
        if (hospitalId == bytes32(0)) revert NotClinician(msg.sender);
        if (reasonHash == bytes32(0)) revert ZeroDigest();
        if (duration == 0 || duration > MAX_BREAK_GLASS) {
            uint256 end = block.timestamp + duration;
            uint64 shown = end < type(uint64).max ? uint64(end) : type(uint64).max;
            revert InvalidPeriod(uint64(block.timestamp), shown, block.timestamp);
        }
        uint64 expiry = uint64(block.timestamp) + duration;
        bytes32 clinician = GranteeIds.ofAccount(msg.sender);
        _emergencies[clinician] = Grants.pack(
            Grants.BY_HOSPITAL,
            Grants.READ,
            uint32(block.timestamp),
            uint32(expiry),
            _epoch,
            uint160(uint256(hospitalId))
        );
        emit GlassBroken(clinician, hospitalId, reasonHash, expiry);
    }

    /// @notice Ends a clinician's emergency. Owner only.
    /// @param clinician the clinician's account id.
    function endEmergency(bytes32 clinician) external onlyOwner {
        if (_emergencies[clinician].isNone()) revert EmergencyNotFound(clinician);
        _emergencies[clinician] = Grant.wrap(0);
        emit EmergencyEnded(clinician);
    }

    /// @notice Allows or forbids breaking the glass; allowed at first. Forbidding puts running emergencies to rest. Owner only.
    /// @param allowed true to allow.
    function setBreakGlass(bool allowed) external onlyOwner {
        _breakGlassForbidden = !allowed;
        emit BreakGlassPolicySet(allowed);
    }

    // ------------------------------------------------------------- migration

    /// @notice Names the vault of a later registry that continues this one, once and for ever. Owner only. From then on nothing
    /// new comes in: no file, version or batch, no forwarded grant, no message. All else stays, the grants too: what is here can
    /// be read, logged, granted, re-wrapped, revoked and erased. What the owner has signed and nobody has sent becomes worthless.
    /// @param successor_ a vault of the same owner, made with this one as its predecessor.
    function migrate(address successor_) external onlyOwner {
        _nonce++;
        _migrate(successor_);
    }

    /// @notice The same with the owner's signature. Anyone may send it.
    /// @param successor_ a vault of the same owner, made with this one as its predecessor.
    /// @param nonce the vault's current nonce.
    /// @param deadline last second in which the signature is good.
    /// @param signature 65 bytes r, s, v by the owner.
    function migrateBySig(address successor_, uint256 nonce, uint256 deadline, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(MIGRATE_TYPEHASH, successor_, nonce, deadline));
        _useSignature(structHash, nonce, deadline, signature);
        _migrate(successor_);
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
        capabilities = _living(WHOLE_VAULT, grantee, _epoch) | _emergency(grantee);
        if (scope != WHOLE_VAULT) capabilities |= _living(scope, grantee, _epoch);
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

    /// @notice Whether an id may read a file at this moment; never an erased one. Says nothing about whether the file exists,
    /// or whether an envelope for this reader has been written.
    /// @param grantee an account or a hospital.
    /// @param fileId the file, or zero for the whole vault.
    /// @return true if READ is among its capabilities.
    function canRead(bytes32 grantee, bytes32 fileId) external view returns (bool) {
        return _commitments[fileId] != ERASED && capabilitiesOf(grantee, fileId) & Grants.READ != 0;
    }

    /// @notice Whether a file exists.
    /// @param fileId the file.
    /// @return true if it was stored and not erased; false for a file of a batch that has no entry of its own.
    function exists(bytes32 fileId) external view returns (bool) {
        return _commitments[fileId] != bytes32(0) && _commitments[fileId] != ERASED;
    }

    /// @notice Whether a file was erased.
    /// @param fileId the file.
    /// @return true if so.
    function isErased(bytes32 fileId) external view returns (bool) {
        return _commitments[fileId] == ERASED;
    }

    /// @notice What took a file's place.
    /// @param fileId the file.
    /// @return the next version, or zero.
    function supersededBy(bytes32 fileId) external view returns (bytes32) {
        return _successors[fileId];
    }

    /// @notice The newest version of a file. Walks from version to version; meant to be called off chain.
    /// For a line that is longer than a node's bound of gas allows, walk with `supersededBy`.
    /// @param fileId any version.
    /// @return current the version that nothing has superseded; the id itself if it never was.
    function currentVersion(bytes32 fileId) external view returns (bytes32 current) {
        current = fileId;
        while (_successors[current] != bytes32(0)) current = _successors[current];
    }

    /// @notice An anchored batch.
    /// @param root the root.
    /// @return submitter under whose id it was anchored, or zero if it was not.
    /// @return count the number of files.
    function anchorOf(bytes32 root) public view returns (bytes32 submitter, uint64 count) {
        uint256 word = _anchors[root];
        count = uint64(word >> 160);
        submitter = word >> 224 == 1 ? GranteeIds.ofHospital(uint160(word)) : bytes32(uint256(uint160(word)));
    }

    /// @notice Whether a file stands at a place of an anchored batch.
    /// @param root the batch's root.
    /// @param index the place, from zero.
    /// @param file the file.
    /// @param proof the hashes beside the path, from the leaf upwards.
    /// @return true if so; false also for a root that is not anchored.
    function isAnchored(bytes32 root, uint64 index, NewFile calldata file, bytes32[] calldata proof)
        public
        view
        returns (bool)
    {
        bytes32 leaf = Merkle.fileLeaf(file.fileId, file.bodyCid, file.envelopeCid);
        return Merkle.contains(root, uint64(_anchors[root] >> 160), index, leaf, proof);
    }

    /// @notice Whether an access stands at a place of a list whose root and length an AccessAnchored event gives.
    /// @param root the root of the event.
    /// @param count the number of entries of the event.
    /// @param index the place, from zero.
    /// @param access the entry.
    /// @param proof the hashes beside the path, from the leaf upwards.
    /// @return true if so. Whether the event exists is the caller's to check.
    function isAccessAnchored(
        bytes32 root,
        uint64 count,
        uint64 index,
        Access calldata access,
        bytes32[] calldata proof
    ) external pure returns (bool) {
        bytes32 leaf = Merkle.accessLeaf(
            access.fileId, access.actor, access.code, access.detail, access.moment, access.refused
        );
        return Merkle.contains(root, count, index, leaf, proof);
    }

    /// @notice Whether the owner's policy allows breaking the glass.
    /// @return true if so.
    function breakGlassAllowed() external view returns (bool) {
        return !_breakGlassForbidden;
    }

    /// @notice A clinician's emergency, if it lives at this moment.
    /// @param clinician the clinician's account id.
    /// @return hospitalId the hospital that attests the clinician, or zero.
    /// @return expiry first second after, or zero.
    function emergencyOf(bytes32 clinician) external view returns (bytes32 hospitalId, uint64 expiry) {
        if (_emergency(clinician) == 0) return (bytes32(0), 0);
        Grant g = _emergencies[clinician];
        return (g.grantorId(), g.expiry());
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
        (address owner_, uint24 current) = (_owner, _epoch);
        if (msg.sender == owner_) return (actor, WHOLE_VAULT);
        bytes32 hospitalId = hospitals.hospitalOf(msg.sender);
        if (hospitalId != bytes32(0)) {
            if (_living(WHOLE_VAULT, hospitalId, current) & required != 0) return (hospitalId, WHOLE_VAULT);
            if (scope != WHOLE_VAULT && _living(scope, hospitalId, current) & required != 0) return (hospitalId, scope);
        }
        if (_living(WHOLE_VAULT, actor, current) & required != 0) return (actor, WHOLE_VAULT);
        if (scope != WHOLE_VAULT && _living(scope, actor, current) & required != 0) return (actor, scope);
        if (_emergency(actor) & required != 0) return (actor, WHOLE_VAULT);
        revert MissingCapability(msg.sender, hospitalId, scope, required);
    }

    /// @dev The capabilities of one grant at this moment, a forwarded one cut down to what its parent still covers.
    function _living(bytes32 scope, bytes32 grantee, uint24 current) private view returns (uint8) {
        Grant g = _grants[scope][grantee];
        if (g.isNone() || !g.isCurrent(current, block.timestamp)) return 0;
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

    /// @dev READ while a clinician's emergency lives, otherwise nothing.
    function _emergency(bytes32 clinician) private view returns (uint8) {
        Grant g = _emergencies[clinician];
        if (_breakGlassForbidden || g.isNone() || !g.isCurrent(_epoch, block.timestamp)) return 0;
        return hospitals.clinicianHospital(address(uint160(uint256(clinician)))) == g.grantorId() ? Grants.READ : 0;
    }

    function _grantAsOwner(bytes32 scope, bytes32 grantee, uint8 capabilities, uint64 notBefore, uint64 expiry)
        private
    {
        bytes32 me = _owner_();
        if (!grantee.isValid() || grantee == me) revert InvalidGrantee(grantee);
        if (capabilities == 0 || capabilities & ~Grants.ALL != 0) revert InvalidCapabilities(capabilities, Grants.ALL);
        if (notBefore < block.timestamp) notBefore = uint64(block.timestamp);
        if (expiry <= notBefore || expiry > type(uint32).max) revert InvalidPeriod(notBefore, expiry, block.timestamp);
        _write(scope, grantee, Grants.BY_OWNER, me, capabilities, uint32(notBefore), uint32(expiry));
    }

    function _write(
        bytes32 scope,
        bytes32 grantee,
        uint8 kind,
        bytes32 by,
        uint8 capabilities,
        uint32 notBefore,
        uint32 expiry
    ) private {
        uint24 current = _epoch;
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
        if (present == ERASED) revert FileErased(fileId);
        if (present != bytes32(0)) revert FileExists(fileId);
        _commitments[fileId] = commitment;
        emit FileStored(fileId, submitter, bodyCid, envelopeCid);
        return true;
    }

    function _erase(bytes32 fileId) private returns (bool) {
        if (fileId == bytes32(0)) revert InvalidFileId();
        if (_commitments[fileId] == ERASED) return false;
        _commitments[fileId] = ERASED;
        delete _rewrapped[fileId];
        emit Erased(fileId);
        return true;
    }

    function _migrate(address to) private {
        _requireOpen();
        if (!Succession.continues(to, address(this), _owner)) revert InvalidSuccessor(to);
        _migrated = true;
        successor = to;
        emit Migrated(to);
    }

    function _requireOpen() private view {
        if (_migrated) revert VaultMigrated(successor);
    }

    function _setEnvelope(bytes32 fileId, bytes32 envelopeCid) private {
        _requireFile(fileId);
        if (envelopeCid == bytes32(0)) revert InvalidContent(fileId);
        _rewrapped[fileId] = envelopeCid;
        emit EnvelopeSet(fileId, envelopeCid);
    }

    function _requireHospital(bytes32 logger, bytes32 scope) private view {
        if (logger.isHospital()) return;
        revert MissingCapability(msg.sender, hospitals.hospitalOf(msg.sender), scope, Grants.ALL);
    }

    function _requireFile(bytes32 fileId) private view {
        bytes32 commitment = _commitments[fileId];
        if (commitment == bytes32(0)) revert FileNotFound(fileId);
        if (commitment == ERASED) revert FileErased(fileId);
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
