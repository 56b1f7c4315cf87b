package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.internal.write.FileJournal;
import com.patientory.chain.internal.write.JournalRecord;
import com.patientory.chain.internal.write.WriteCommand;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionTimeoutException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reorganisations and a node without its pool do to a writer, and what a node does that keeps a transaction for ever. */
class WriterReorgTest extends AnvilTest {
    private static final int FINALITY = 64;

    @TempDir
    Path folder;

    private final ContentDigest digest = TestWorld.digest();
    private JsonRpc rpc;
    private FileVaultContract vault;
    private PatientoryChain chain;

    @BeforeEach
    void prepare() {
        rpc = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        chain = connect(FINALITY);
        mine(2);
    }

    private PatientoryChain connect(int finality) {
        return PatientoryChain.connect(
                world.config().node(ANVIL.node().uri()).finalityBlocks(finality).build());
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private VaultWriterBuilder writer() {
        return VaultWriter.builder(chain).key(world.writer).journals(folder).withoutBatches();
    }

    private void mine(int blocks) {
        rpc.call("anvil_mine", Hex.quantity(blocks));
    }

    private CompletableFuture<TransactionReceipt> store(VaultWriter writer, FileId file) {
        return writer.store(vault.address(), file, digest, digest);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private void reorganise(int depth) {
        undo(depth);
        ANVIL.node().automine(true);
    }

    /** Without those that the writer has sent again and that wait. */
    private long mined() {
        return Hex.number(rpc.call("eth_getTransactionCount", Hex.data(world.writer.address()), "latest")
                .asText());
    }

    private void awaitStored(List<FileId> files) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        for (FileId file : files) {
            while (!vault.isStored(file, digest, digest)) {
                assertTrue(System.nanoTime() < deadline, "never sent again");
                Thread.sleep(50);
            }
        }
    }

    @Test
    void store_undoneByAReorganisationAndLostFromThePool_isSentAgainInTheSameBytes() throws Exception {
        List<FileId> files = List.of(TestWorld.file(), TestWorld.file(), TestWorld.file());
        try (VaultWriter writer = writer().open()) {
            TransactionReceipt first = get(store(writer, files.get(0)));
            get(store(writer, files.get(1)));
            mine(59);
            get(store(writer, files.get(2)));
            undo(63);
            assertEquals(0, mined());
            ANVIL.node().automine(true);
            awaitStored(files);
            TransactionReceipt again = get(store(writer, files.get(0)));
            assertEquals(first.transaction(), again.transaction());
            assertNotEquals(first.block(), again.block());
        }
        assertEquals(3, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_undoneWhileNoWriterRan_isSentAgainByTheNextOne() throws Exception {
        FileId file = TestWorld.file();
        try (VaultWriter writer = writer().open()) {
            get(store(writer, file));
        }
        reorganise(1);
        assertFalse(vault.isStored(file, digest, digest));
        try (VaultWriter writer = writer().open()) {
            awaitStored(List.of(file));
            get(store(writer, file));
        }
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_undoneWhileNoWriterRan_completesOnlyWhenItIsOnTheChainAgain() throws Exception {
        FileId file = TestWorld.file();
        TransactionReceipt before;
        try (VaultWriter writer = writer().open()) {
            before = get(store(writer, file));
        }
        undo(1);
        mine(3);
        rpc.call("anvil_dropAllTransactions");
        try (VaultWriter writer = writer().open()) {
            CompletableFuture<TransactionReceipt> future = store(writer, file);
            Thread.sleep(500);
            assertFalse(future.isDone(), "by a block that is not on the chain");
            ANVIL.node().automine(true);
            mine(1);
            assertNotEquals(before.block(), get(future).block());
        }
    }

    @Test
    void store_askedForAgainAfterItsTimeout_completesWithTheBlockThatCameLate() throws Exception {
        FileId file = TestWorld.file();
        try (PatientoryChain impatient = PatientoryChain.connect(world.config()
                        .node(ANVIL.node().uri())
                        .inclusionTimeout(Duration.ofSeconds(1))
                        .finalityBlocks(FINALITY)
                        .build());
                VaultWriter writer = VaultWriter.open(impatient, world.writer)) {
            ANVIL.node().automine(false);
            ExecutionException e = assertThrows(ExecutionException.class, () -> get(store(writer, file)));
            assertInstanceOf(TransactionTimeoutException.class, e.getCause());
            mine(1);
            awaitStored(List.of(file));
            Thread.sleep(500);
            // No further block comes.
            store(writer, file).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void store_byAWriterThatWaitsForFinality_completesThenAndNotBefore() throws Exception {
        FileId file = TestWorld.file();
        try (VaultWriter writer = writer().completeWhenFinal().open()) {
            CompletableFuture<TransactionReceipt> future = store(writer, file);
            awaitStored(List.of(file));
            mine(FINALITY - 1);
            Thread.sleep(500);
            assertFalse(future.isDone());
            mine(1);
            assertEquals(chain.finalHeight(), get(future).block().number());
            reorganise(10);
        }
        // Noted as final: the next run does not look at the chain.
        try (VaultWriter writer = writer().completeWhenFinal().open()) {
            assertTrue(store(writer, file).isDone());
        }
    }

    @Test
    void store_inFlightWhenTheNodeLosesItsPool_isSentAgain() throws Exception {
        List<FileId> files = List.of(TestWorld.file(), TestWorld.file(), TestWorld.file());
        try (VaultWriter writer = writer().open()) {
            ANVIL.node().automine(false);
            List<CompletableFuture<TransactionReceipt>> futures =
                    files.stream().map(file -> store(writer, file)).toList();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (chain.nextNonce(world.writer.address()) < 3) {
                assertTrue(System.nanoTime() < deadline, "the node never had all writes");
                Thread.sleep(20);
            }
            rpc.call("anvil_dropAllTransactions");
            ANVIL.node().automine(true);
            for (CompletableFuture<TransactionReceipt> future : futures) {
                get(future);
            }
        }
        assertEquals(3, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_thatTheNodeKeepsQueuedForEver_isSignedInOtherBytes() throws Exception {
        Network network = chain.network();
        WriteCommand command = new WriteCommand(vault.address(), TestWorld.file(), digest, digest);
        byte[] data = VaultCalls.store(command.file(), command.body(), command.envelope())
                .data();
        RawTransaction raw = new RawTransaction(1, BigInteger.ZERO, 200_000, vault.address(), BigInteger.ZERO, data);
        SignedBytes signed = SignedBytes.sign(raw, network.chainId(), world.writer);
        // anvil queues it behind nonce 0; then that is used without its pool being told, as by a block between its look
        // at
        // the account and its look at the pool.
        network.node().sendRaw(List.of(signed.bytes()));
        rpc.call("anvil_setNonce", Hex.data(world.writer.address()), "0x1");
        mine(1);
        Path journal = folder.resolve("journal");
        try (FileJournal earlier =
                FileJournal.open(journal, network.chainId(), network.node().genesisHash(), world.writer.address())) {
            earlier.append(
                    List.of(new JournalRecord.Reserved(0, command, 1), new JournalRecord.Signed(0, List.of(), signed)),
                    true);
        }
        FileId next = TestWorld.file();
        try (VaultWriter writer = VaultWriter.open(chain, world.writer, journal)) {
            CompletableFuture<TransactionReceipt> stuck = store(writer, command.file());
            CompletableFuture<TransactionReceipt> behind = store(writer, next);
            assertNotEquals(signed.hash(), get(stuck).transaction());
            get(behind);
        }
        assertEquals(2, vault.files().size());
        assertEquals(3, world.chain.nextNonce(world.writer.address()));
    }
}
