package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.MissingWriterKeyException;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer with several keys, its bounds and its batches. */
class WriterLanesTest extends AnvilTest {
    @TempDir
    Path folder;

    private final ContentDigest digest = TestWorld.digest();
    private final WalletKey second = WalletKey.generate(TestWorld.RANDOM);
    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
    }

    private void addSecond() {
        world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, second.address());
    }

    private VaultWriterBuilder writer() {
        return VaultWriter.builder(world.chain).key(world.writer);
    }

    private CompletableFuture<TransactionReceipt> store(VaultWriter writer, FileId file) {
        return writer.store(vault.address(), file, digest, digest);
    }

    private static List<FileId> files(int count) {
        return Stream.generate(TestWorld::file).limit(count).toList();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static void getAll(List<CompletableFuture<TransactionReceipt>> futures) throws Exception {
        for (CompletableFuture<TransactionReceipt> future : futures) {
            get(future);
        }
    }

    private static Throwable causeOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS))
                .getCause();
    }

    private void assertStored(List<FileId> files) {
        List<FileId> stored = vault.history().stream()
                .filter(VaultEvent.FileStored.class::isInstance)
                .map(event -> ((VaultEvent.FileStored) event).file())
                .toList();
        assertEquals(files.size(), stored.size(), "stored twice or not at all");
        assertEquals(new HashSet<>(files), new HashSet<>(stored));
    }

    private void awaitNonces(long count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (nonces() < count) {
            assertTrue(System.nanoTime() < deadline, "the node never had all writes");
            Thread.sleep(20);
        }
    }

    private long nonces() {
        return world.chain.nextNonce(world.writer.address()) + world.chain.nextNonce(second.address());
    }

    @Test
    void store_withTwoKeys_usesBothAndDoublesNothingAlsoAfterACrash() throws Exception {
        addSecond();
        List<FileId> files = files(200);
        VaultWriter crashed = writer().key(second)
                .journals(folder)
                .inFlight(100)
                .withoutBatches()
                .open();
        getAll(files.subList(0, 60).stream().map(f -> store(crashed, f)).toList());
        ANVIL.node().automine(false);
        List<CompletableFuture<TransactionReceipt>> lost =
                files.stream().map(file -> store(crashed, file)).toList();
        awaitNonces(160);
        crashed.abandon();
        assertTrue(lost.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
        ANVIL.node().automine(true);
        // The keys in the other order: a write is found wherever its journal is.
        try (VaultWriter again = VaultWriter.builder(world.chain)
                .key(second)
                .key(world.writer)
                .journals(folder)
                .withoutBatches()
                .open()) {
            List<CompletableFuture<TransactionReceipt>> futures =
                    files.stream().map(f -> store(again, f)).toList();
            assertTrue(futures.get(0).isDone(), "what was finished is remembered");
            getAll(futures);
        }
        assertStored(files);
        assertEquals(200, nonces());
        assertTrue(world.chain.nextNonce(second.address()) >= 50);
        assertTrue(world.chain.nextNonce(world.writer.address()) >= 50);
    }

    @Test
    void store_beyondWindowAndQueue_waitsOrIsRefusedAndLosesNothing() throws Exception {
        ANVIL.node().automine(false);
        List<FileId> files = files(30);
        try (VaultWriter writer =
                writer().inFlight(8).queue(12).withoutBatches().open()) {
            List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
            for (FileId file : files.subList(0, 20)) {
                futures.add(store(writer, file));
            }
            awaitNonces(8);
            Thread.sleep(500);
            assertEquals(8, nonces(), "the window was passed");
            assertEquals(Optional.empty(), writer.tryStore(vault.address(), files.get(20), digest, digest));
            assertTrue(
                    writer.tryStore(vault.address(), files.get(3), digest, digest)
                            .isPresent(),
                    "a known write needs no room");
            Thread caller = new Thread(() -> files.subList(20, 30).forEach(file -> futures.add(store(writer, file))));
            caller.start();
            Thread.sleep(500);
            assertEquals(Thread.State.WAITING, caller.getState());
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            caller.join();
            getAll(futures);
        }
        assertStored(files);
        assertEquals(30, nonces());
    }

    @Test
    void store_ofManyForOneVault_travelsInBatches() throws Exception {
        List<FileId> files = files(300);
        ANVIL.node().automine(false);
        Set<Object> transactions = new HashSet<>();
        try (VaultWriter writer = writer().journals(folder).batchGas(2_000_000).open()) {
            List<CompletableFuture<TransactionReceipt>> futures =
                    files.stream().map(f -> store(writer, f)).toList();
            awaitNonces(6);
            Thread.sleep(300);
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            for (CompletableFuture<TransactionReceipt> future : futures) {
                TransactionReceipt receipt = get(future);
                assertTrue(receipt.gasUsed() <= 2_000_000, "gas " + receipt.gasUsed());
                transactions.add(receipt.transaction());
            }
        }
        assertStored(files);
        assertEquals(nonces(), transactions.size());
        assertTrue(transactions.size() < 30, "transactions: " + transactions.size());
    }

    @Test
    void store_ofABatchThatWasKilledUnderWay_isFinishedOnce() throws Exception {
        List<FileId> files = files(120);
        ANVIL.node().automine(false);
        VaultWriter crashed = writer().journals(folder).open();
        List<CompletableFuture<TransactionReceipt>> lost =
                files.stream().map(file -> store(crashed, file)).toList();
        awaitNonces(2);
        crashed.abandon();
        assertTrue(lost.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
        ANVIL.node().automine(true);
        ANVIL.node().mine();
        try (VaultWriter again = writer().journals(folder).open()) {
            getAll(files.stream().map(f -> store(again, f)).toList());
        }
        assertStored(files);
        assertTrue(nonces() < 20, "transactions: " + nonces());
    }

    @Test
    void store_withOneBadFileInABatch_failsThatOneOnly() throws Exception {
        List<FileId> files = files(40);
        FileId bad = files.get(17);
        try (VaultWriter other = writer().open()) {
            get(other.store(vault.address(), bad, TestWorld.digest(), digest));
        }
        ANVIL.node().automine(false);
        try (VaultWriter writer = writer().journals(folder).open()) {
            // The first goes alone and keeps the lane busy, so that the others become a batch.
            List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
            for (FileId file : files) {
                futures.add(store(writer, file));
            }
            awaitNonces(2);
            Thread.sleep(300);
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            ContractRevertException e = assertInstanceOf(ContractRevertException.class, causeOf(futures.get(17)));
            assertEquals(new ContractError.FileExists(bad), e.error());
            futures.remove(17);
            getAll(futures);
        }
        assertStored(files);
    }

    @Test
    void store_withAKeyThatTheHospitalRemoved_goesByTheOther() throws Exception {
        List<FileId> files = files(60);
        // The second key was never added: whatever it draws, the contract refuses.
        try (VaultWriter writer = VaultWriter.builder(world.chain)
                .key(second)
                .key(world.writer)
                .journals(folder)
                .withoutBatches()
                .open()) {
            getAll(files.stream().map(f -> store(writer, f)).toList());
            assertStored(files);
            FileVaultContract closed = world.chain.vaultAt(vault.address());
            world.signAndSubmit(closed.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY));
            assertInstanceOf(ContractRevertException.class, causeOf(store(writer, TestWorld.file())));
        }
    }

    @Test
    void open_withoutAKeyThatHasUnfinishedWrites_namesIt() throws Exception {
        addSecond();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:lanes;DB_CLOSE_DELAY=-1");
        VaultWriter.createJournalTables(database);
        List<FileId> files = files(20);
        for (boolean inDatabase : new boolean[] {false, true}) {
            FileId file = TestWorld.file();
            ANVIL.node().automine(false);
            VaultWriterBuilder lonely = VaultWriter.builder(world.chain).key(second);
            VaultWriter crashed = journals(lonely, inDatabase, database).open();
            long expected = nonces() + 1;
            CompletableFuture<TransactionReceipt> lost = store(crashed, file);
            awaitNonces(expected);
            crashed.abandon();
            assertTrue(lost.isCompletedExceptionally());
            VaultWriterBuilder fewer = journals(writer(), inDatabase, database);
            MissingWriterKeyException e = assertThrows(MissingWriterKeyException.class, fewer::open);
            assertEquals(Map.of(second.address(), 1), e.unfinished());
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            try (VaultWriter both =
                    journals(writer(), inDatabase, database).key(second).open()) {
                get(store(both, file));
            }
            // Nothing is unfinished any more: the key may be retired.
            try (VaultWriter one = fewer.open()) {
                get(store(one, files.get(inDatabase ? 1 : 0)));
            }
        }
    }

    private VaultWriterBuilder journals(VaultWriterBuilder builder, boolean inDatabase, JdbcDataSource database) {
        return inDatabase ? builder.journals(database) : builder.journals(folder.resolve("keys"));
    }

    @Test
    void store_ofAForgottenWrite_isHarmless() throws Exception {
        List<FileId> files = files(12);
        try (VaultWriter writer =
                writer().journals(folder).remember(3).withoutBatches().open()) {
            for (FileId file : files) {
                get(store(writer, file));
            }
            assertTrue(store(writer, files.get(11)).isDone(), "the last ones are remembered");
            CompletableFuture<TransactionReceipt> forgotten = store(writer, files.get(0));
            assertFalse(forgotten.isDone());
            get(forgotten);
        }
        assertStored(files);
        assertEquals(13, nonces());
    }

    @Test
    void builder_withoutAKeyOrWithOneTwice_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> VaultWriter.builder(world.chain).open());
        assertThrows(
                IllegalArgumentException.class, () -> writer().key(world.writer).open());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> writer().inFlight(0).open());
        assertTrue(String.valueOf(e.getMessage()).contains("window"));
    }
}
