// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {FileVault} from "./FileVault.sol";
import {HospitalRegistry} from "./HospitalRegistry.sol";
import {Succession} from "./Succession.sol";
import {User} from "./User.sol";

/// @title Patient registry
/// @notice Makes one User and one FileVault per patient, at addresses that follow from the patient's account alone, and
/// only with that account's EIP-712 signature: a server can pay for a registration, but cannot register a stranger or
/// choose another owner, key or patient id. Nobody owns this contract and nothing behind it can be replaced.
/// @dev The constructor deploys both implementations, so their addresses are CREATE(registry, 1) and
/// CREATE(registry, 2), and a device that knows the registry's address can compute every other one. A clone's salt is
/// the owner's address, left-padded with zeros.
contract PatientRegistry is EIP712 {
    /// @notice What the patient's device signs, as EIP-712 type `Registration`.
    /// @param owner the patient's account, which signs.
    /// @param hospitalId the hospital through which the patient joins.
    /// @param patientId the blinded id at that hospital.
    /// @param keyBundleHash SHA-256 of the sealed key bundle.
    /// @param rsaThumbprint RFC 7638 SHA-256 thumbprint of the RSA public key.
    /// @param keyBundleLocator where the bundle is.
    /// @param predecessor the patient's vault of an earlier registry, which the new one continues; zero if there is none.
    /// @param nonce the owner's current nonce.
    /// @param deadline last second in which the signature is good.
    struct Registration {
        address owner;
        bytes32 hospitalId;
        bytes32 patientId;
        bytes32 keyBundleHash;
        bytes32 rsaThumbprint;
        string keyBundleLocator;
        address predecessor;
        uint256 nonce;
        uint256 deadline;
    }

    struct Entry {
        uint64 registeredAt;
        uint64 nonce;
    }

    /// @notice EIP-712 type hash of Registration.
    bytes32 public constant REGISTRATION_TYPEHASH = keccak256(
        "Registration(address owner,bytes32 hospitalId,bytes32 patientId,bytes32 keyBundleHash,bytes32 rsaThumbprint,string keyBundleLocator,address predecessor,uint256 nonce,uint256 deadline)"
    );

    /// @notice The version of the contracts that this registry makes. Another version is another registry; nothing made by
    /// this one changes.
    uint256 public constant VERSION = 1;

    /// @notice The hospitals that vaults of this registry know.
    HospitalRegistry public immutable hospitals;
    /// @notice The code behind every User.
    address public immutable userImplementation;
    /// @notice The code behind every FileVault.
    address public immutable vaultImplementation;

    mapping(address owner => Entry) private _entries;

    /// @notice A patient joined.
    /// @param owner the patient's account.
    /// @param user the patient's User.
    /// @param vault the patient's FileVault.
    event PatientRegistered(address indexed owner, address indexed user, address indexed vault);
    /// @notice An account cancelled the registrations that it had signed with this nonce.
    /// @param owner the account.
    /// @param nonce the nonce that is no longer good.
    event RegistrationCancelled(address indexed owner, uint256 nonce);

    /// @notice A patient's guardians gave the two contracts to another account. Addresses stay what they were.
    /// @param origin the account that registered, from which the addresses follow.
    /// @param newOwner the account that owns them from now on.
    /// @param user the User.
    /// @param vault the FileVault.
    event PatientRecovered(address indexed origin, address indexed newOwner, address user, address indexed vault);

    /// @notice The caller is not the User of this account.
    /// @param caller the caller.
    /// @param user the User.
    error NotUser(address caller, address user);
    /// @notice The account is registered; where its contracts are.
    /// @param owner the account.
    /// @param user its User.
    /// @param vault its FileVault.
    error AlreadyRegistered(address owner, address user, address vault);
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
    /// @notice Not a vault of the owner that has no successor yet.
    /// @param given the address given.
    error InvalidPredecessor(address given);
    /// @notice A registry needs a hospital registry that has code.
    /// @param given the address given.
    error NotAContract(address given);

    /// @param hospitals_ the hospitals that vaults of this registry will know, for ever.
    constructor(HospitalRegistry hospitals_) EIP712("Patientory PatientRegistry", "1") {
        if (address(hospitals_).code.length == 0) revert NotAContract(address(hospitals_));
        hospitals = hospitals_;
        userImplementation = address(new User());
        vaultImplementation = address(new FileVault(hospitals_));
    }

    /// @notice Registers a patient. Anyone may send this; the signature decides.
    /// @param r what the patient signed.
    /// @param signature 65 bytes r, s, v by `r.owner`.
    /// @return user the new User.
    /// @return vault the new FileVault.
    function register(Registration calldata r, bytes calldata signature)
        external
        returns (address user, address vault)
    {
        Entry storage entry = _entries[r.owner];
        if (entry.registeredAt != 0) {
            (user, vault) = predict(r.owner);
            revert AlreadyRegistered(r.owner, user, vault);
        }
        if (block.timestamp > r.deadline) revert SignatureExpired(r.deadline, block.timestamp);
        if (r.nonce != entry.nonce) revert InvalidNonce(r.nonce, entry.nonce);
        (address signer,,) = ECDSA.tryRecover(registrationDigest(r), signature);
        if (signer == address(0) || signer != r.owner) revert InvalidSignature(r.owner, signer);

        if (r.predecessor != address(0) && !Succession.isOpenVaultOf(r.predecessor, r.owner)) {
            revert InvalidPredecessor(r.predecessor);
        }

        entry.registeredAt = uint64(block.timestamp);
        entry.nonce++;
        bytes32 salt = _salt(r.owner);
        user = Clones.cloneDeterministic(userImplementation, salt);
        vault = Clones.cloneDeterministic(vaultImplementation, salt);
        emit PatientRegistered(r.owner, user, vault);
        User(user).initialize(
            r.owner, r.hospitalId, r.patientId, r.keyBundleHash, r.rsaThumbprint, r.keyBundleLocator
        );
        FileVault(vault).initialize(r.owner, r.predecessor);
    }

    /// @notice Makes all registrations that the caller has signed so far worthless. Does nothing to a finished one.
    function cancelRegistration() external {
        Entry storage entry = _entries[msg.sender];
        uint64 nonce = entry.nonce;
        entry.nonce = nonce + 1;
        emit RegistrationCancelled(msg.sender, nonce);
    }

    /// @notice Hands a patient's vault to the account that now owns the User. Only the User itself calls this.
    /// @param origin the account that registered.
    /// @param newOwner the account that the guardians agreed on.
    function recovered(address origin, address newOwner) external {
        (address user, address vault) = predict(origin);
        if (msg.sender != user) revert NotUser(msg.sender, user);
        emit PatientRecovered(origin, newOwner, user, vault);
        FileVault(vault).changeOwner(newOwner);
    }

    /// @notice Where the contracts of an account are, or will be.
    /// @param owner the account.
    /// @return user the User.
    /// @return vault the FileVault.
    function predict(address owner) public view returns (address user, address vault) {
        bytes32 salt = _salt(owner);
        user = Clones.predictDeterministicAddress(userImplementation, salt);
        vault = Clones.predictDeterministicAddress(vaultImplementation, salt);
    }

    /// @notice When an account was registered.
    /// @param owner the account.
    /// @return timestamp of the block, or zero if it is not registered.
    function registeredAt(address owner) external view returns (uint256 timestamp) {
        return _entries[owner].registeredAt;
    }

    /// @notice The nonce that the account's registration must carry.
    /// @param owner the account.
    /// @return the nonce.
    function nonces(address owner) external view returns (uint256) {
        return _entries[owner].nonce;
    }

    /// @notice The 32 bytes that the patient signs.
    /// @param r the registration.
    /// @return the EIP-712 digest under this registry's domain.
    function registrationDigest(Registration calldata r) public view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    REGISTRATION_TYPEHASH,
                    r.owner,
                    r.hospitalId,
                    r.patientId,
                    r.keyBundleHash,
                    r.rsaThumbprint,
                    keccak256(bytes(r.keyBundleLocator)),
                    r.predecessor,
                    r.nonce,
                    r.deadline
                )
            )
        );
    }

    function _salt(address owner) private pure returns (bytes32) {
        return bytes32(uint256(uint160(owner)));
    }
}
