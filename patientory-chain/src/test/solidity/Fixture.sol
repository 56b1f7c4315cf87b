// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {GranteeIds} from "contracts/GranteeIds.sol";
import {HospitalRegistry} from "contracts/HospitalRegistry.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {User} from "contracts/User.sol";

/// @dev The part of forge's cheat codes that the tests use.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    struct DirEntry {
        string errorMessage;
        string path;
        uint64 depth;
        bool isDir;
        bool isSymlink;
    }

    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function warp(uint256 timestamp) external;
    function chainId(uint256 id) external;
    function prank(address sender) external;
    function expectRevert(bytes calldata data) external;
    function load(address target, bytes32 slot) external view returns (bytes32);
    function store(address target, bytes32 slot, bytes32 value) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function snapshotState() external returns (uint256);
    function revertToState(uint256 id) external returns (bool);
    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address);
    function readFile(string calldata path) external view returns (string memory);
    function readDir(string calldata path) external view returns (DirEntry[] memory);
    function envOr(string calldata name, string calldata otherwise) external view returns (string memory);
    function getCode(string calldata name) external view returns (bytes memory);
    function keyExistsJson(string calldata json, string calldata key) external view returns (bool);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory);
    function toString(uint256 value) external pure returns (string memory);
    function assertEq(uint256 a, uint256 b, string calldata message) external pure;
    function assertEq(bytes32 a, bytes32 b, string calldata message) external pure;
    function assertEq(address a, address b, string calldata message) external pure;
    function assertTrue(bool condition, string calldata message) external pure;
}

