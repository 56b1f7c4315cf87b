package com.patientory.examples.hospital;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.ChainConfig;
import com.patientory.chain.ContractDeployment;
import com.patientory.chain.FileVaultContract;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.VaultWriter;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.WalletKey;
import com.patientory.ehr.RecordRejectedException;
import com.patientory.ehr.SinkToken;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.Transfers;
import com.patientory.storage.memory.MemoryBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The windows between the stages, in which a node may be killed. */
final class VaultSinkTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private static final PatientRef PATIENT = PatientRef.of("Patient/1");
    private static final byte[] CONTENT = "a note".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final WalletKey owner = WalletKey.generate(random);
    private final RecipientKey key = RecipientKey.generate(random);
    private final MemoryBlobStore store = MemoryBlobStore.of(NodeDescription.of("memory"), 1 << 20);

    @TempDir
    Path folder;

    private PatientoryChain chain;
    private FileVaultContract vault;
    private VaultWriter writer;

    @BeforeEach
    void connect() {
        ContractAddresses contracts =
                ContractDeployment.deploy(ANVIL.node().uri(), ANVIL.node().chainId(), owner, TokenAmount.parse("1"));
        chain = PatientoryChain.connect(
                ChainConfig.of(ANVIL.node().uri(), ANVIL.node().chainId(), contracts));
        GranteeId hospital = chain.hospitals().register(owner, "mercy.example", "Mercy", "", owner.address());
        ContentDigest some = ContentDigest.of(FileId.random(random).bytes());
        PatientRegistration request = new PatientRegistration(
                owner.address(),
                hospital,
                BlindedPatientId.of(FileId.random(random).bytes()),
                some,
                some,
                "ipfs://none",
                BigInteger.ZERO,
                chain.now().plusSeconds(600));
        chain.registry()
                .register(owner, request, request.sign(owner, chain.config().chainId(), contracts.registry()));
        vault = chain.vaultOf(owner.address());
        // The owner may store into his own vault, so no grant is needed here.
        writer = VaultWriter.open(chain, owner);
    }

    @AfterEach
    void close() {
        writer.close();
        chain.close();
        store.close();
    }

    @Test
    void anchor_repeatedAfterACrash_writesOneFileThatThePatientOpens() throws Exception {
        VaultSink sink = sink();
        SinkToken stored = sink.store(sink.seal(document("note", "text/plain", Instant.EPOCH), content()));
        sink.anchor(stored);
        // Killed before the ledger knew: the next process anchors the same token again.
        sink().anchor(stored);
        assertEquals(1, vault.files().size());
        assertArrayEquals(CONTENT, open(vault.files().get(0)));
        assertEquals(0, spooled(), "what is anchored does not stay in the spool");
    }

    @Test
    void recovered_tokenKnown_keepsTheSealedBytesForTheNextProcess() throws Exception {
        SinkToken sealed = sink().seal(document("note", "text/plain", Instant.EPOCH), content());
        VaultSink next = sink();
        next.recovered(List.of(sealed));
        assertEquals(sealed, next.store(sealed));
        next.anchor(sealed);
        assertArrayEquals(CONTENT, open(vault.files().get(0)));
    }

    @Test
    void recovered_tokenNeverCameBack_removesTheOrphan() throws Exception {
        var unused = sink().seal(document("note", "text/plain", Instant.EPOCH), content());
        assertEquals(2, spooled());
        sink().recovered(List.of());
        assertEquals(0, spooled());
    }

    @Test
    void seal_downloadThatBreaks_keepsNothing() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        IOException e = assertThrows(
                IOException.class, () -> sink().seal(document("note", "text/plain", Instant.EPOCH), broken));
        assertEquals("connection reset", e.getMessage());
        assertEquals(0, spooled());
    }

    @Test
    void seal_oddTitleTypeAndDate_isTakenAllTheSame() throws Exception {
        VaultSink sink = sink();
        DocumentRef odd = document(
                "two\nlines\tand half a \uD83D" + "x".repeat(300),
                "t\u00e9xt/pl\u00e4in",
                Instant.parse("1962-05-01T00:00:00Z"));
        sink.anchor(sink.store(sink.seal(odd, content())));
        assertArrayEquals(CONTENT, open(vault.files().get(0)));
    }

    @Test
    void seal_strangersDocument_isRejectedForGood() {
        DocumentRef strangers = new DocumentRef(
                PatientRef.of("Patient/2"),
                "DocumentReference/1",
                "1",
                new DocumentRef.Content("Binary/1", "text/plain", CONTENT.length, null),
                DocumentRef.Info.NONE);
        assertThrows(RecordRejectedException.class, () -> sink().seal(strangers, content()));
    }

    private VaultSink sink() {
        Enrolment enrolment = new Enrolment(owner.address(), vault.address(), key.recipient());
        return new VaultSink(
                patient -> patient.equals(PATIENT) ? Optional.of(enrolment) : Optional.empty(),
                RecordCipher.create(),
                store,
                writer,
                owner.address(),
                folder.resolve("spool"),
                Clock.systemUTC(),
                random);
    }

    private static DocumentRef document(String title, String type, Instant created) {
        return new DocumentRef(
                PATIENT,
                "DocumentReference/1",
                "1",
                new DocumentRef.Content("Binary/1", type, CONTENT.length, null),
                new DocumentRef.Info(title, "", "", created));
    }

    private static InputStream content() {
        return new ByteArrayInputStream(CONTENT);
    }

    private long spooled() {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private byte[] open(FileRecord file) throws IOException {
        byte[] envelope = read(Cid.of(Cid.Codec.RAW, file.envelope().bytes()));
        try (RecordKey opened = KeyEnvelope.parse(envelope).open(key)) {
            byte[] body = read(Cid.parse(opened.metadata().bodyCid().orElseThrow()));
            return RecordCipher.create()
                    .decrypting(new ByteArrayInputStream(body), opened)
                    .readAllBytes();
        }
    }

    private byte[] read(Cid cid) throws IOException {
        try (InputStream in = Channels.newInputStream(Transfers.await(store.open(cid)))) {
            byte[] bytes = in.readAllBytes();
            assertTrue(bytes.length > 0);
            return bytes;
        }
    }
}
