package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.chain.model.WriteNotSentException;
import com.patientory.chain.testkit.AnvilExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a caller may hang on a writer's futures. */
@Timeout(120)
class WriterFutureTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private final ContentDigest digest = TestWorld.digest();
    private TestWorld world;
    private FileVaultContract vault;
    private PatientoryChain impatient;

    @BeforeEach
    void world() {
        world = new TestWorld(ANVIL.node());
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        impatient = PatientoryChain.connect(ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                .node(ANVIL.node().uri())
                .pollInterval(Duration.ofMillis(20))
                .inclusionTimeout(Duration.ofSeconds(2))
                .build());
    }

    @AfterEach
    void close() {
        ANVIL.node().automine(true);
        impatient.close();
        world.close();
    }

    private CompletableFuture<TransactionReceipt> store(VaultWriter writer) {
        return writer.store(vault.address(), TestWorld.file(), digest, digest);
    }

    private static Throwable causeOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void store_fromACallbackWhileTheQueueIsFull_keepsNoOtherFutureFromItsTimeout() throws Exception {
        ANVIL.node().automine(false);
        try (VaultWriter writer = VaultWriter.builder(impatient)
                .key(world.writer)
                .inFlight(1)
                .queue(1)
                .withoutBatches()
                .open()) {
            CompletableFuture<TransactionReceipt> sent = store(writer);
            CompletableFuture<TransactionReceipt> next = sent.exceptionallyCompose(late -> store(writer));
            CompletableFuture<TransactionReceipt> queued = store(writer);
            assertInstanceOf(TransactionTimeoutException.class, causeOf(sent));
            assertInstanceOf(WriteNotSentException.class, causeOf(queued));
            assertInstanceOf(WriteNotSentException.class, causeOf(next));
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (vault.files().size() < 3 && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
        }
        assertEquals(3, vault.files().size());
    }
}
