// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title User
/// @notice What a patient's identity has on chain: the owner (the key on the patient's device), where the sealed key
/// bundle is and what it hashes to, the thumbprint of the RSA key to which records are encrypted, and one blinded
/// patient id per hospital. An EIP-1167 clone made by PatientRegistry; nobody can upgrade it.
/// @dev The owner can be changed by nobody in version 1. Only the registry that deployed the implementation can
/// initialize a clone, and only once, so an implementation needs no lock of its own.
contract User {
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

    /// @notice The blinded patient id at a hospital.
    /// @param hospitalId the hospital.
    /// @return the id, or zero if none is linked.
    function patientIdAt(bytes32 hospitalId) external view returns (bytes32) {
        return _patientIds[hospitalId];
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
