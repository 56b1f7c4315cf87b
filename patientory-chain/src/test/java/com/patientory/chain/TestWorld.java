package com.patientory.chain;

import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.testkit.AnvilNode;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A network with one hospital and one patient, built through the public API only. */
final class TestWorld implements AutoCloseable {
    static final SecureRandom RANDOM = new SecureRandom();
    static final GranteeId MERCY = GranteeId.ofHospital("mercy.example");
    static final TokenAmount SUPPLY = TokenAmount.parse("100000000");

    final WalletKey operator = WalletKey.generate(RANDOM);
    final WalletKey writer = WalletKey.generate(RANDOM);
    final WalletKey patient = WalletKey.generate(RANDOM);
    final WalletKey doctor = WalletKey.generate(RANDOM);
    final ContractAddresses contracts;
    final PatientoryChain chain;
    final DeviceReview device;

    TestWorld(AnvilNode node) {
        this(List.of(node.uri()), node.chainId());
    }

    TestWorld(List<URI> nodes, ChainId chainId) {
        contracts = ContractDeployment.deploy(nodes.get(0), chainId, operator, SUPPLY);
        ChainConfig.Builder config = quick(chainId, contracts);
        nodes.forEach(config::node);
        chain = PatientoryChain.connect(config.build());
        chain.hospitals().register(operator, "mercy.example", "Mercy Hospital", "", operator.address());
        chain.hospitals().addWriter(operator, MERCY, writer.address());
        device = DeviceReview.builder(
                        chainId,
                        contracts.registry(),
                        patient.address(),
                        Map.of(
                                MERCY,
                                "Mercy Hospital",
                                GranteeId.ofAccount(doctor.address()),
                                "Dr. Lee",
                                GranteeId.ofAccount(operator.address()),
                                "Store Ltd"))
                .tokens(contracts, TokenAmount.parse("1000"))
                .maxGas(5_000_000)
                .build();
    }

    private static ChainConfig.Builder quick(ChainId chainId, ContractAddresses contracts) {
        return ChainConfig.builder(chainId, contracts).pollInterval(Duration.ofMillis(20));
    }

    /** Another way to this network, by nodes of the test's own choice. */
    ChainConfig.Builder config() {
        return quick(chain.config().chainId(), contracts);
    }

    /** The device of somebody who knows the patient, the doctor and the hospital. */
    DeviceReview.Builder deviceOf(WalletKey key) {
        return DeviceReview.builder(
                chain.config().chainId(),
                contracts.registry(),
                key.address(),
                Map.of(
                        MERCY,
                        "Mercy Hospital",
                        GranteeId.ofAccount(patient.address()),
                        "Ann Ray",
                        GranteeId.ofAccount(doctor.address()),
                        "Dr. Lee",
                        GranteeId.ofAccount(writer.address()),
                        "New phone"));
    }

    TransactionReceipt signAndSubmit(WalletKey key, UnsignedTransaction prepared) {
        return signAndSubmit(key, deviceOf(key).build(), prepared);
    }

    TransactionReceipt signAndSubmit(WalletKey key, DeviceReview review, UnsignedTransaction prepared) {
        return chain.submit(
                review.review(prepared, chain.nextNonce(key.address())).sign(key));
    }

    PatientRegistration registration() {
        return registrationAt(chain.registry().nonceOf(patient.address()));
    }

    /** Registers the patient, in whichever registry, with this nonce. */
    PatientRegistration registrationAt(BigInteger nonce) {
        return new PatientRegistration(
                patient.address(),
                MERCY,
                BlindedPatientId.of(bytes()),
                digest(),
                digest(),
                "ipfs://bafkreib",
                nonce,
                chain.now().plus(Duration.ofHours(1)));
    }

    FileVaultContract registerPatient() {
        PatientRegistration registration = registration();
        chain.registry()
                .register(
                        operator,
                        registration,
                        registration.sign(patient, chain.config().chainId(), contracts.registry()));
        return chain.vaultOf(patient.address());
    }

    TransactionReceipt signAndSubmit(UnsignedTransaction prepared) {
        long nonce = chain.nextNonce(patient.address());
        return chain.submit(device.review(prepared, nonce).sign(patient));
    }

    /** The patient allows the hospital these in the whole vault, for a day. */
    void admit(FileVaultContract vault, Capability... may) {
        signAndSubmit(vault.prepareGrant(Scope.wholeVault(), MERCY, EnumSet.copyOf(List.of(may)), inOneDay()));
    }

    Instant inOneDay() {
        return chain.now().plus(Duration.ofDays(1));
    }

    static byte[] bytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static ContentDigest digest() {
        return ContentDigest.of(bytes());
    }

    static NewFile newFile() {
        return new NewFile(file(), digest(), digest());
    }

    static FileId file() {
        return FileId.random(RANDOM);
    }

    @Override
    public void close() {
        chain.close();
    }
}
