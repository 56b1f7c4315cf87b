package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.internal.write.FileJournal;
import com.patientory.chain.internal.write.Journal;
import com.patientory.chain.internal.write.JournalRecord;
import com.patientory.chain.internal.write.Journals;
import com.patientory.chain.internal.write.WriteCommand;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.chain.model.UnreachableNodeException;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteNotSentException;
import com.patientory.chain.testkit.AnvilNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk, a node and an operator do to a writer. */
class VaultWriterFaultTest extends AnvilTest {
    @TempDir
    Path folder;

    private final ContentDigest digest = TestWorld.digest();
    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = vaultOf(world);
    }

    private static FileVaultContract vaultOf(TestWorld world) {
        FileVaultContract vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        return vault;
    }

    private CompletableFuture<TransactionReceipt> store(VaultWriter writer) {
        return writer.store(vault.address(), TestWorld.file(), digest, digest);
    }

    private static Throwable causeOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS))
                .getCause();
    }

    /** A disk that refuses some records while it is full. */
    private static final class FullDisk implements Journal {
        private final Predicate<JournalRecord> refused;
        private volatile boolean full = true;

        FullDisk(Predicate<JournalRecord> refused) {
            this.refused = refused;
        }

        @Override
        public List<JournalRecord> load() {
            return List.of();
        }

        @Override
        public void append(List<JournalRecord> records, boolean durable) {
            if (full && records.stream().anyMatch(refused)) {
                throw new WriteJournalException(WriteJournalException.Reason.IO, Path.of("full"), "no space");
            }
        }

        @Override
        public void replace(List<JournalRecord> records) {
            throw new AssertionError("nothing has grown");
        }

        @Override
        public long appendedBytes() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void store_whileTheDiskIsFull_isSentOnlyWhenItIsNotedAndLosesNoNonce() throws Exception {
        FullDisk disk = new FullDisk(JournalRecord.Signed.class::isInstance);
        try (VaultWriter writer = VaultWriter.builder(world.chain)
                .key(world.writer)
                .withoutBatches()
                .open(Journals.each(key -> disk))) {
            CompletableFuture<TransactionReceipt> first = store(writer);
            CompletableFuture<TransactionReceipt> second = store(writer);
            Thread.sleep(1_000);
            assertFalse(first.isDone() || second.isDone());
            assertEquals(0, world.chain.nextNonce(world.writer.address()));
            disk.full = false;
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
        }
        assertEquals(2, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_whoseInclusionCannotBeNoted_succeeds() throws Exception {
        FullDisk disk = new FullDisk(JournalRecord.Included.class::isInstance);
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, disk)) {
            store(writer).get(30, TimeUnit.SECONDS);
        }
        assertEquals(1, vault.files().size());
    }

    /** A database that takes the first transaction and does not say so, or a process that has no memory for a moment. */
    private static class Unsure implements Journal {
        private final List<JournalRecord> kept = new ArrayList<>();
        private final Runnable failure;
        private boolean failed;

        Unsure(Runnable failure) {
            this.failure = failure;
        }

        @Override
        public List<JournalRecord> load() {
            return List.of();
        }

        @Override
        public synchronized void append(List<JournalRecord> records, boolean durable) {
            kept.addAll(records);
            if (!failed) {
                failed = true;
                failure.run();
            }
        }

        /** Returns the writes that a later owner would find unfinished. */
        synchronized Set<Long> unfinished() {
            Set<Long> open = new HashSet<>();
            for (JournalRecord record : kept) {
                if (record instanceof JournalRecord.Reserved) {
                    open.add(record.entry());
                } else if (record instanceof JournalRecord.Final || record instanceof JournalRecord.Abandoned) {
                    open.remove(record.entry());
                }
            }
            return open;
        }

        @Override
        public void replace(List<JournalRecord> records) {
            throw new AssertionError("nothing has grown");
        }

        @Override
        public long appendedBytes() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void store_whoseCommitWasNotAnswered_leavesNothingUnfinished() throws Exception {
        Unsure database = new Unsure(() -> {
            throw new WriteJournalException(WriteJournalException.Reason.IO, "database", "no answer");
        });
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, database)) {
            store(writer).get(30, TimeUnit.SECONDS);
        }
        assertEquals(Set.of(), database.unfinished());
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_whileTheProcessHasNoMemory_isDoneLater() throws Exception {
        Unsure memory = new Unsure(() -> {
            throw new OutOfMemoryError("for a test");
        });
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, memory)) {
            store(writer).get(30, TimeUnit.SECONDS);
        }
        assertEquals(1, vault.files().size());
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void cancel_byTheCaller_endsHisWaitAlone() throws Exception {
        FileId file = TestWorld.file();
        ANVIL.node().automine(false);
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            CompletableFuture<TransactionReceipt> one = writer.store(vault.address(), file, digest, digest);
            CompletableFuture<TransactionReceipt> two = writer.store(vault.address(), file, digest, digest);
            assertTrue(one.cancel(true));
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            two.get(30, TimeUnit.SECONDS);
            writer.store(vault.address(), file, digest, digest).get(1, TimeUnit.SECONDS);
        } finally {
            ANVIL.node().automine(true);
        }
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_belowTheNodesPrice_failsAndMayBeRepeated() throws Exception {
        JsonRpc node = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        FileId file = TestWorld.file();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            node.call("anvil_setNextBlockBaseFeePerGas", "0x3b9aca00");
            Throwable e = causeOf(writer.store(vault.address(), file, digest, digest));
            assertEquals(
                    TransactionRejectedException.Reason.UNDERPRICED,
                    assertInstanceOf(TransactionRejectedException.class, e).reason());
            node.call("anvil_setNextBlockBaseFeePerGas", "0x0");
            writer.store(vault.address(), file, digest, digest).get(30, TimeUnit.SECONDS);
        }
        assertEquals(1, vault.files().size());
    }

    @Test
    void open_onAJournalWithAForgottenNonce_fillsItAndGoesOn() throws Exception {
        Network network = world.chain.network();
        Path journal = folder.resolve("journal");
        WriteCommand command = new WriteCommand(vault.address(), TestWorld.file(), digest, digest);
        byte[] data = VaultCalls.store(command.file(), command.body(), command.envelope())
                .data();
        RawTransaction later = new RawTransaction(1, BigInteger.ZERO, 200_000, vault.address(), BigInteger.ZERO, data);
        try (FileJournal earlier =
                FileJournal.open(journal, network.chainId(), network.node().genesisHash(), world.writer.address())) {
            SignedBytes signed = SignedBytes.sign(later, network.chainId(), world.writer);
            earlier.append(
                    List.of(new JournalRecord.Reserved(0, command, 1), new JournalRecord.Signed(0, List.of(), signed)),
                    true);
        }
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, journal)) {
            writer.store(vault.address(), command.file(), digest, digest).get(60, TimeUnit.SECONDS);
        }
        assertEquals(2, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_underWayWhenTheNodeDies_failsInTime() throws Exception {
        AnvilNode node = AnvilNode.start();
        try (TestWorld mortal = new TestWorld(node)) {
            FileVaultContract there = vaultOf(mortal);
            ChainConfig impatient = ChainConfig.builder(node.chainId(), mortal.contracts)
                    .node(node.uri())
                    .inclusionTimeout(Duration.ofSeconds(3))
                    .build();
            node.automine(false);
            try (PatientoryChain chain = PatientoryChain.connect(impatient);
                    VaultWriter writer = VaultWriter.open(chain, mortal.writer)) {
                CompletableFuture<TransactionReceipt> future =
                        writer.store(there.address(), TestWorld.file(), digest, digest);
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
                while (chain.nextNonce(mortal.writer.address()) == 0 && System.nanoTime() < deadline) {
                    Thread.sleep(20);
                }
                assertEquals(1, chain.nextNonce(mortal.writer.address()));
                node.close();
                // A second write that cannot even be sent ends each round early, and must not hide the first.
                CompletableFuture<TransactionReceipt> unsent =
                        writer.store(there.address(), TestWorld.file(), digest, digest);
                assertInstanceOf(TransactionTimeoutException.class, causeOf(future));
                assertInstanceOf(UnreachableNodeException.class, causeOf(unsent));
            }
        } finally {
            node.close();
        }
    }

    @Test
    void store_behindAWindowThatDoesNotMove_failsInTimeAndGoesOn() throws Exception {
        ChainConfig impatient = ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                .node(ANVIL.node().uri())
                .inclusionTimeout(Duration.ofSeconds(2))
                .build();
        FileId file = TestWorld.file();
        ANVIL.node().automine(false);
        try (PatientoryChain chain = PatientoryChain.connect(impatient);
                VaultWriter writer = VaultWriter.builder(chain)
                        .key(world.writer)
                        .inFlight(1)
                        .withoutBatches()
                        .open()) {
            CompletableFuture<TransactionReceipt> sent = store(writer);
            CompletableFuture<TransactionReceipt> unsent = writer.store(vault.address(), file, digest, digest);
            assertInstanceOf(TransactionTimeoutException.class, causeOf(sent));
            assertInstanceOf(WriteNotSentException.class, causeOf(unsent));
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            writer.store(vault.address(), file, digest, digest).get(30, TimeUnit.SECONDS);
        } finally {
            ANVIL.node().automine(true);
        }
        assertEquals(2, vault.files().size());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("patientory-"))
                .collect(Collectors.toSet());
    }

    @Test
    void close_orARefusalToOpen_leavesNoThread() throws Exception {
        Path journal = folder.resolve("journal");
        try (PatientoryChain chain =
                PatientoryChain.connect(ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                        .node(ANVIL.node().uri())
                        .finalityBlocks(3)
                        .build())) {
            Set<Thread> before = threads();
            VaultWriter writer = VaultWriter.open(chain, world.writer, journal);
            store(writer).get(30, TimeUnit.SECONDS);
            assertNotEquals(before, threads());
            assertThrows(
                    WriteJournalException.class,
                    () -> VaultWriter.open(chain, world.writer, journal).close());
            writer.close();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (!threads().equals(before)) {
                assertTrue(System.nanoTime() < deadline, () -> "left: " + threads());
                Thread.sleep(20);
            }
        }
    }

    @Test
    void close_whereAJournalCannotBeClosed_endsAllElse() throws Exception {
        Unsure broken = new Unsure(() -> {}) {
            @Override
            public void close() {
                throw new IllegalStateException("the pool is closed");
            }
        };
        Set<Thread> before = threads();
        ANVIL.node().automine(false);
        try {
            VaultWriter writer = VaultWriter.builder(world.chain)
                    .key(world.writer)
                    .key(world.operator)
                    .open(Journals.each(key -> broken));
            CompletableFuture<TransactionReceipt> open = store(writer);
            writer.abandon();
            assertTrue(open.isCompletedExceptionally());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (!threads().equals(before)) {
                assertTrue(System.nanoTime() < deadline, () -> "left: " + threads());
                Thread.sleep(20);
            }
        } finally {
            ANVIL.node().automine(true);
        }
    }

    @Test
    void store_afterClose_isABugOfTheCaller() {
        VaultWriter writer = VaultWriter.open(world.chain, world.writer);
        FileId known = TestWorld.file();
        writer.store(vault.address(), known, digest, digest).join();
        writer.close();
        writer.close();
        assertThrows(IllegalStateException.class, () -> writer.store(vault.address(), known, digest, digest));
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> store(writer));
        assertTrue(String.valueOf(e.getMessage()).contains("closed"));
    }
}
