package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.write.FileJournal;
import com.patientory.chain.internal.write.Journal;
import com.patientory.chain.internal.write.JournalRecord;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.WriteJournalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk does to a writer that refuses for a while, or keeps its thread. */
class WriterDiskTest extends AnvilTest {
    @TempDir
    Path folder;

    private final ContentDigest digest = TestWorld.digest();
    private final FileId file = TestWorld.file();
    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
    }

    private Path path() {
        return folder.resolve("journal");
    }

    /** A journal on a real disk, with something between them. */
    private class Disk implements Journal {
        private final FileJournal journal = FileJournal.open(
                path(),
                world.chain.config().chainId(),
                world.chain.network().node().genesisHash(),
                world.writer.address());
        volatile boolean closed;

        @Override
        public List<JournalRecord> load() {
            return journal.load();
        }

        @Override
        public void append(List<JournalRecord> records, boolean durable) {
            journal.append(records, durable);
        }

        @Override
        public void replace(List<JournalRecord> records) {
            journal.replace(records);
        }

        @Override
        public long appendedBytes() {
            return journal.appendedBytes();
        }

        @Override
        public void close() {
            journal.close();
            closed = true;
        }
    }

    private CompletableFuture<TransactionReceipt> store(VaultWriter writer) {
        return writer.store(vault.address(), file, digest, digest);
    }

    @Test
    void store_whoseFailureTheDiskRefused_isNotTriedByTheNextRun() throws Exception {
        JsonRpc node = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        CountDownLatch refused = new CountDownLatch(1);
        Disk full = new Disk() {
            @Override
            public void append(List<JournalRecord> records, boolean durable) {
                if (records.stream().anyMatch(JournalRecord.Abandoned.class::isInstance) && refused.getCount() > 0) {
                    refused.countDown();
                    throw new WriteJournalException(WriteJournalException.Reason.IO, path(), "no space");
                }
                super.append(records, durable);
            }
        };
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, full)) {
            node.call("anvil_setNextBlockBaseFeePerGas", "0x3b9aca00");
            ExecutionException e =
                    assertThrows(ExecutionException.class, () -> store(writer).get(30, TimeUnit.SECONDS));
            assertInstanceOf(TransactionRejectedException.class, e.getCause());
            assertTrue(refused.await(30, TimeUnit.SECONDS));
            node.call("anvil_setNextBlockBaseFeePerGas", "0x0");
        }
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, path())) {
            // Another write goes behind whatever an earlier run has left.
            writer.store(vault.address(), TestWorld.file(), digest, digest).get(30, TimeUnit.SECONDS);
        }
        assertFalse(vault.isStored(file, digest, digest), "its caller was told that it had failed");
        assertEquals(1, vault.files().size());
    }

    @Test
    void stop_whileTheDiskKeepsTheThread_leavesItTheJournal() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        Disk disk = new Disk() {
            @Override
            public void append(List<JournalRecord> records, boolean durable) {
                if (durable) {
                    reached.countDown();
                    boolean waited = false;
                    while (!waited) {
                        try {
                            waited = slow.await(60, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            // A disk cannot be interrupted.
                        }
                    }
                }
                super.append(records, durable);
            }
        };
        VaultWriter writer = VaultWriter.open(world.chain, world.writer, disk);
        CompletableFuture<TransactionReceipt> future = store(writer);
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        writer.abandon();
        assertTrue(future.isCompletedExceptionally());
        assertFalse(disk.closed, "while a thread still writes to it");
        WriteJournalException e = assertThrows(
                WriteJournalException.class,
                () -> VaultWriter.open(world.chain, world.writer, path()).close());
        assertEquals(WriteJournalException.Reason.IN_USE, e.reason());
        slow.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!disk.closed) {
            assertTrue(System.nanoTime() < deadline, "never closed");
            Thread.sleep(20);
        }
        try (VaultWriter next = VaultWriter.open(world.chain, world.writer, path())) {
            store(next).get(30, TimeUnit.SECONDS);
        }
        assertEquals(1, vault.files().size());
    }
}
