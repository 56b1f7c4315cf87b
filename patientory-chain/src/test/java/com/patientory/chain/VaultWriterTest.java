package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.crypto.WalletKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultWriterTest extends AnvilTest {
    @TempDir
    Path folder;

    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
    }

    private VaultWriter single(Path journals) {
        return VaultWriter.builder(world.chain)
                .key(world.writer)
                .journals(journals)
                .withoutBatches()
                .open();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static Throwable causeOf(CompletableFuture<?> future) {
        return assertThrows(
                        CompletionException.class,
                        () -> future.orTimeout(60, TimeUnit.SECONDS).join())
                .getCause();
    }

    @Test
    void store_byGrantedHospital_isFoundInTheEvents() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        FileId file = TestWorld.file();
        ContentDigest body = TestWorld.digest();
        ContentDigest envelope = TestWorld.digest();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            TransactionReceipt receipt = get(writer.store(vault.address(), file, body, envelope));
            assertEquals(
                    List.of(new FileRecord(
                            file,
                            body,
                            envelope,
                            TestWorld.MERCY,
                            receipt.block(),
                            receipt.transaction(),
                            vault.address())),
                    vault.files());
        }
        assertTrue(vault.isStored(file, body, envelope));

        ContentDigest rewrapped = TestWorld.digest();
        world.signAndSubmit(vault.prepareSetEnvelope(file, rewrapped));
        assertEquals(rewrapped, vault.files().get(0).envelope());
        assertEquals(body, vault.files().get(0).body());
    }

    @Test
    void store_withoutGrant_failsWithMissingCapabilityAndMayBeRepeated() throws Exception {
        FileId file = TestWorld.file();
        ContentDigest digest = TestWorld.digest();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            Throwable e = causeOf(writer.store(vault.address(), file, digest, digest));
            ContractError error =
                    assertInstanceOf(ContractRevertException.class, e).error();
            assertEquals(
                    new ContractError.MissingCapability(
                            world.writer.address(), Scope.of(file), EnumSet.of(Capability.SUBMIT)),
                    error);
            world.admit(vault, Capability.SUBMIT);
            get(writer.store(vault.address(), file, digest, digest));
        }
        assertEquals(1, vault.files().size());
    }

    @Test
    void store_toAbsentVault_failsWithItsType() {
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            ContentDigest digest = TestWorld.digest();
            Throwable e = causeOf(writer.store(
                    world.chain.contractsOf(world.doctor.address()).vault(), TestWorld.file(), digest, digest));
            assertInstanceOf(ContractNotDeployedException.class, e);
        }
    }

    @Test
    void store_sameFileTwice_isOneWrite() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        FileId file = TestWorld.file();
        ContentDigest digest = TestWorld.digest();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            CompletableFuture<TransactionReceipt> first = writer.store(vault.address(), file, digest, digest);
            CompletableFuture<TransactionReceipt> second = writer.store(vault.address(), file, digest, digest);
            assertEquals(get(first), get(second));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> writer.store(vault.address(), file, digest, TestWorld.digest()));
        }
        try (VaultWriter other = VaultWriter.open(world.chain, world.writer)) {
            get(other.store(vault.address(), file, digest, digest));
        }
        assertEquals(1, vault.files().size());
    }

    @Test
    void store_otherContentUnderTheSameId_failsWithFileExists() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        FileId file = TestWorld.file();
        ContentDigest digest = TestWorld.digest();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            get(writer.store(vault.address(), file, digest, digest));
        }
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            Throwable e = causeOf(writer.store(vault.address(), file, digest, TestWorld.digest()));
            assertEquals(
                    new ContractError.FileExists(file),
                    assertInstanceOf(ContractRevertException.class, e).error());
        }
    }

    @Test
    void store_200Concurrently_losesAndDoublesNone() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        Map<FileId, ContentDigest> expected = new ConcurrentHashMap<>();
        try (VaultWriter writer = single(folder.resolve("journal"))) {
            List<CompletableFuture<TransactionReceipt>> futures = IntStream.range(0, 200)
                    .parallel()
                    .mapToObj(i -> {
                        FileId file = TestWorld.file();
                        ContentDigest body = TestWorld.digest();
                        expected.put(file, body);
                        return writer.store(vault.address(), file, body, body);
                    })
                    .toList();
            for (CompletableFuture<TransactionReceipt> future : futures) {
                get(future);
            }
        }
        List<FileRecord> files = vault.files();
        assertEquals(200, files.size());
        assertEquals(expected, files.stream().collect(Collectors.toMap(FileRecord::id, FileRecord::body)));
        assertEquals(200, storedEvents());
        assertEquals(200, world.chain.nextNonce(world.writer.address()));
    }

    private long storedEvents() {
        return vault.history().stream()
                .filter(VaultEvent.FileStored.class::isInstance)
                .count();
    }

    @Test
    void open_onTheJournalOfACrash_finishesEveryWriteOnce() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        Path journal = folder.resolve("journal");
        List<FileId> files =
                IntStream.range(0, 20).mapToObj(i -> TestWorld.file()).toList();
        ContentDigest digest = TestWorld.digest();
        VaultWriter crashed = single(journal);
        TransactionReceipt first = get(crashed.store(vault.address(), files.get(0), digest, digest));
        ANVIL.node().automine(false);
        List<CompletableFuture<TransactionReceipt>> lost = new ArrayList<>();
        for (FileId file : files) {
            lost.add(crashed.store(vault.address(), file, digest, digest));
        }
        awaitNonce(20);
        crashed.abandon();
        assertTrue(lost.subList(1, 20).stream().allMatch(CompletableFuture::isCompletedExceptionally));

        ANVIL.node().automine(true);
        try (VaultWriter again = single(journal)) {
            for (FileId file : files) {
                TransactionReceipt receipt = get(again.store(vault.address(), file, digest, digest));
                assertEquals(file.equals(files.get(0)), receipt.equals(first));
            }
        }
        assertEquals(20, storedEvents());
        assertEquals(20, world.chain.nextNonce(world.writer.address()));
    }

    /** Waits until the node has that many writes; what it has stands in the journal. */
    private void awaitNonce(long nonce) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (world.chain.nextNonce(world.writer.address()) < nonce) {
            assertTrue(System.nanoTime() < deadline, "the node never had all writes");
            Thread.sleep(20);
        }
    }

    @Test
    void open_onATornJournal_cutsTheTornRecordOffAndGoesOn() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        Path journal = folder.resolve("journal");
        FileId file = TestWorld.file();
        ContentDigest digest = TestWorld.digest();
        TransactionReceipt receipt;
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, journal)) {
            receipt = get(writer.store(vault.address(), file, digest, digest));
        }
        byte[] whole = Files.readAllBytes(journal);
        for (int cut = whole.length - 1; cut >= whole.length - 131; cut -= 15) {
            Files.write(journal, Arrays.copyOf(whole, cut));
            try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, journal)) {
                assertEquals(receipt, get(writer.store(vault.address(), file, digest, digest)));
            }
        }
        assertEquals(1, storedEvents());
    }

    @Test
    void open_onAJournalThatIsNotUsable_saysWhy() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        Path journal = folder.resolve("journal");
        ContentDigest digest = TestWorld.digest();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer, journal)) {
            get(writer.store(vault.address(), TestWorld.file(), digest, digest));
            assertEquals(WriteJournalException.Reason.IN_USE, reasonFor(journal));
        }
        byte[] whole = Files.readAllBytes(journal);
        byte[] damaged = whole.clone();
        damaged[100] ^= 1;
        Files.write(journal, damaged, StandardOpenOption.TRUNCATE_EXISTING);
        assertEquals(WriteJournalException.Reason.DAMAGED, reasonFor(journal));
        byte[] foreign = whole.clone();
        foreign[50] ^= 1;
        Files.write(journal, foreign, StandardOpenOption.TRUNCATE_EXISTING);
        assertEquals(WriteJournalException.Reason.FOREIGN, reasonFor(journal));
        assertEquals(WriteJournalException.Reason.IO, reasonFor(folder.resolve("absent/journal")));
    }

    private WriteJournalException.Reason reasonFor(Path journal) {
        return assertThrows(WriteJournalException.class, () -> VaultWriter.open(world.chain, world.writer, journal))
                .reason();
    }

    @Test
    void store_whileAnotherUsesTheSameKey_isSignedAnewAndNotDoubled() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        ContentDigest digest = TestWorld.digest();
        try (VaultWriter one = VaultWriter.builder(world.chain)
                        .key(world.writer)
                        .withoutBatches()
                        .open();
                VaultWriter two = VaultWriter.builder(world.chain)
                        .key(world.writer)
                        .withoutBatches()
                        .open()) {
            List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                futures.add((i % 2 == 0 ? one : two).store(vault.address(), TestWorld.file(), digest, digest));
            }
            List<TransactionReceipt> receipts = new ArrayList<>();
            for (CompletableFuture<TransactionReceipt> future : futures) {
                receipts.add(get(future));
            }
            assertNotEquals(receipts.get(0).transaction(), receipts.get(1).transaction());
        }
        assertEquals(20, storedEvents());
    }

    @Test
    void journal_afterWrites_holdsNoKey() throws Exception {
        world.admit(vault, Capability.SUBMIT);
        Path journal = folder.resolve("journal");
        byte[] secret = TestWorld.bytes();
        secret[0] = 0x11; // below the order of the curve
        try (WalletKey key = WalletKey.of(secret)) {
            world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, key.address());
            try (VaultWriter writer = VaultWriter.open(world.chain, key, journal)) {
                ContentDigest digest = TestWorld.digest();
                get(writer.store(vault.address(), TestWorld.file(), digest, digest));
            }
        }
        byte[] written = Files.readAllBytes(journal);
        assertTrue(written.length > 65, "only the header was written");
        assertFalse(HexFormat.of().formatHex(written).contains(HexFormat.of().formatHex(secret)));
    }
}
