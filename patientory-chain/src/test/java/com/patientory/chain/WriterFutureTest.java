package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.chain.model.WriteNotSentException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller may hang on a writer's futures. */
class WriterFutureTest extends AnvilTest {
    private final ContentDigest digest = TestWorld.digest();
    private FileVaultContract vault;
    private PatientoryChain impatient;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        impatient = PatientoryChain.connect(world.config()
                .node(ANVIL.node().uri())
                .inclusionTimeout(Duration.ofSeconds(2))
                .build());
    }

    @AfterEach
    void close() {
        impatient.close();
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
