package com.patientory.examples.patient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.WalletKey;
import com.patientory.examples.hospital.AccessChallenge;
import com.patientory.examples.hospital.AccessRefusedException;
import com.patientory.examples.hospital.ArchiveHandover;
import com.patientory.examples.hospital.ClinicianDesk;
import com.patientory.examples.hospital.SealedFile;
import com.patientory.examples.vault.BlobTooLargeException;
import com.patientory.examples.vault.VaultFiles;
import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records that a hospital wrote as one word on the chain. */
final class BatchedRecordsTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    @TempDir
    Path folder;

    private Clinic clinic;
    private FileVaultContract vault;

    @BeforeEach
    void open() {
        clinic = new Clinic(ANVIL.node());
        vault = clinic.phone.vault();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void records_thousandFilesInABatch_areFoundAndOpenedFromTheWordsAlone() throws IOException {
        handOver(1000);
        assertEquals(0, vault.files().size(), "none has an entry of its own");
        Map<String, byte[]> opened = new HashMap<>();
        try (PatientDevice another = PatientDevice.from(clinic.words, clinic.chain, clinic.store)) {
            for (PatientRecord record : another.records()) {
                opened.put(record.metadata().name(), plain(another, record));
            }
        }
        assertEquals(1000, opened.size());
        for (int i = 0; i < 1000; i++) {
            assertArrayEquals(note(i), opened.get("note " + i));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count(), "nothing stays in the hospital's folder");
        }
    }

    @Test
    void records_manifestIsGone_hidesOnlyItsBatchAndSaysSo() throws IOException {
        Batch.Files lost = handOver(2);
        handOver(3);
        Transfers.await(
                clinic.store.delete(Cid.of(Cid.Codec.RAW, lost.manifestDigest().bytes())));
        Heard heard = new Heard();
        assertEquals(3, clinic.phone.records(heard).size());
        assertEquals(List.of(lost.root()), heard.batches);
        assertEquals(3, clinic.phone.records().size());
    }

    @Test
    void records_headerAboveItsBound_hidesNoOther() throws IOException {
        ContentDigest large = store(new byte[(1 << 16) + 1]);
        Batch.NewFile trap = new Batch.NewFile(FileId.random(clinic.random), large, large);
        Batch.Files batch = Batch.Files.of(List.of(trap));
        vault.guest().anchor(clinic.hospitalWriter, batch, store(batch.manifest()));
        handOver(1);
        Heard heard = new Heard();
        assertEquals(1, clinic.phone.records(heard).size());
        assertEquals(List.of(trap.id()), List.copyOf(heard.files.keySet()));
        assertInstanceOf(BlobTooLargeException.class, heard.files.get(trap.id()));
    }

    @Test
    void list_manifestLongerThanALeaf_isReadAsATree() throws IOException {
        Batch.Files batch = longBatch();
        Cid cid = Transfers.await(clinic.store.put(BlobContent.copyOf(batch.manifest())))
                .cid();
        assertEquals(Cid.Codec.DAG_PB, cid.codec());
        vault.guest().anchor(clinic.hospitalWriter, batch, ContentDigest.of(cid.digest()));
        VaultFiles files = new VaultFiles(clinic.store);
        assertEquals(batch.count(), files.list(vault).current().size());
        // An IPFS node keeps blocks by digest: asked for a leaf, it gives the tree's root.
        byte[][] root = new byte[1][];
        DagBuilder.build(BlobContent.copyOf(batch.manifest()).open(), DagLayout.UNIXFS_V1_2025, (name, block) -> {
            root[0] = new byte[block.remaining()];
            block.get(root[0]);
        });
        assertEquals(ContentDigest.of(cid.digest()), store(root[0]));
        assertEquals(batch.count(), files.list(vault).current().size());
    }

    @Test
    void open_fileOfABatchAtTheDesk_getsAnEntryAndIsHandedOutOnceItIsShared() throws Exception {
        Batch.Files batch = handOver(3);
        PatientRecord record = clinic.phone.records().get(1);
        FileId file = record.onChain().id();
        ClinicianDesk desk = clinic.desk();
        try (WalletKey doctor = WalletKey.generate(clinic.random);
                RecipientKey key = RecipientKey.generate(clinic.random)) {
            GranteeId grantee = GranteeId.ofAccount(doctor.address());
            AccessRefusedException refused = assertThrows(AccessRefusedException.class, () -> ask(desk, doctor, file));
            assertEquals(AccessRefusedException.Reason.MISSING_GRANT, refused.reason());
            assertTrue(vault.exists(file), "the trail names the file, so it has an entry now");
            assertEquals(1, vault.files().size(), "and no other file of the batch has one");
            clinic.meets(grantee, "Dr. Lee");
            clinic.approve(vault.prepareSetEnvelope(file, clinic.phone.wrapFor(record, key.recipient())));
            clinic.approve(vault.prepareGrant(Scope.of(file), grantee, EnumSet.of(Capability.READ), clinic.inOneDay()));
            SealedFile sealed = ask(desk, doctor, file);
            try (RecordKey opened = KeyEnvelope.parse(sealed.envelope()).open(key);
                    InputStream body = Channels.newInputStream(sealed.openBody(
                            Cid.parse(opened.metadata().bodyCid().orElseThrow())))) {
                int place =
                        batch.files().stream().map(Batch.NewFile::id).toList().indexOf(file);
                assertArrayEquals(
                        note(place),
                        RecordCipher.create().decrypting(body, opened).readAllBytes());
            }
        }
        assertEquals(3, clinic.phone.records().size(), "an entry does not list a file twice");
        assertTrue(vault.history().stream().anyMatch(VaultEvent.AccessLogged.class::isInstance));
        assertTrue(vault.history().stream().anyMatch(VaultEvent.AccessRefused.class::isInstance));
    }

    @Test
    void open_fileOfAnotherWritersBatch_isNoneOfTheHospitals() throws Exception {
        Batch.Files batch = Batch.Files.of(
                List.of(new Batch.NewFile(FileId.random(clinic.random), store(note(1)), store(note(2)))));
        try (WalletKey other = WalletKey.generate(clinic.random)) {
            GranteeId grantee = GranteeId.ofAccount(other.address());
            clinic.meets(grantee, "Dr. Lee");
            clinic.approve(vault.prepareGrant(
                    Scope.wholeVault(), grantee, EnumSet.of(Capability.SUBMIT, Capability.READ), clinic.inOneDay()));
            vault.guest().anchor(other, batch, store(batch.manifest()));
            FileId file = batch.files().get(0).id();
            AccessRefusedException refused =
                    assertThrows(AccessRefusedException.class, () -> ask(clinic.desk(), other, file));
            assertEquals(AccessRefusedException.Reason.UNKNOWN_FILE, refused.reason());
            assertFalse(vault.exists(file), "the hospital pays for no stranger's entry");
        }
    }

    private Batch.Files handOver(int records) throws IOException {
        ArchiveHandover archive = clinic.archive(folder);
        for (int i = 0; i < records; i++) {
            var unused = archive.add(clinic.about("note " + i), new ByteArrayInputStream(note(i)));
        }
        return archive.anchor(clinic.chain, clinic.hospitalWriter);
    }

    private Batch.Files longBatch() {
        List<Batch.NewFile> files = new ArrayList<>();
        for (int i = 0; i < 11_000; i++) {
            ContentDigest some = ContentDigest.of(FileId.random(clinic.random).bytes());
            files.add(new Batch.NewFile(FileId.random(clinic.random), some, some));
        }
        return Batch.Files.of(files);
    }

    private ContentDigest store(byte[] block) throws IOException {
        return ContentDigest.of(Transfers.await(clinic.store.put(BlobContent.copyOf(block)))
                .cid()
                .digest());
    }

    private SealedFile ask(ClinicianDesk desk, WalletKey doctor, FileId file)
            throws AccessRefusedException, IOException {
        AccessChallenge challenge = desk.challenge(vault.address(), file);
        return desk.open(challenge, doctor.signMessage(challenge.message()));
    }

    private static byte[] note(int number) {
        return ("a note of 1998, number " + number).getBytes(UTF_8);
    }

    private static byte[] plain(PatientDevice device, PatientRecord record) throws IOException {
        try (InputStream in = Channels.newInputStream(device.open(record))) {
            return in.readAllBytes();
        }
    }

    private static final class Heard implements Unreadable {
        private final Map<FileId, Exception> files = new HashMap<>();
        private final List<ContentDigest> batches = new ArrayList<>();

        @Override
        public void file(FileRecord file, Exception why) {
            files.put(file.id(), why);
        }

        @Override
        public void batch(VaultEvent.Anchored batch) {
            batches.add(batch.root());
        }
    }
}
