package com.patientory.benchmarks.chain;

import com.patientory.chain.ChainConfig;
import com.patientory.chain.ContractDeployment;
import com.patientory.chain.FileVaultContract;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One hospital that may write to the vaults of patients, each in a vault of its own. */
final class LoadWorld implements AutoCloseable {
    private static final String HOSPITAL = "mercy.example";
    private static final GranteeId MERCY = GranteeId.ofHospital(HOSPITAL);

    private final SecureRandom random = new SecureRandom();
    private final WalletKey operator = WalletKey.generate(random);
    private final TestNetwork network;
    private final ContractAddresses contracts;
    private final PatientoryChain chain;

    /** A file to be stored. */
    record NewFile(FileId id, ContentDigest body, ContentDigest envelope) {}

    LoadWorld(TestNetwork network) {
        this.network = network;
        contracts = ContractDeployment.deploy(
                network.nodes().get(0), network.chain(), operator, TokenAmount.parse("100000000"));
        ChainConfig.Builder config = ChainConfig.builder(network.chain(), contracts)
                .pollInterval(Duration.ofMillis(100))
                .inclusionTimeout(Duration.ofMinutes(3))
                .requestTimeout(Duration.ofSeconds(30));
        network.nodes().forEach(config::node);
        chain = PatientoryChain.connect(config.build());
        chain.hospitals().register(operator, HOSPITAL, "Mercy Hospital", "", operator.address());
    }

    PatientoryChain chain() {
        return chain;
    }

    TestNetwork network() {
        return network;
    }

    /** Returns the secret of a new writer of the hospital. */
    byte[] writer() {
        byte[] secret = bytes();
        try (WalletKey key = WalletKey.of(secret)) {
            chain.hospitals().addWriter(operator, MERCY, key.address());
        }
        return secret;
    }

    /** Registers a patient who lets the hospital write. */
    FileVaultContract vault() {
        WalletKey patient = WalletKey.generate(random);
        PatientRegistration registration = new PatientRegistration(
                patient.address(),
                MERCY,
                BlindedPatientId.of(bytes()),
                ContentDigest.of(bytes()),
                ContentDigest.of(bytes()),
                "ipfs://bafkreib",
                chain.registry().nonceOf(patient.address()),
                chain.now().plus(Duration.ofHours(1)));
        chain.registry()
                .register(operator, registration, registration.sign(patient, network.chain(), contracts.registry()));
        FileVaultContract vault = chain.vaultOf(patient.address());
        UnsignedTransaction grant = vault.prepareGrant(
                Scope.wholeVault(),
                MERCY,
                EnumSet.of(Capability.SUBMIT),
                chain.now().plus(Duration.ofDays(1)));
        DeviceReview device = DeviceReview.builder(
                        network.chain(), contracts.registry(), patient.address(), Map.of(MERCY, "Mercy Hospital"))
                .build();
        chain.submit(device.review(grant, chain.nextNonce(patient.address())).sign(patient));
        return vault;
    }

    List<NewFile> files(int count) {
        return Stream.generate(
                        () -> new NewFile(FileId.random(random), ContentDigest.of(bytes()), ContentDigest.of(bytes())))
                .limit(count)
                .toList();
    }

    /** Reads the chain: how many of the files each stand there exactly once. */
    int count(FileVaultContract vault, List<NewFile> files) {
        Set<FileId> wanted = new HashSet<>();
        files.forEach(file -> wanted.add(file.id()));
        Set<FileId> found = new HashSet<>();
        vault.history().forEach(event -> {
            if (event instanceof VaultEvent.FileStored stored
                    && (!wanted.contains(stored.file()) || !found.add(stored.file()))) {
                throw new IllegalStateException("stored twice, or never asked for: " + stored.file());
            }
        });
        return found.size();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        chain.close();
    }
}
