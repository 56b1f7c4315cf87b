// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FileVault} from "contracts/FileVault.sol";
import {DataExchange} from "contracts/DataExchange.sol";
import {Grant, Grants} from "contracts/Grants.sol";
import {HospitalRegistry} from "contracts/HospitalRegistry.sol";
import {PatientRegistry} from "contracts/PatientRegistry.sol";
import {Ptoy} from "contracts/Ptoy.sol";
import {Fixture} from "./Fixture.sol";

/// @notice The worked example of spec/contracts-v1.md. The registry there is the third contract of its deployer.
contract SpecExampleTest is Fixture {
    address private constant DEPLOYER = 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266;
    uint256 private constant PATIENT_KEY = 0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a;
    address private constant PATIENT = 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65;
    address private constant REGISTRY = 0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0;
    address private constant USER = 0xA9AB807dB13d96A78712256A9112d74785a8c785;
    address private constant EXAMPLE_VAULT = 0x37e22844E00ff30A19e5165e65E37Bf4E60B2f2E;
    bytes32 private constant MERCY = 0x686f73706974616c3a76313a96edb38c692f79dd49c5ecdf5845dd6d6821e5a0;
    bytes32 private constant REQUEST = 0x4bb25b4db6049d1913d3a462f53810fd76cfd4bfc8d409b328dcb2b7cdb6a033;
    bytes32 private constant DEAL = 0x5243cbd75a95169e3f600a0f5c0c1c780361600ccfdc30d09a2f4a763752cbf0;
    bytes32 private constant DIGEST = 0x8a7b4f3f5c686fae7fa9807da5505f7ab2b34a61fa576e960d6cee306c1a6be3;

    function setUp() public override {
        vm.warp(1_798_761_600);
        vm.prank(DEPLOYER);
        new Nothing();
        vm.prank(DEPLOYER);
        hospitals = HospitalRegistry(deploy("HospitalRegistry", abi.encode(DEPLOYER)));
        vm.prank(DEPLOYER);
        registry = PatientRegistry(deploy("PatientRegistry", abi.encode(hospitals)));
        hospitalId = MERCY;
        PatientRegistry.Registration memory r = registration(PATIENT);
        r.deadline = block.timestamp;
        (, address v) = registry.register(r, signRegistration(PATIENT_KEY, r));
        vault = FileVault(v);
    }

    function test_addresses_ofTheExample_areThoseOfTheSpecification() external view {
        vm.assertEq(address(registry), REGISTRY, "registry");
        (address u, address v) = registry.predict(PATIENT);
        vm.assertEq(u, USER, "user");
        vm.assertEq(v, EXAMPLE_VAULT, "vault");
        vm.assertEq(hospitals.hospitalIdOf("mercy.example"), MERCY, "hospital");
    }

    function test_digest_ofTheExample_isWhatTheVaultAccepts() external {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PATIENT_KEY, DIGEST);
        FileVault.GrantRequest memory g =
            FileVault.GrantRequest(VAULT, MERCY, READ | SUBMIT, 0, 1_830_297_600, 0, 1_798_765_200);
        vault.grantBySig(g, bytes.concat(r, s, bytes1(v)));
        vm.assertEq(vault.grantOf(VAULT, MERCY).capabilities, READ | SUBMIT, "granted");
    }

    function test_finalDigests_ofTheExample_areWhatTheVaultAccepts() external {
        address nobody = 0x1111111111111111111111111111111111111111;
        bytes memory signature = signed(0xe829667072edaa3c15ed0357fa55f5dc60576b443821c214f36e96f23e69ce31);
        // The signature passes; the example's successor is no vault.
        vm.expectRevert(abi.encodeWithSelector(FileVault.InvalidSuccessor.selector, nobody));
        vault.migrateBySig(nobody, 0, 1_798_765_200, signature);
        bytes32 file = 0x1111111111111111111111111111111111111111111111111111111111111111;
        signature = signed(0xe7f0175e3d4f3b01b082f08367c89c73ee92224c1871c3ee9fd69905408657fb);
        vm.assertTrue(vault.eraseBySig(file, 0, 1_798_765_200, signature), "erased");
    }

    function signed(bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PATIENT_KEY, digest);
        return bytes.concat(r, s, bytes1(v));
    }

    function test_batch_ofTheExample_isThatOfTheSpecification() external {
        FileVault.NewFile[3] memory files;
        for (uint256 i = 0; i < 3; i++) {
            bytes32 ones = bytes32(type(uint256).max / 255);
            uint256 tens = 16 * (i + 1);
            files[i] = FileVault.NewFile(
                bytes32(uint256(ones) * (tens + 1)), bytes32(uint256(ones) * (tens + 2)), bytes32(uint256(ones) * (tens + 3))
            );
        }
        bytes32 root = 0x50a8a491a7bcb410faf1dc39ad06652981246fd58d73eb680e63462230f2b66d;
        vm.prank(PATIENT);
        vault.anchor(root, 3, BODY);
        bytes32[] memory proof = new bytes32[](2);
        proof[0] = 0x7421a48359535a5a91596d12bbb3e908bf07269cf3afebba9ff7eb68344a4134;
        proof[1] = 0x73944648f43b6f6693832e931623eeb91a5ab35c0b093c7c3d8dd889fc61df39;
        vm.assertTrue(vault.isAnchored(root, 0, files[0], proof), "first");
        proof[0] = 0xd38c090234cef4a958f7fef183d1a9f0d4a592aaaa51ca3efccaa80e435b3b99;
        vm.assertTrue(vault.isAnchored(root, 1, files[1], proof), "second");
        proof = new bytes32[](1);
        proof[0] = 0x53bb686ef7ad4d0142dba2cfb4de0c58c0abda46ef32b1611a098b72963a98cb;
        vm.assertTrue(vault.isAnchored(root, 2, files[2], proof), "third");
        FileVault.Access memory access =
            FileVault.Access(files[0].fileId, id(PATIENT), "TREAT", 0, 1_798_761_600, false);
        bytes32 leaf = 0x20a4d9ddd55c576813fcf61f231b60c21b703ffd6d8b8f1c2082644579fd5412;
        vm.assertTrue(vault.isAccessAnchored(leaf, 1, 0, access, new bytes32[](0)), "access");
    }

    function test_word_ofTheExample_isThatOfTheSpecification() external pure {
        Grant g = Grants.pack(1, 3, 1_798_761_600, 1_830_297_600, 0, uint160(PATIENT));
        bytes32 word = 0x436b36ec806d18200000000015d34aaf54267db7d7c367839aaf71a00a2c6a65;
        vm.assertEq(bytes32(Grant.unwrap(g)), word, "word");
    }

    function test_exchangeIds_ofTheExample_areThoseOfTheSpecification() external {
        vm.prank(DEPLOYER);
        Ptoy ptoy = Ptoy(deploy("Ptoy", abi.encode(DEPLOYER, 3e8)));
        DataExchange exchange = DataExchange(deploy("DataExchange", abi.encode(ptoy, registry)));
        vm.prank(DEPLOYER);
        ptoy.approve(address(exchange), 3e8);
        bytes32 criteria = 0x1111111111111111111111111111111111111111111111111111111111111111;
        DataExchange.Terms memory terms =
            DataExchange.Terms(criteria, PATIENT, 1e8, 3, 1_801_440_000, 432_000, 604_800, 1_500, 500);
        terms.arbiter = 0x70997970C51812dc3A010C7d01b50e0d17dc79C8;
        vm.prank(DEPLOYER);
        uint256 request = exchange.open(terms);
        vm.assertEq(bytes32(request), REQUEST, "request");
        vm.prank(PATIENT);
        vm.assertEq(bytes32(exchange.accept(request, PATIENT, 0, address(0))), DEAL, "deal");
    }
}

contract Nothing {}
