package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.LostWrite;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that a block had, that a reorganisation took back, and that nobody will take again. */
class WriterLossTest extends AnvilTest {
    @TempDir
    Path folder;

    private final ContentDigest digest = TestWorld.digest();
    private final FileId file = TestWorld.file();
    private final BlockingQueue<LostWrite> lost = new LinkedBlockingQueue<>();
    private JsonRpc rpc;
    private FileVaultContract vault;
    private NodeProxy proxy;
    private PatientoryChain chain;

    @BeforeEach
    void prepare() throws IOException {
        rpc = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        proxy = new NodeProxy(ANVIL.node().uri());
        chain = PatientoryChain.connect(
                world.config().node(proxy.uri()).finalityBlocks(64).build());
    }

    @AfterEach
    void close() {
        chain.close();
        proxy.close();
    }

    private VaultWriterBuilder writer() {
        return VaultWriter.builder(chain).key(world.writer).journals(folder).onLost(lost::add);
    }

    private CompletableFuture<TransactionReceipt> store(VaultWriter writer) {
        return writer.store(vault.address(), file, digest, digest);
    }

    /** The writer can send nothing until the vault refuses it. */
    private void undoAndRevoke() {
        proxy.fault = new NodeProxy.Fault() {
            @Override
            public boolean lostBefore(JsonNode call) {
                return call.path("method").asText().equals("eth_sendRawTransaction");
            }
        };
        undo(1);
        ANVIL.node().automine(true);
        world.signAndSubmit(vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY));
        proxy.fault = new NodeProxy.Fault() {};
    }

    private void awaitMined(long nonces) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (chain.network().node().latestNonce(world.writer.address()) < nonces) {
            assertTrue(System.nanoTime() < deadline, "never mined");
            Thread.sleep(20);
        }
    }

    private LostWrite awaitLost() throws InterruptedException {
        LostWrite told = lost.poll(40, TimeUnit.SECONDS);
        assertNotNull(told, "nobody was told");
        assertEquals(vault.address(), told.vault());
        assertEquals(file, told.file());
        assertEquals(digest, told.body());
        assertEquals(digest, told.envelope());
        return told;
    }

    private void assertRefused(LostWrite told) {
        ContractRevertException e = assertInstanceOf(ContractRevertException.class, told.reason());
        assertInstanceOf(ContractError.MissingCapability.class, e.error());
        assertFalse(vault.isStored(file, digest, digest));
    }

    @Test
    void store_undoneAndThenRefused_isTold() throws Exception {
        try (VaultWriter writer = writer().open()) {
            store(writer).get(30, TimeUnit.SECONDS);
            undoAndRevoke();
            assertRefused(awaitLost());
            ExecutionException again =
                    assertThrows(ExecutionException.class, () -> store(writer).get(30, TimeUnit.SECONDS));
            assertInstanceOf(ContractRevertException.class, again.getCause());
        }
        assertEquals(List.of(), List.copyOf(lost), "who asked himself was told by his future");
    }

    @Test
    void store_undoneInABatchAndThenRefused_isToldForEachFile() throws Exception {
        FileId other = TestWorld.file();
        try (VaultWriter writer = writer().open()) {
            ANVIL.node().automine(false);
            CompletableFuture<TransactionReceipt> first =
                    writer.store(vault.address(), TestWorld.file(), digest, digest);
            CompletableFuture<TransactionReceipt> second = store(writer);
            CompletableFuture<TransactionReceipt> third = writer.store(vault.address(), other, digest, digest);
            Thread.sleep(500);
            rpc.call("anvil_mine", "0x1");
            CompletableFuture.allOf(first, second, third).get(30, TimeUnit.SECONDS);
            undoAndRevoke();
            for (int i = 0; i < 3; i++) {
                assertNotNull(lost.poll(40, TimeUnit.SECONDS), "told of " + i + " only");
            }
        }
    }

    @Test
    void store_undoneAndRefusedWhileNoWriterRan_isToldByTheNextOne() throws Exception {
        try (VaultWriter writer = writer().open()) {
            store(writer).get(30, TimeUnit.SECONDS);
        }
        undoAndRevoke();
        // A listener that fails harms nothing, and its writer's successor tells again.
        BlockingQueue<LostWrite> heard = new LinkedBlockingQueue<>();
        try (VaultWriter writer = writer().onLost(write -> {
                    heard.add(write);
                    throw new IllegalStateException("the hospital's list is away");
                })
                .open()) {
            assertNotNull(heard.poll(40, TimeUnit.SECONDS));
            assertThrows(ExecutionException.class, () -> store(writer).get(30, TimeUnit.SECONDS));
        }
        try (VaultWriter writer = writer().open()) {
            assertRefused(awaitLost());
            Thread.sleep(500);
            assertTrue(writer.tryStore(vault.address(), file, digest, digest).isPresent());
        }
        lost.clear();
        try (VaultWriter writer = writer().open()) {
            assertThrows(ExecutionException.class, () -> store(writer).get(30, TimeUnit.SECONDS));
            assertEquals(List.of(), List.copyOf(lost), "told and taken");
        }
    }

    @Test
    void store_undoneTogetherWithItsVault_isToldAndNotTakenForStored() throws Exception {
        try (VaultWriter writer = writer().open()) {
            store(writer).get(30, TimeUnit.SECONDS);
            undo(3);
            assertFalse(chain.network().node().hasCode(vault.address()));
            ANVIL.node().automine(true);
            assertInstanceOf(ContractNotDeployedException.class, awaitLost().reason());
            ExecutionException again =
                    assertThrows(ExecutionException.class, () -> store(writer).get(30, TimeUnit.SECONDS));
            assertInstanceOf(ContractNotDeployedException.class, again.getCause());
        }
    }

    @Test
    void store_refusedInABlockThatIsUndone_failsNobodyWhoWaitsForFinality() throws Exception {
        world.signAndSubmit(vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY));
        try (VaultWriter writer = writer().completeWhenFinal().open()) {
            CompletableFuture<TransactionReceipt> future = store(writer);
            awaitMined(1);
            Thread.sleep(500);
            assertFalse(future.isDone(), "by a block that may be undone");
            proxy.fault = new NodeProxy.Fault() {
                @Override
                public boolean lostBefore(JsonNode call) {
                    return call.path("method").asText().equals("eth_sendRawTransaction");
                }
            };
            // The revocation, too, is undone, so that the same bytes meet a grant.
            undo(2);
            proxy.fault = new NodeProxy.Fault() {};
            ANVIL.node().automine(true);
            rpc.call("anvil_mine", "0x2");
            awaitMined(1);
            rpc.call("anvil_mine", "0x40");
            future.get(30, TimeUnit.SECONDS);
        }
        assertTrue(vault.isStored(file, digest, digest));
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_refusedInABlockThatBecomesFinal_fails() throws Exception {
        world.signAndSubmit(vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY));
        try (VaultWriter writer = writer().completeWhenFinal().open()) {
            CompletableFuture<TransactionReceipt> future = store(writer);
            awaitMined(1);
            rpc.call("anvil_mine", "0x3f");
            Thread.sleep(500);
            assertFalse(future.isDone());
            rpc.call("anvil_mine", "0x1");
            ExecutionException e = assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
            assertInstanceOf(ContractRevertException.class, e.getCause());
        }
        assertEquals(List.of(), List.copyOf(lost));
        // The next run does not try it again.
        VaultWriter next = writer().completeWhenFinal().open();
        Thread.sleep(1_000);
        next.close();
        assertEquals(List.of(), List.copyOf(lost));
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_handedToAnotherKeyBeforeAKill_isStillKnownToTheNextRun() throws Exception {
        WalletKey second = WalletKey.generate(TestWorld.RANDOM);
        world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, second.address());
        WalletKey stranger = WalletKey.generate(TestWorld.RANDOM);
        // The stranger's write fails and would go to the second key, whose window is full.
        ANVIL.node().automine(false);
        VaultWriter crashed = VaultWriter.builder(chain)
                .key(stranger)
                .key(second)
                .journals(folder)
                .inFlight(2)
                .withoutBatches()
                .open();
        CompletableFuture<TransactionReceipt> one = store(crashed);
        FileId other = TestWorld.file();
        CompletableFuture<TransactionReceipt> two = crashed.store(vault.address(), other, digest, digest);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (chain.nextNonce(stranger.address()) + chain.nextNonce(second.address()) < 2) {
            assertTrue(System.nanoTime() < deadline, "never sent");
            Thread.sleep(20);
        }
        // Only the stranger's transaction is mined, and refused.
        rpc.call("anvil_removePoolTransactions", Hex.data(second.address()));
        rpc.call("anvil_mine", "0x1");
        Thread.sleep(1_000);
        crashed.abandon();
        assertTrue(one.isCompletedExceptionally() && two.isCompletedExceptionally());
        ANVIL.node().automine(true);
        try (VaultWriter writer = VaultWriter.builder(chain)
                .key(stranger)
                .key(second)
                .journals(folder)
                .open()) {
            while (!vault.isStored(file, digest, digest) || !vault.isStored(other, digest, digest)) {
                assertTrue(System.nanoTime() < deadline + TimeUnit.SECONDS.toNanos(30), "forgotten");
                Thread.sleep(50);
            }
            assertTrue(writer.tryStore(vault.address(), file, digest, digest).isPresent());
        }
    }
}
