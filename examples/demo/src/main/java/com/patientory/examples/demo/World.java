package com.patientory.examples.demo;

import com.patientory.chain.ChainConfig;
import com.patientory.chain.ContractDeployment;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.testkit.AnvilNode;
import com.patientory.crypto.WalletKey;
import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.examples.fhirserver.FhirServer;
import com.patientory.examples.fhirserver.FhirServerOptions;
import com.patientory.storage.replication.ReplicatedBlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Everything that exists before the patient comes: the hospital's record system, the chain with its shared contracts,
 * the stores, and the hospital's entry in the registry. Closes what it has started, last first, whatever fails.
 */
final class World implements AutoCloseable {
    static final String HOSPITAL = "mercy.example";
    static final String HOSPITAL_NAME = "Mercy Hospital";
    private static final String SITE = "mercy-fhir";
    private static final String TOKEN_SUPPLY = "100000000";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final SecureRandom random = new SecureRandom();
    private final String token = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    private final FhirServer ehr;
    private final EhrConnector connector;
    private final StorageNodes storage;
    private final AnvilNode node;
    private final PatientoryChain chain;
    private final WalletKey operator;
    private final WalletKey hospitalWriter;
    private final WalletKey hospitalDesk;
    private final GranteeId hospital;

    World(Options options, Path folder, Narrator narrator) throws Exception {
        try {
            ehr = narrator.timed(
                    "hospital's FHIR server started",
                    () -> keep(FhirServer.start(FhirServerOptions.defaults()
                            .withBearerToken(token)
                            .withImagingSizeBytes((long) options.imagingMib() << 20))));
            connector = keep(
                    FhirR4Connector.of(FhirSite.ofPrivate(SITE, ehr.baseUri()).withTokens(() -> token)));
            storage = narrator.timed(
                    "four storage nodes started", () -> keep(StorageNodes.start(keep(plant(options)), folder)));
            node = narrator.timed("Ethereum node started", () -> keep(AnvilNode.start()));
            operator = keep(WalletKey.generate(random));
            hospitalWriter = keep(WalletKey.generate(random));
            hospitalDesk = keep(WalletKey.generate(random));
            ContractAddresses contracts = narrator.timed(
                    "contracts deployed",
                    () -> ContractDeployment.deploy(
                            node.uri(), node.chainId(), operator, TokenAmount.parse(TOKEN_SUPPLY)));
            chain = keep(PatientoryChain.connect(ChainConfig.of(node.uri(), node.chainId(), contracts)));
            hospital = chain.hospitals().register(operator, HOSPITAL, HOSPITAL_NAME, "", operator.address());
            chain.hospitals().addWriter(operator, hospital, hospitalWriter.address());
            chain.hospitals().addWriter(operator, hospital, hospitalDesk.address());
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private static StorageNodes.Plant plant(Options options) throws IOException {
        return switch (options.stores()) {
            case LOCAL -> StorageNodes.local();
            case KUBO -> KuboPlant.start();
        };
    }

    private <T extends AutoCloseable> T keep(T resource) {
        started.push(resource);
        return resource;
    }

    /** The hospital node's secret at the record system. */
    String token() {
        return token;
    }

    SecureRandom random() {
        return random;
    }

    FhirServer ehr() {
        return ehr;
    }

    EhrConnector connector() {
        return connector;
    }

    StorageNodes storage() {
        return storage;
    }

    ReplicatedBlobStore store() {
        return storage.cluster();
    }

    AnvilNode node() {
        return node;
    }

    PatientoryChain chain() {
        return chain;
    }

    /** The key that pays for registrations and runs the registry of hospitals. */
    WalletKey operator() {
        return operator;
    }

    /** The key with which the hospital writes. */
    WalletKey hospitalWriter() {
        return hospitalWriter;
    }

    /** The key with which the hospital logs who read what; a key of its own, since each key's transactions queue up. */
    WalletKey hospitalDesk() {
        return hospitalDesk;
    }

    GranteeId hospital() {
        return hospital;
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        while (!started.isEmpty()) {
            AutoCloseable resource = started.pop();
            try {
                resource.close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                failed = failed == null ? new IOException("not everything that was started could be closed") : failed;
                failed.addSuppressed(e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
