package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.testkit.AnvilExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A writer on a journal in a database; the journal itself is tested by its contract. */
@Timeout(120)
class JdbcWriterTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private final ContentDigest digest = TestWorld.digest();

    @Test
    void open_onTheTablesOfACrash_finishesEveryWriteOnce() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:writer;DB_CLOSE_DELAY=-1");
        VaultWriter.createJournalTables(database);
        List<FileId> files = Stream.generate(TestWorld::file).limit(30).toList();
        try (TestWorld world = new TestWorld(ANVIL.node())) {
            FileVaultContract vault = world.registerPatient();
            world.admit(vault, Capability.SUBMIT);
            ANVIL.node().automine(false);
            VaultWriter crashed = VaultWriter.builder(world.chain)
                    .key(world.writer)
                    .journals(database)
                    .withoutBatches()
                    .open();
            List<CompletableFuture<TransactionReceipt>> lost = files.stream()
                    .map(file -> crashed.store(vault.address(), file, digest, digest))
                    .toList();
            assertEquals(
                    WriteJournalException.Reason.IN_USE,
                    assertThrows(
                                    WriteJournalException.class,
                                    () -> VaultWriter.open(world.chain, world.writer, database))
                            .reason());
            awaitPool(world, files.size());
            crashed.abandon();
            assertTrue(lost.stream().allMatch(CompletableFuture::isCompletedExceptionally));
            ANVIL.node().automine(true);
            try (VaultWriter again = VaultWriter.open(world.chain, world.writer, database)) {
                for (FileId file : files) {
                    again.store(vault.address(), file, digest, digest).get(30, TimeUnit.SECONDS);
                }
            }
            assertEquals(files.size(), vault.files().size());
            assertEquals(files.size(), world.chain.nextNonce(world.writer.address()));
        }
    }

    private static void awaitPool(TestWorld world, int transactions) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (world.chain.nextNonce(world.writer.address()) < transactions) {
            assertTrue(System.nanoTime() < deadline, "the node never had all writes");
            Thread.sleep(20);
        }
    }
}