/// @dev One registered patient, one hospital with one writer, and what is needed to sign as the patient.
abstract contract Fixture {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    string internal constant ARTIFACTS = "src/main/resources/com/patientory/chain/contracts";
    uint256 internal constant T0 = 1_800_000_000;
    uint64 internal constant FOREVER = type(uint32).max;
    uint8 internal constant READ = 1;
    uint8 internal constant SUBMIT = 2;
    uint8 internal constant FORWARD = 4;
    uint8 internal constant NOTIFY = 8;
    bytes32 internal constant VAULT = bytes32(0);
    bytes32 internal constant BODY = keccak256("body");
    bytes32 internal constant ENVELOPE = keccak256("envelope");
    bytes32 internal constant FILE = keccak256("file");

    uint256 internal constant OWNER_KEY = 0xA11CE;
    address internal immutable owner = vm.addr(OWNER_KEY);
    address internal immutable registrar = address(0x4E9);
    address internal immutable admin = address(0xAD1);
    address internal immutable writer = address(0x3717E);
    address internal immutable doctor = address(0xD0C);
    address internal immutable stranger = address(0x577);

    HospitalRegistry internal hospitals;
    PatientRegistry internal registry;
    User internal user;
    FileVault internal vault;
    bytes32 internal hospitalId;

    function setUp() public virtual {
        vm.warp(T0);
        hospitals = HospitalRegistry(deploy("HospitalRegistry", abi.encode(registrar)));
        registry = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        hospitalId = addHospital("mercy.example", writer);
        (address u, address v) = registry.register(registration(owner), signRegistration(OWNER_KEY, registration(owner)));
        (user, vault) = (User(u), FileVault(v));
    }

    function artifact(string memory name) internal view returns (string memory json) {
        string memory directory = vm.envOr("PATIENTORY_ARTIFACTS", string(ARTIFACTS));
        return vm.readFile(string.concat(directory, "/", name, ".json"));
    }

    // The committed bytecode, not what this compilation makes of the sources; but that for a coverage run, which can measure
    // nothing else, and another directory's for a run against mutants.
    function deploy(string memory name, bytes memory arguments) internal returns (address deployed) {
        bytes memory code = creation(name, arguments);
        assembly {
            deployed := create(0, add(code, 32), mload(code))
        }
        require(deployed != address(0), name);
    }

    function refuseDeployment(string memory name, bytes memory arguments, bytes memory refusal) internal {
        bytes memory code = creation(name, arguments);
        address deployed;
        bytes memory reason;
        assembly {
            deployed := create(0, add(code, 32), mload(code))
            reason := mload(0x40)
            mstore(reason, returndatasize())
            returndatacopy(add(reason, 32), 0, returndatasize())
            mstore(0x40, add(reason, add(64, returndatasize())))
        }
        vm.assertEq(deployed, address(0), "deployed");
        vm.assertEq(keccak256(reason), keccak256(refusal), "another error");
    }

    function creation(string memory name, bytes memory arguments) private view returns (bytes memory) {
        string memory kind = vm.envOr("PATIENTORY_CODE", string("artifacts"));
        bytes memory code = keccak256(bytes(kind)) == keccak256("sources")
            ? vm.getCode(string.concat(name, ".sol:", name))
            : vm.parseJsonBytes(artifact(name), ".bytecode");
        return bytes.concat(code, arguments);
    }

    function addHospital(string memory identifier, address firstWriter) internal returns (bytes32 added) {
        vm.prank(registrar);
        added = hospitals.registerHospital(identifier, "Mercy Hospital", "https://node.example", admin);
        vm.prank(admin);
        hospitals.addWriter(added, firstWriter);
    }

    function registration(address patient) internal view returns (PatientRegistry.Registration memory) {
        return PatientRegistry.Registration(
            patient,
            hospitalId,
            keccak256("blinded"),
            keccak256("bundle"),
            keccak256("thumbprint"),
            "ipfs://bundle",
            address(0),
            registry.nonces(patient),
            T0 + 1 hours
        );
    }

    // The typed data is hashed here from its text, not by the contract's own view.
    function signRegistration(uint256 key, PatientRegistry.Registration memory r) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "Registration(address owner,bytes32 hospitalId,bytes32 patientId,bytes32 keyBundleHash,bytes32 rsaThumbprint,string keyBundleLocator,address predecessor,uint256 nonce,uint256 deadline)"
        );
        bytes memory head = abi.encode(typeHash, r.owner, r.hospitalId, r.patientId, r.keyBundleHash, r.rsaThumbprint);
        bytes memory tail = abi.encode(keccak256(bytes(r.keyBundleLocator)), r.predecessor, r.nonce, r.deadline);
        return sign(key, "Patientory PatientRegistry", address(registry), keccak256(bytes.concat(head, tail)));
    }

    function signGrant(uint256 key, FileVault.GrantRequest memory g) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "GrantRequest(bytes32 scope,bytes32 grantee,uint8 capabilities,uint64 notBefore,uint64 expiry,uint256 nonce,uint256 deadline)"
        );
        return sign(
            key,
            "Patientory FileVault",
            address(vault),
            keccak256(
                abi.encode(typeHash, g.scope, g.grantee, g.capabilities, g.notBefore, g.expiry, g.nonce, g.deadline)
            )
        );
    }

    function signRevoke(uint256 key, bytes32 scope, bytes32 grantee, uint256 nonce, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        bytes32 typeHash = keccak256("RevokeRequest(bytes32 scope,bytes32 grantee,uint256 nonce,uint256 deadline)");
        bytes32 hash = keccak256(abi.encode(typeHash, scope, grantee, nonce, deadline));
        return sign(key, "Patientory FileVault", address(vault), hash);
    }

    function signRevokeAll(uint256 key, uint256 nonce, uint256 deadline) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256("RevokeAllRequest(uint256 nonce,uint256 deadline)");
        return sign(key, "Patientory FileVault", address(vault), keccak256(abi.encode(typeHash, nonce, deadline)));
    }

    function signErase(uint256 key, bytes32 fileId, uint256 nonce, uint256 deadline) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256("EraseRequest(bytes32 fileId,uint256 nonce,uint256 deadline)");
        bytes32 hash = keccak256(abi.encode(typeHash, fileId, nonce, deadline));
        return sign(key, "Patientory FileVault", address(vault), hash);
    }

    function signMigrate(uint256 key, address successor, uint256 nonce, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        bytes32 typeHash = keccak256("MigrateRequest(address successor,uint256 nonce,uint256 deadline)");
        bytes32 hash = keccak256(abi.encode(typeHash, successor, nonce, deadline));
        return sign(key, "Patientory FileVault", address(vault), hash);
    }

    /// @dev Registers in another registry; the tests' own one stays what it is.
    function registerIn(PatientRegistry other, uint256 key, address predecessor) internal returns (FileVault) {
        (bool ok, bytes memory answer) = tryRegisterIn(other, key, predecessor);
        vm.assertTrue(ok, "not registered");
        (, address v) = abi.decode(answer, (address, address));
        return FileVault(v);
    }

    function tryRegisterIn(PatientRegistry other, uint256 key, address predecessor)
        internal
        returns (bool ok, bytes memory answer)
    {
        PatientRegistry mine = registry;
        registry = other;
        PatientRegistry.Registration memory r = registration(vm.addr(key));
        r.predecessor = predecessor;
        r.deadline = block.timestamp;
        bytes memory signature = signRegistration(key, r);
        (ok, answer) = address(other).call(abi.encodeCall(other.register, (r, signature)));
        registry = mine;
    }

    function sign(uint256 key, string memory name, address verifier, bytes32 structHash)
        internal
        view
        returns (bytes memory)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                verifier
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(bytes.concat(hex"1901", domain, structHash)));
        return bytes.concat(r, s, bytes1(v));
    }

    function grant(bytes32 scope, bytes32 grantee, uint8 capabilities, uint64 expiry) internal {
        vm.prank(owner);
        vault.grant(scope, grantee, capabilities, 0, expiry);
    }

    function id(address account) internal pure returns (bytes32) {
        return GranteeIds.ofAccount(account);
    }
}
