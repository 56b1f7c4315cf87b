package com.patientory.examples.patient;

import com.patientory.chain.ChainConfig;
import com.patientory.chain.ContractDeployment;
import com.patientory.chain.PatientoryChain;
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
import com.patientory.chain.testkit.AnvilNode;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.WalletKey;
import com.patientory.examples.hospital.ArchiveHandover;
import com.patientory.examples.hospital.ClinicianDesk;
import com.patientory.examples.hospital.Enrolment;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.memory.MemoryBlobStore;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** A hospital that may write into the vault of one patient, who has twelve words and a phone. */
final class Clinic implements AutoCloseable {
    private static final String MERCY = "mercy.example";

    final SecureRandom random = new SecureRandom();
    final MemoryBlobStore store = MemoryBlobStore.of(NodeDescription.of("memory"), 64 << 20);
    final Mnemonic words = Mnemonic.generate(random);
    final WalletKey hospitalWriter = WalletKey.generate(random);
    final PatientoryChain chain;
    final PatientDevice phone;
    private final Map<GranteeId, String> directory = new HashMap<>();

    Clinic(AnvilNode node) {
        WalletKey operator = WalletKey.generate(random);
        ContractAddresses contracts =
                ContractDeployment.deploy(node.uri(), node.chainId(), operator, TokenAmount.parse("1"));
        chain = PatientoryChain.connect(ChainConfig.of(node.uri(), node.chainId(), contracts));
        GranteeId hospital = chain.hospitals().register(operator, MERCY, "Mercy Hospital", "", operator.address());
        chain.hospitals().addWriter(operator, hospital, hospitalWriter.address());
        phone = PatientDevice.from(words, chain, store);
        ContentDigest bundle = ContentDigest.of(FileId.random(random).bytes());
        PatientRegistration request = new PatientRegistration(
                phone.address(),
                hospital,
                BlindedPatientId.of(FileId.random(random).bytes()),
                bundle,
                ContentDigest.of(Base64.getUrlDecoder().decode(phone.recipient().kid())),
                "ipfs://none",
                BigInteger.ZERO,
                chain.now().plusSeconds(600));
        chain.registry().register(operator, request, phone.sign(request, hospital, bundle));
        meets(hospital, "Mercy Hospital");
        approve(phone.vault().prepareGrant(Scope.wholeVault(), hospital, EnumSet.of(Capability.SUBMIT), inOneDay()));
    }

    void meets(GranteeId grantee, String name) {
        directory.put(grantee, name);
    }

    void approve(UnsignedTransaction prepared) {
        chain.submit(phone.approve(prepared, directory, sentence -> true));
    }

    Instant inOneDay() {
        return chain.now().plus(Duration.ofDays(1));
    }

    ArchiveHandover archive(Path folder) {
        Enrolment patient = new Enrolment(phone.address(), phone.vault().address(), phone.recipient());
        return new ArchiveHandover(patient, RecordCipher.create(), store, folder, random);
    }

    RecordMetadata.Builder about(String name) {
        return RecordMetadata.builder()
                .name(name)
                .mediaType("text/plain")
                .writer(hospitalWriter.address())
                .time(Instant.EPOCH);
    }

    ClinicianDesk desk() {
        return new ClinicianDesk(MERCY, chain, store, hospitalWriter, Clock.systemUTC(), random);
    }

    @Override
    public void close() {
        phone.close();
        words.close();
        chain.close();
        store.close();
    }
}
