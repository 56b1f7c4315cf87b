package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Batch.Access;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches: trees and proofs made here, checked by the contract. */
class BatchTest extends AnvilTest {
    private final Map<ContentDigest, byte[]> store = new HashMap<>();
    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
    }

    private static Batch.Files batch(int count) {
        List<NewFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(TestWorld.newFile());
        }
        return Batch.Files.of(files);
    }

    private Optional<byte[]> manifest(ContentDigest cid) {
        return Optional.ofNullable(store.get(cid));
    }

    private void anchor(Batch.Files batch) {
        store.put(batch.manifestDigest(), batch.manifest());
        vault.guest().anchor(world.writer, batch, batch.manifestDigest());
    }

    @Test
    void root_ofTheWorkedExample_isTheSpecifications() {
        List<NewFile> files = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            files.add(new NewFile(
                    FileId.of(repeat(16 * i + 1)),
                    ContentDigest.of(repeat(16 * i + 2)),
                    ContentDigest.of(repeat(16 * i + 3))));
        }
        assertEquals(
                ContentDigest.parse("50a8a491a7bcb410faf1dc39ad06652981246fd58d73eb680e63462230f2b66d"),
                Batch.Files.of(files).root());
        Access own = new Access(
                FileId.of(repeat(0x11)),
                GranteeId.ofAccount(WalletAddress.parse("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65")),
                "TREAT",
                ContentDigest.of(new byte[32]),
                Instant.parse("2027-01-01T00:00:00Z"),
                false);
        assertEquals(
                ContentDigest.parse("20a4d9ddd55c576813fcf61f231b60c21b703ffd6d8b8f1c2082644579fd5412"),
                Batch.Accesses.of(List.of(own)).root());
    }

    private static byte[] repeat(int b) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) b);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void proof_ofEachPlace_isTrueOnTheChainAndOnlyThere(int count) {
        Batch.Files batch = batch(count);
        anchor(batch);
        int step = Math.max(1, count / 20);
        for (int i = 0; i < count; i += step) {
            NewFile file = batch.files().get(i);
            assertTrue(vault.isAnchored(batch.root(), i, file, batch.proof(i)), "place " + i);
            assertFalse(vault.isAnchored(batch.root(), i + 1, file, batch.proof(i)), "place " + i);
            assertFalse(vault.isAnchored(batch.root(), i, TestWorld.newFile(), batch.proof(i)), "place " + i);
        }
        int last = count - 1;
        assertTrue(vault.isAnchored(batch.root(), last, batch.files().get(last), batch.proof(last)));
        assertThrows(IllegalArgumentException.class, () -> batch.proof(count));
    }

    @Test
    void files_ofBatchesAndSingleOnes_areListedByTheirManifests() {
        Batch.Files first = batch(3);
        Batch.Files lost = batch(2);
        anchor(first);
        vault.guest().anchor(world.writer, lost, lost.manifestDigest());
        NewFile single = TestWorld.newFile();
        world.signAndSubmit(vault.prepareStore(single));
        FileVaultContract.Files listed = vault.files(this::manifest);
        assertEquals(
                List.of(
                        single.id(),
                        first.files().get(0).id(),
                        first.files().get(1).id(),
                        first.files().get(2).id()),
                listed.current().stream().map(FileRecord::id).toList());
        assertEquals(
                List.of(lost.root()),
                listed.missing().stream().map(VaultEvent.Anchored::root).toList());
        assertEquals(TestWorld.MERCY, listed.current().get(1).submitter());

        store.put(lost.manifestDigest(), batch(2).manifest());
        assertEquals(1, vault.files(this::manifest).missing().size(), "another batch's manifest");
        Batch.Files decoy = batch(2);
        store.remove(lost.manifestDigest());
        store.put(decoy.manifestDigest(), lost.manifest());
        vault.guest().anchor(world.writer, lost, decoy.manifestDigest());
        assertEquals(6, vault.files(this::manifest).current().size(), "by the second event of the root");
        store.put(lost.manifestDigest(), lost.manifest());
        assertEquals(6, vault.files(this::manifest).current().size());
        assertEquals(1, vault.files().size());
    }

    @Test
    void storeAnchored_andErase_changeTheListing() {
        Batch.Files batch = batch(3);
        anchor(batch);
        FileId id = batch.files().get(1).id();
        vault.guest().storeAnchored(world.doctor, batch, 1);
        ContentDigest envelope = TestWorld.digest();
        world.signAndSubmit(vault.prepareSetEnvelope(id, envelope));
        FileRecord record = vault.files(this::manifest).current().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals(envelope, record.envelope());
        assertEquals(TestWorld.MERCY, record.submitter());
        world.signAndSubmit(vault.prepareErase(batch.files().get(2).id()));
        assertEquals(2, vault.files(this::manifest).current().size());
        ContractRevertException e = assertThrows(
                ContractRevertException.class, () -> vault.guest().storeAnchored(world.doctor, batch(1), 0));
        assertTrue(e.error() instanceof ContractError.InvalidProof, e.error().toString());
    }

    @Test
    void accesses_anchoredByAHospital_areProvedOneByOne() {
        List<Access> list = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            list.add(new Access(
                    TestWorld.file(),
                    TestWorld.MERCY,
                    i % 2 == 0 ? "TREAT" : "NO_GRANT",
                    TestWorld.digest(),
                    world.chain.now(),
                    i % 2 == 1));
        }
        Batch.Accesses batch = Batch.Accesses.of(list);
        vault.guest().anchorAccess(world.writer, batch);
        VaultEvent.AccessAnchored event = vault.history().stream()
                .filter(VaultEvent.AccessAnchored.class::isInstance)
                .map(VaultEvent.AccessAnchored.class::cast)
                .findFirst()
                .orElseThrow();
        int count = event.count().intValueExact();
        for (int i = 0; i < count; i++) {
            assertTrue(vault.isAccessAnchored(event.root(), count, i, list.get(i), batch.proof(i)));
            assertFalse(vault.isAccessAnchored(event.root(), count, i, list.get((i + 1) % 5), batch.proof(i)));
        }
    }

    @Test
    void parse_ofAManifest_givesBackTheBatchOrNamesWhatIsWrong() {
        Batch.Files batch = batch(4);
        byte[] manifest = batch.manifest();
        assertEquals(4 * 96, manifest.length);
        assertEquals(batch.files(), Batch.Files.parse(manifest, batch.root(), 4).files());
        byte[] changed = manifest.clone();
        changed[200] ^= 1;
        assertRefused(changed, batch, 4);
        assertRefused(Arrays.copyOf(manifest, manifest.length - 1), batch, 4);
        assertRefused(Arrays.copyOf(manifest, 3 * 96), batch, 4);
        assertRefused(manifest, batch, 3);
        assertRefused(new byte[0], batch, 0);
        assertRefused(manifest, batch, Long.MAX_VALUE);
        NewFile file = TestWorld.newFile();
        assertThrows(IllegalArgumentException.class, () -> Batch.Files.of(List.of(file, file)));
        assertThrows(IllegalArgumentException.class, () -> Batch.Files.of(List.of()));
        assertArrayEquals(manifest, Batch.Files.of(batch.files()).manifest());
    }

    @Test
    void batch_withAnIdOrADigestOfZeros_isRefused() {
        NewFile good = TestWorld.newFile();
        FileId zeroId = FileId.of(new byte[32]);
        ContentDigest zero = ContentDigest.of(new byte[32]);
        for (NewFile bad : List.of(
                new NewFile(zeroId, good.body(), good.envelope()),
                new NewFile(good.id(), zero, good.envelope()),
                new NewFile(good.id(), good.body(), zero))) {
            assertThrows(IllegalArgumentException.class, () -> Batch.Files.of(List.of(bad)));
            byte[] manifest = Arrays.copyOf(bad.id().bytes(), 96);
            System.arraycopy(bad.body().bytes(), 0, manifest, 32, 32);
            System.arraycopy(bad.envelope().bytes(), 0, manifest, 64, 32);
            ContentDigest root = ContentDigest.of(Keccak256.digest(new byte[1], manifest));
            Batch.ManifestException e =
                    assertThrows(Batch.ManifestException.class, () -> Batch.Files.parse(manifest, root, 1));
            assertTrue(e.getMessage().contains("zeros"), e.getMessage());
        }
    }

    private static void assertRefused(byte[] manifest, Batch.Files batch, long count) {
        Batch.ManifestException e =
                assertThrows(Batch.ManifestException.class, () -> Batch.Files.parse(manifest, batch.root(), count));
        assertEquals(batch.root(), e.root());
    }

    @Test
    void storeAnchored_ofAPlaceOutsideTheBatch_isRefused() {
        Batch.Files batch = batch(3);
        for (int index : new int[] {-1, 3}) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> vault.guest().storeAnchored(world.writer, batch, index));
            assertEquals("index must be within 0..2, got " + index, e.getMessage());
        }
    }
}
