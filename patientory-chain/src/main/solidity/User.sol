// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What a User asks of the registry that made it.
interface IRecoveryTarget {
    /// @notice Hands the vault to the account that now owns the User.
    /// @param origin the account that registered.
    /// @param newOwner the new owner.
    function recovered(address origin, address newOwner) external;
}

/// @title User
/// @notice What a patient's identity has on chain: the owner (the key on the patient's device), where the sealed key
/// bundle is and what it hashes to, the thumbprint of the RSA key to which records are encrypted, and one blinded
/// patient id per hospital. An EIP-1167 clone made by PatientRegistry; nobody can upgrade it.
///
/// Guardians: accounts of the patient's choice, of whom more than half can agree on a new owner. The agreed account may take
/// over, together with the vault, 72 hours after the last needed voice. Until then the owner can cancel, so recovery serves
/// a lost key, not a stolen one. It gives back control, not plaintext: what was encrypted to the lost RSA key stays closed
/// unless somebody who can still open it wraps it anew.
/// @dev Only the registry that deployed the implementation can
/// initialize a clone, and only once, so an implementation needs no lock of its own.
contract User {
    /// @notice The most guardians.
    uint256 public constant MAX_GUARDIANS = 16;
    /// @notice How long the owner can cancel what the guardians agreed on, in seconds.
    uint64 public constant RECOVERY_DELAY = 72 hours;

    /// @notice The registry that made this contract.
    address public immutable registry;

    /// @notice The patient's account. Zero on the implementation contract itself.
    address public owner;
    /// @notice The version of the keys: 1 at registration, one more with each rotation.
    uint32 public keyVersion;
    /// @notice SHA-256 of the sealed key bundle.
    bytes32 public keyBundleHash;
    /// @notice RFC 7638 SHA-256 thumbprint of the RSA public key.
    bytes32 public rsaThumbprint;
    /// @notice Where the sealed key bundle is, for instance `ipfs://` and a CID. Says nothing about the patient.
    string public keyBundleLocator;

    mapping(bytes32 hospitalId => bytes32) private _patientIds;

    // The account that registered, once recovery has put another in its place.
    address private _origin;
    uint8 private _threshold;
    // Voices count for one round; cancelling, recovering and choosing guardians begin another.
    uint32 private _round;
    address private _candidate;
    uint64 private _executableAt;
    address[] private _guardians;
    mapping(uint32 round => mapping(address guardian => address candidate)) private _voices;

    /// @notice The keys changed. Emitted with version 1 at registration.
    /// @param version the new version.
    /// @param keyBundleHash SHA-256 of the sealed key bundle.
    /// @param rsaThumbprint thumbprint of the RSA public key.
    /// @param keyBundleLocator where the bundle is.
    event KeysChanged(
        uint32 indexed version, bytes32 keyBundleHash, bytes32 indexed rsaThumbprint, string keyBundleLocator
    );
    /// @notice The patient is known to a hospital under this blinded id.
    /// @param hospitalId the hospital.
    /// @param patientId the blinded id.
    event PatientIdLinked(bytes32 indexed hospitalId, bytes32 indexed patientId);
    /// @notice The patient no longer uses an id at a hospital.
    /// @param hospitalId the hospital.
    /// @param patientId the blinded id that was linked.
    event PatientIdUnlinked(bytes32 indexed hospitalId, bytes32 indexed patientId);

    /// @notice The patient chose guardians, in place of all earlier ones.
    /// @param guardians the accounts, in ascending order.
    /// @param threshold how many must agree; zero if there are none.
    event GuardiansSet(address[] guardians, uint8 threshold);
    /// @notice A guardian speaks for a new owner, and for nobody else any more.
    /// @param guardian the guardian.
    /// @param newOwner the account; zero if the guardian took its voice back.
    event RecoverySupported(address indexed guardian, address indexed newOwner);
    /// @notice Enough guardians agree; the new owner may take over from a moment on.
    /// @param newOwner the account.
    /// @param executableAt first second.
    event RecoveryScheduled(address indexed newOwner, uint64 executableAt);
    /// @notice What was scheduled will not happen: the owner cancelled it, chose other guardians, or guardians changed their
    /// minds. All voices are void if it was the owner.
    /// @param newOwner the account that will not take over; zero if nothing was scheduled.
    event RecoveryCancelled(address indexed newOwner);
    /// @notice Another account owns this User and its vault.
    /// @param previousOwner the lost account.
    /// @param newOwner the new one.
    event OwnerRecovered(address indexed previousOwner, address indexed newOwner);

    /// @notice The caller is not the owner.
    /// @param caller the caller.
    /// @param owner the owner.
    error NotOwner(address caller, address owner);
    /// @notice The caller is not the registry.
    /// @param caller the caller.
    error NotRegistry(address caller);
    /// @notice The contract has an owner already.
    /// @param owner the owner.
    error AlreadyInitialized(address owner);
    /// @notice A rotation must name the version that it makes: the current one plus one.
    /// @param given the version given.
    /// @param expected the version expected.
    error UnexpectedKeyVersion(uint32 given, uint32 expected);
    /// @notice A hash, thumbprint, hospital id or patient id may not be zero.
    error ZeroValue();
    /// @notice No patient id is linked for this hospital.
    /// @param hospitalId the hospital.
    error PatientIdNotFound(bytes32 hospitalId);

    /// @notice The caller is not a guardian.
    /// @param caller the caller.
    error NotGuardian(address caller);
    /// @notice Guardians are at most MAX_GUARDIANS accounts in ascending order, none zero, none the owner.
    /// @param guardian the first account that breaks the rule, or zero if there are too many.
    error InvalidGuardian(address guardian);
    /// @notice More than half of the guardians, and no more than all of them, must agree; without guardians, zero.
    /// @param threshold the number given.
    /// @param guardians how many there are.
    error InvalidThreshold(uint8 threshold, uint256 guardians);
    /// @notice A new owner is neither zero nor the owner, and a voice is a new one.
    /// @param newOwner the account given.
    error InvalidNewOwner(address newOwner);
    /// @notice Only the account that the guardians agreed on takes over.
    /// @param caller the caller.
    /// @param newOwner that account; zero if nothing is scheduled.
    error NotNewOwner(address caller, address newOwner);
    /// @notice The delay is not over.
    /// @param executableAt first second in which it is.
    /// @param timestamp the block's timestamp.
    error RecoveryTooEarly(uint64 executableAt, uint256 timestamp);

    modifier onlyOwner() {
        if (msg.sender != owner) revert NotOwner(msg.sender, owner);
        _;
    }

    /// @dev Deployed by the registry, once, as the implementation of all clones.
    constructor() {
        registry = msg.sender;
    }

    /// @notice Gives a fresh clone its owner and keys. Registry only, once.
    /// @param owner_ the patient's account.
    /// @param hospitalId the hospital through which the patient joined.
    /// @param patientId the blinded id at that hospital.
    /// @param keyBundleHash_ SHA-256 of the sealed key bundle.
    /// @param rsaThumbprint_ thumbprint of the RSA public key.
    /// @param keyBundleLocator_ where the bundle is.
    function initialize(
        address owner_,
        bytes32 hospitalId,
        bytes32 patientId,
        bytes32 keyBundleHash_,
        bytes32 rsaThumbprint_,
        string calldata keyBundleLocator_
    ) external {
        if (msg.sender != registry) revert NotRegistry(msg.sender);
        if (owner != address(0)) revert AlreadyInitialized(owner);
        owner = owner_;
        _setKeys(1, keyBundleHash_, rsaThumbprint_, keyBundleLocator_);
        _link(hospitalId, patientId);
    }

    /// @notice Replaces the keys. Owner only.
    /// @param newVersion the version that this makes: the current one plus one, so that a repeated or late
    /// transaction changes nothing.
    /// @param keyBundleHash_ SHA-256 of the new sealed key bundle.
    /// @param rsaThumbprint_ thumbprint of the new RSA public key.
    /// @param keyBundleLocator_ where the new bundle is.
    function rotateKeys(
        uint32 newVersion,
        bytes32 keyBundleHash_,
        bytes32 rsaThumbprint_,
        string calldata keyBundleLocator_
    ) external onlyOwner {
        uint32 expected = keyVersion + 1;
        if (newVersion != expected) revert UnexpectedKeyVersion(newVersion, expected);
        _setKeys(newVersion, keyBundleHash_, rsaThumbprint_, keyBundleLocator_);
    }

    /// @notice Links a blinded patient id, replacing an earlier one of the same hospital. Owner only.
    /// @param hospitalId the hospital.
    /// @param patientId HMAC-SHA-256 under a key that only patient and hospital have; never a record number, and never
    /// a plain hash of something that can be guessed.
    function linkPatientId(bytes32 hospitalId, bytes32 patientId) external onlyOwner {
        _link(hospitalId, patientId);
    }

    /// @notice Removes the patient id of a hospital. Owner only. The chain's history keeps it.
    /// @param hospitalId the hospital.
    function unlinkPatientId(bytes32 hospitalId) external onlyOwner {
        bytes32 patientId = _patientIds[hospitalId];
        if (patientId == bytes32(0)) revert PatientIdNotFound(hospitalId);
        delete _patientIds[hospitalId];
        emit PatientIdUnlinked(hospitalId, patientId);
    }

    // -------------------------------------------------------------- recovery

    /// @notice Chooses the guardians, in place of all earlier ones, and voids every voice and schedule. Owner only. Everybody
    /// can see who they are.
    /// @param guardians at most MAX_GUARDIANS accounts in ascending order; empty for none.
    /// @param threshold how many must agree: more than half; zero for none.
    function setGuardians(address[] calldata guardians, uint8 threshold) external onlyOwner {
        uint256 count = guardians.length;
        if (count > MAX_GUARDIANS) revert InvalidGuardian(address(0));
        if (threshold > count || (count != 0 && uint256(threshold) * 2 <= count)) revert InvalidThreshold(threshold, count);
        address previous = address(0);
        for (uint256 i = 0; i < count; i++) {
            if (guardians[i] <= previous || guardians[i] == owner) revert InvalidGuardian(guardians[i]);
            previous = guardians[i];
        }
        if (_candidate != address(0)) emit RecoveryCancelled(_candidate);
        _beginRound();
        _guardians = guardians;
        _threshold = threshold;
        emit GuardiansSet(guardians, threshold);
    }

    /// @notice Speaks for a new owner, in place of what this guardian said before. Guardians only. The voice that makes enough
    /// starts the delay; a voice that goes elsewhere and leaves too few ends it.
    /// @param newOwner the account that shall take over.
    function supportRecovery(address newOwner) external {
        if (newOwner == address(0) || newOwner == owner) revert InvalidNewOwner(newOwner);
        _speak(newOwner);
        if (newOwner != _candidate && _voicesFor(newOwner) >= _threshold) {
            uint64 executableAt = uint64(block.timestamp) + RECOVERY_DELAY;
            _candidate = newOwner;
            _executableAt = executableAt;
            emit RecoveryScheduled(newOwner, executableAt);
        }
    }

    /// @notice Takes a guardian's voice back. Guardians only.
    function withdrawSupport() external {
        _speak(address(0));
    }

    /// @notice Cancels what the guardians agreed on, or are about to, and voids every voice. Owner only.
    function cancelRecovery() external onlyOwner {
        emit RecoveryCancelled(_candidate);
        _beginRound();
    }

    /// @notice Takes over this User and its vault, after the delay. Only the account that the guardians agreed on, which so
    /// proves that its key exists. Guardians, grants and keys stay until the new owner changes them.
    function executeRecovery() external {
        address newOwner = _candidate;
        if (msg.sender != newOwner) revert NotNewOwner(msg.sender, newOwner);
        if (block.timestamp < _executableAt) revert RecoveryTooEarly(_executableAt, block.timestamp);
        address previous = owner;
        address origin_ = origin();
        _origin = origin_;
        owner = newOwner;
        _beginRound();
        emit OwnerRecovered(previous, newOwner);
        IRecoveryTarget(registry).recovered(origin_, newOwner);
    }

    /// @notice The account that registered, from which the addresses of this contract and the vault follow.
    /// @return the account; the owner, unless there was a recovery.
    function origin() public view returns (address) {
        return _origin == address(0) ? owner : _origin;
    }

    /// @notice The guardians.
    /// @return guardians the accounts, in ascending order.
    /// @return threshold how many must agree.
    function guardiansOf() external view returns (address[] memory guardians, uint8 threshold) {
        return (_guardians, _threshold);
    }

    /// @notice What the guardians agreed on.
    /// @return newOwner the account that may take over, or zero.
    /// @return executableAt first second in which it may.
    function recovery() external view returns (address newOwner, uint64 executableAt) {
        return (_candidate, _executableAt);
    }

    /// @notice For whom a guardian speaks.
    /// @param guardian the guardian.
    /// @return the account, or zero.
    function supportedBy(address guardian) external view returns (address) {
        return _voices[_round][guardian];
    }

    /// @notice The blinded patient id at a hospital.
    /// @param hospitalId the hospital.
    /// @return the id, or zero if none is linked.
    function patientIdAt(bytes32 hospitalId) external view returns (bytes32) {
        return _patientIds[hospitalId];
    }

    function _speak(address newOwner) private {
        bool known;
        for (uint256 i = 0; i < _guardians.length; i++) known = known || _guardians[i] == msg.sender;
        if (!known) revert NotGuardian(msg.sender);
        address previous = _voices[_round][msg.sender];
        if (previous == newOwner) revert InvalidNewOwner(newOwner);
        _voices[_round][msg.sender] = newOwner;
        emit RecoverySupported(msg.sender, newOwner);
        if (previous == _candidate && previous != address(0) && _voicesFor(previous) < _threshold) {
            emit RecoveryCancelled(previous);
            _candidate = address(0);
            _executableAt = 0;
        }
    }

    function _voicesFor(address newOwner) private view returns (uint256 count) {
        for (uint256 i = 0; i < _guardians.length; i++) {
            if (_voices[_round][_guardians[i]] == newOwner) count++;
        }
    }

    function _beginRound() private {
        _round++;
        _candidate = address(0);
        _executableAt = 0;
    }

    function _setKeys(uint32 version, bytes32 bundleHash, bytes32 thumbprint, string calldata locator) private {
        if (bundleHash == bytes32(0) || thumbprint == bytes32(0)) revert ZeroValue();
        keyVersion = version;
        keyBundleHash = bundleHash;
        rsaThumbprint = thumbprint;
        keyBundleLocator = locator;
        emit KeysChanged(version, bundleHash, thumbprint, locator);
    }

    function _link(bytes32 hospitalId, bytes32 patientId) private {
        if (hospitalId == bytes32(0) || patientId == bytes32(0)) revert ZeroValue();
        _patientIds[hospitalId] = patientId;
        emit PatientIdLinked(hospitalId, patientId);
    }
}
