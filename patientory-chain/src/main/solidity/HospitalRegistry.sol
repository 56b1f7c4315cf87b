// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {GranteeIds} from "./GranteeIds.sol";

/// @title Hospital registry
/// @notice The hospitals of the network and the accounts that write for them. Patients grant to a hospital, not to one
/// of its keys: a hospital adds, removes and replaces writers here without asking a patient again. The owner of this
/// contract is the network's registrar. Only facts about organisations stand here, never about patients.
contract HospitalRegistry is Ownable2Step {
    /// @notice A hospital.
    /// @param admin the account that manages the hospital's writers and its directory entry.
    /// @param active false while suspended.
    /// @param identifier the public identifier from which the id is derived.
    /// @param displayName the name shown to patients.
    /// @param endpoint the address of the hospital's node; may be empty.
    struct Hospital {
        address admin;
        bool active;
        string identifier;
        string displayName;
        string endpoint;
    }

    // The hospital's id without its tag, the first second after, and how often the hospital had been suspended: one word.
    struct Attestation {
        uint160 hospitalTail;
        uint64 expiry;
        uint32 suspensions;
    }

    /// @notice The longest attestation of a clinician, in seconds.
    uint256 public constant MAX_ATTESTATION = 366 days;
    /// @notice The most writers that a hospital may have at one time; suspending visits each of them.
    uint256 public constant MAX_WRITERS = 64;

    mapping(bytes32 hospitalId => Hospital) private _hospitals;
    mapping(bytes32 hospitalId => address[]) private _writers;
    mapping(address writer => bytes32 hospitalId) private _hospitalOf;
    mapping(address clinician => Attestation) private _attestations;
    // An attestation from before a suspension is none.
    mapping(bytes32 hospitalId => uint32) private _suspensions;

    /// @notice A hospital joined.
    /// @param hospitalId its id.
    /// @param admin its admin.
    /// @param identifier its public identifier.
    /// @param displayName its name.
    /// @param endpoint its node.
    event HospitalRegistered(
        bytes32 indexed hospitalId, address indexed admin, string identifier, string displayName, string endpoint
    );
    /// @notice A hospital's directory entry changed.
    /// @param hospitalId its id.
    /// @param displayName the new name.
    /// @param endpoint the new node.
    event HospitalUpdated(bytes32 indexed hospitalId, string displayName, string endpoint);
    /// @notice A hospital has another admin.
    /// @param hospitalId its id.
    /// @param admin the new admin.
    event HospitalAdminChanged(bytes32 indexed hospitalId, address indexed admin);
    /// @notice A hospital was suspended; all its writers were removed in the same transaction, and its attestations ended.
    /// @param hospitalId its id.
    event HospitalSuspended(bytes32 indexed hospitalId);
    /// @notice A suspended hospital is active again, without writers and attestations at first.
    /// @param hospitalId its id.
    event HospitalReinstated(bytes32 indexed hospitalId);
    /// @notice An account writes for a hospital from now on.
    /// @param hospitalId the hospital.
    /// @param writer the account.
    event WriterAdded(bytes32 indexed hospitalId, address indexed writer);
    /// @notice An account no longer writes for a hospital.
    /// @param hospitalId the hospital.
    /// @param writer the account.
    event WriterRemoved(bytes32 indexed hospitalId, address indexed writer);

    /// @notice A hospital attests that an account is a clinician's of its own, who may break the glass.
    /// @param hospitalId the hospital.
    /// @param clinician the clinician's account.
    /// @param expiry first second after.
    event ClinicianAttested(bytes32 indexed hospitalId, address indexed clinician, uint64 expiry);
    /// @notice A hospital withdrew its attestation.
    /// @param hospitalId the hospital.
    /// @param clinician the clinician's account.
    event ClinicianWithdrawn(bytes32 indexed hospitalId, address indexed clinician);

    /// @notice The caller is neither the hospital's admin nor the registrar.
    /// @param caller the caller.
    /// @param hospitalId the hospital.
    error NotHospitalAdmin(address caller, bytes32 hospitalId);
    /// @notice No hospital has this id.
    /// @param hospitalId the id.
    error HospitalNotFound(bytes32 hospitalId);
    /// @notice A hospital with this identifier is registered already.
    /// @param hospitalId its id.
    error HospitalExists(bytes32 hospitalId);
    /// @notice The hospital is suspended.
    /// @param hospitalId its id.
    error HospitalInactive(bytes32 hospitalId);
    /// @notice The hospital is not suspended.
    /// @param hospitalId its id.
    error HospitalActive(bytes32 hospitalId);
    /// @notice An identifier may not be empty.
    error EmptyIdentifier();
    /// @notice The zero address can be neither admin nor writer.
    error ZeroAddress();
    /// @notice The account writes for a hospital already; one account writes for one hospital.
    /// @param writer the account.
    /// @param hospitalId the hospital that has it.
    error WriterTaken(address writer, bytes32 hospitalId);
    /// @notice The account does not write for this hospital.
    /// @param hospitalId the hospital.
    /// @param writer the account.
    error WriterNotFound(bytes32 hospitalId, address writer);
    /// @notice The hospital has as many writers as it may have.
    /// @param hospitalId the hospital.
    /// @param limit MAX_WRITERS.
    error TooManyWriters(bytes32 hospitalId, uint256 limit);

    /// @notice Another hospital attests the clinician at this moment.
    /// @param clinician the clinician's account.
    /// @param hospitalId that hospital.
    error ClinicianTaken(address clinician, bytes32 hospitalId);
    /// @notice This hospital does not attest the clinician.
    /// @param hospitalId the hospital.
    /// @param clinician the clinician's account.
    error ClinicianNotFound(bytes32 hospitalId, address clinician);
    /// @notice An attestation ends in the future, and within MAX_ATTESTATION.
    /// @param expiry the end given.
    /// @param timestamp the block's timestamp.
    error InvalidAttestation(uint64 expiry, uint256 timestamp);

    /// @param registrar the account that admits hospitals.
    constructor(address registrar) Ownable(registrar) {}

    modifier onlyAdminOf(bytes32 hospitalId) {
        address admin = _existing(hospitalId).admin;
        if (msg.sender != admin && msg.sender != owner()) revert NotHospitalAdmin(msg.sender, hospitalId);
        _;
    }

    /// @notice Admits a hospital. Registrar only.
    /// @param identifier the organisation's public identifier, for instance its domain name; never changes.
    /// @param displayName the name shown to patients.
    /// @param endpoint the hospital's node; may be empty.
    /// @param admin the account that will manage the hospital's writers.
    /// @return hospitalId the id to which patients grant.
    function registerHospital(
        string calldata identifier,
        string calldata displayName,
        string calldata endpoint,
        address admin
    ) external onlyOwner returns (bytes32 hospitalId) {
        if (bytes(identifier).length == 0) revert EmptyIdentifier();
        if (admin == address(0)) revert ZeroAddress();
        hospitalId = GranteeIds.hospital(identifier);
        if (_hospitals[hospitalId].admin != address(0)) revert HospitalExists(hospitalId);
        _hospitals[hospitalId] = Hospital(admin, true, identifier, displayName, endpoint);
        emit HospitalRegistered(hospitalId, admin, identifier, displayName, endpoint);
    }

    /// @notice Changes the directory entry. Hospital's admin or registrar.
    /// @param hospitalId the hospital.
    /// @param displayName the new name.
    /// @param endpoint the new node; may be empty.
    function updateHospital(bytes32 hospitalId, string calldata displayName, string calldata endpoint)
        external
        onlyAdminOf(hospitalId)
    {
        _hospitals[hospitalId].displayName = displayName;
        _hospitals[hospitalId].endpoint = endpoint;
        emit HospitalUpdated(hospitalId, displayName, endpoint);
    }

    /// @notice Hands the hospital to another admin. Hospital's admin or registrar.
    /// @param hospitalId the hospital.
    /// @param admin the new admin.
    function setHospitalAdmin(bytes32 hospitalId, address admin) external onlyAdminOf(hospitalId) {
        if (admin == address(0)) revert ZeroAddress();
        _hospitals[hospitalId].admin = admin;
        emit HospitalAdminChanged(hospitalId, admin);
    }

    /// @notice Stops a hospital at once: removes all its writers, ends its attestations for good, and admits no new ones.
    /// Registrar only. Grants of patients remain written; until the hospital is reinstated they give nothing, and neither
    /// does what it forwarded.
    /// @param hospitalId the hospital.
    function suspendHospital(bytes32 hospitalId) external onlyOwner {
        Hospital storage hospital_ = _existing(hospitalId);
        if (!hospital_.active) revert HospitalInactive(hospitalId);
        hospital_.active = false;
        _suspensions[hospitalId]++;
        address[] storage writers = _writers[hospitalId];
        for (uint256 i = writers.length; i > 0; i--) {
            address writer = writers[i - 1];
            writers.pop();
            delete _hospitalOf[writer];
            emit WriterRemoved(hospitalId, writer);
        }
        emit HospitalSuspended(hospitalId);
    }

    /// @notice Ends a suspension. Registrar only. The hospital's admin adds writers and attests clinicians anew.
    /// @param hospitalId the hospital.
    function reinstateHospital(bytes32 hospitalId) external onlyOwner {
        Hospital storage hospital_ = _existing(hospitalId);
        if (hospital_.active) revert HospitalActive(hospitalId);
        hospital_.active = true;
        emit HospitalReinstated(hospitalId);
    }

    /// @notice Lets an account write for the hospital. Hospital's admin or registrar. The account is not asked.
    /// @param hospitalId the hospital.
    /// @param writer an account that writes for no hospital yet.
    function addWriter(bytes32 hospitalId, address writer) external onlyAdminOf(hospitalId) {
        if (writer == address(0)) revert ZeroAddress();
        if (!_hospitals[hospitalId].active) revert HospitalInactive(hospitalId);
        bytes32 taken = _hospitalOf[writer];
        if (taken != bytes32(0)) revert WriterTaken(writer, taken);
        address[] storage writers = _writers[hospitalId];
        if (writers.length >= MAX_WRITERS) revert TooManyWriters(hospitalId, MAX_WRITERS);
        writers.push(writer);
        _hospitalOf[writer] = hospitalId;
        emit WriterAdded(hospitalId, writer);
    }

    /// @notice Ends an account's right to write for the hospital. Hospital's admin or registrar.
    /// @param hospitalId the hospital.
    /// @param writer one of its writers.
    function removeWriter(bytes32 hospitalId, address writer) external onlyAdminOf(hospitalId) {
        if (_hospitalOf[writer] != hospitalId) revert WriterNotFound(hospitalId, writer);
        delete _hospitalOf[writer];
        address[] storage writers = _writers[hospitalId];
        uint256 last = writers.length - 1;
        for (uint256 i = 0; i < last; i++) {
            if (writers[i] == writer) {
                writers[i] = writers[last];
                break;
            }
        }
        writers.pop();
        emit WriterRemoved(hospitalId, writer);
    }

    /// @notice Attests that an account is a clinician's of this hospital, who may then break the glass of patients whose policy
    /// allows it. In place of an earlier attestation by this hospital. Hospital's admin or registrar.
    /// @param hospitalId the hospital.
    /// @param clinician the clinician's account.
    /// @param expiry first second after; at most MAX_ATTESTATION from now.
    function attestClinician(bytes32 hospitalId, address clinician, uint64 expiry) external onlyAdminOf(hospitalId) {
        if (clinician == address(0)) revert ZeroAddress();
        if (!_hospitals[hospitalId].active) revert HospitalInactive(hospitalId);
        if (expiry <= block.timestamp || expiry > block.timestamp + MAX_ATTESTATION) {
            revert InvalidAttestation(expiry, block.timestamp);
        }
        bytes32 present = clinicianHospital(clinician);
        if (present != bytes32(0) && present != hospitalId) revert ClinicianTaken(clinician, present);
        _attestations[clinician] = Attestation(uint160(uint256(hospitalId)), expiry, _suspensions[hospitalId]);
        emit ClinicianAttested(hospitalId, clinician, expiry);
    }

    /// @notice Withdraws an attestation, also one that is over. Ends a running emergency at once. Hospital's admin or
    /// registrar.
    /// @param hospitalId the hospital.
    /// @param clinician the clinician's account.
    function withdrawClinician(bytes32 hospitalId, address clinician) external onlyAdminOf(hospitalId) {
        if (GranteeIds.ofHospital(_attestations[clinician].hospitalTail) != hospitalId) {
            revert ClinicianNotFound(hospitalId, clinician);
        }
        delete _attestations[clinician];
        emit ClinicianWithdrawn(hospitalId, clinician);
    }

    /// @notice The hospital that attests a clinician at this moment.
    /// @param clinician the clinician's account.
    /// @return hospitalId the hospital; zero if there is none, it is or has since been suspended, or the attestation is over.
    function clinicianHospital(address clinician) public view returns (bytes32 hospitalId) {
        Attestation memory attestation = _attestations[clinician];
        if (block.timestamp >= attestation.expiry) return bytes32(0);
        hospitalId = GranteeIds.ofHospital(attestation.hospitalTail);
        bool suspended = !_hospitals[hospitalId].active || attestation.suspensions != _suspensions[hospitalId];
        if (suspended) return bytes32(0);
    }

    /// @notice The hospital for which an account writes.
    /// @param writer the account.
    /// @return hospitalId the hospital, or zero.
    function hospitalOf(address writer) external view returns (bytes32 hospitalId) {
        return _hospitalOf[writer];
    }

    /// @notice Whether a hospital is registered and not suspended.
    /// @param hospitalId the hospital.
    /// @return true if so.
    function isActive(bytes32 hospitalId) external view returns (bool) {
        return _hospitals[hospitalId].active;
    }

    /// @notice A hospital's entry. Reverts with HospitalNotFound for an unknown id.
    /// @param hospitalId the hospital.
    /// @return the entry.
    function hospital(bytes32 hospitalId) external view returns (Hospital memory) {
        return _existing(hospitalId);
    }

    /// @notice The account that manages a hospital. Unlike `hospital` at a price that does not depend on the length of its entry,
    /// which the admin chooses: for contracts.
    /// @param hospitalId the hospital.
    /// @return the account, also while the hospital is suspended; zero for an unknown one.
    function adminOf(bytes32 hospitalId) external view returns (address) {
        return _hospitals[hospitalId].admin;
    }

    /// @notice The accounts that write for a hospital, in no particular order.
    /// @param hospitalId the hospital.
    /// @return the writers; empty for an unknown or suspended hospital.
    function writersOf(bytes32 hospitalId) external view returns (address[] memory) {
        return _writers[hospitalId];
    }

    /// @notice The id that belongs to a public identifier, whether registered or not.
    /// @param identifier the identifier.
    /// @return the id: `hospital:v1:` and the last twenty bytes of the identifier's Keccak-256.
    function hospitalIdOf(string calldata identifier) external pure returns (bytes32) {
        return GranteeIds.hospital(identifier);
    }

    function _existing(bytes32 hospitalId) private view returns (Hospital storage hospital_) {
        hospital_ = _hospitals[hospitalId];
        if (hospital_.admin == address(0)) revert HospitalNotFound(hospitalId);
    }
}
