package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.testkit.CliqueExtension;
import com.patientory.chain.testkit.CliqueNetwork;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Four validators, of which one may be away. */
@Timeout(240)
class CliqueNetworkTest {
    @RegisterExtension
    static final CliqueExtension CLIQUE = new CliqueExtension();

    private static final int WRITES = 120;

    @Test
    void validators_storeAFile_andEachOfThemTellsIt() throws Exception {
        CliqueNetwork network = CLIQUE.network();
        try (TestWorld world = new TestWorld(network.uris(), network.chainId())) {
            FileVaultContract vault = vaultOf(world);
            ContentDigest body = TestWorld.digest();
            FileId file = TestWorld.file();
            try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
                writer.store(vault.address(), file, body, TestWorld.digest()).get(60, TimeUnit.SECONDS);
            }
            for (URI uri : network.uris()) {
                List<FileRecord> files = readFiles(world, uri, 1);
                assertEquals(file, files.get(0).id());
                assertEquals(body, files.get(0).body());
            }
        }
    }

    @Test
    void writer_whileValidatorsStopAndComeBack_losesNothingAndDoublesNothing() throws Exception {
        CliqueNetwork network = CLIQUE.network();
        try (TestWorld world = new TestWorld(network.uris(), network.chainId())) {
            FileVaultContract vault = vaultOf(world);
            Set<FileId> ids = new HashSet<>();
            List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
            try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
                for (int i = 0; i < WRITES; i++) {
                    FileId file = TestWorld.file();
                    ids.add(file);
                    futures.add(writer.store(vault.address(), file, TestWorld.digest(), TestWorld.digest()));
                    Thread.sleep(50);
                    disturb(network, i);
                }
                CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                        .get(90, TimeUnit.SECONDS);
            }
            for (URI uri : network.uris()) {
                readFiles(world, uri, WRITES);
                try (PatientoryChain reader = connect(world, uri)) {
                    List<VaultEvent.FileStored> stored = reader.vaultOf(world.patient.address()).history().stream()
                            .filter(VaultEvent.FileStored.class::isInstance)
                            .map(VaultEvent.FileStored.class::cast)
                            .toList();
                    assertEquals(WRITES, stored.size());
                    Set<FileId> found = new HashSet<>();
                    stored.forEach(event -> found.add(event.file()));
                    assertEquals(ids, found);
                }
            }
        }
    }

    /** The validator that the writer talks to stops in order, another one loses its power. */
    private static void disturb(CliqueNetwork network, int write) {
        switch (write) {
            case 20 -> network.stop(0);
            case 50 -> network.restart(0);
            case 70 -> network.kill(1);
            case 100 -> network.restart(1);
            default -> {}
        }
    }

    private static FileVaultContract vaultOf(TestWorld world) {
        FileVaultContract vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        return vault;
    }

    private static PatientoryChain connect(TestWorld world, URI uri) {
        return PatientoryChain.connect(ChainConfig.of(uri, world.chain.config().chainId(), world.contracts));
    }

    /** A node may be a block behind the one that answered the writer. */
    private static List<FileRecord> readFiles(TestWorld world, URI uri, int expected) throws InterruptedException {
        try (PatientoryChain reader = connect(world, uri)) {
            FileVaultContract vault = reader.vaultOf(world.patient.address());
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (vault.files().size() < expected && System.nanoTime() < until) {
                Thread.sleep(200);
            }
            List<FileRecord> files = vault.files();
            assertEquals(expected, files.size(), uri.toString());
            return files;
        }
    }
}
