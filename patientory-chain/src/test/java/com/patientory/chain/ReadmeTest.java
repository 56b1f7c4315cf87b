package com.patientory.chain;

import static com.patientory.chain.model.Capability.READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.device.SignedTransaction;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.LostWrite;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the README: they compile, they run, and the README prints them as they stand here. */
@Timeout(120)
class ReadmeTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private static final long GIB = 1L << 30;
    private static final GranteeId mercy = TestWorld.MERCY;

    @TempDir
    Path journals;

    private final Map<ContentDigest, byte[]> store = new HashMap<>();
    private final List<VaultEvent> table = new ArrayList<>();
    private byte[] saved = new byte[0];
    private TestWorld world;
    private PatientoryChain chain;
    private FileVaultContract vault;
    private WalletKey wallet;
    private WalletKey hospitalsWriter;
    private WalletAddress me;

    @BeforeEach
    void world() {
        world = new TestWorld(ANVIL.node());
        chain = world.chain;
        vault = world.registerPatient();
        wallet = world.patient;
        me = wallet.address();
        hospitalsWriter = world.writer;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void rental_inAFewLines_rentsAndRefunds() {
        WalletKey tenant = wallet;
        WalletAddress provider = world.operator.address();
        chain.rental().setOffer(world.operator, new StorageRental.Offer(TokenAmount.parse("2"), GIB, true));
        chain.ptoy().transfer(world.operator, me, TokenAmount.parse("6"));
        // sample: rental
        StorageRental rental = chain.rental();
        TokenAmount cost = rental.quote(tenant.address(), provider, 4 * GIB, Duration.ofDays(30))
                .cost();
        long lease =
                rental.rent(tenant, provider, 4 * GIB, Duration.ofDays(30), cost); // lets it take the cost, and rents
        Instant end = rental.leaseOf(lease).end();
        rental.endLease(tenant, lease); // early: the rest comes back at once
        // end
        assertTrue(end.isAfter(rental.leaseOf(lease).end()));
        assertEquals(1, chain.ptoy().balanceOf(me).compareTo(TokenAmount.parse("5.9")));
    }

    @Test
    void exchange_inAFewLines_pays() {
        WalletKey seeker = world.operator;
        DeviceReview device = world.device;
        ContentDigest envelopeForTheSeeker = TestWorld.digest();
        DataRequest.Terms terms = new DataRequest.Terms(
                TestWorld.digest(),
                world.doctor.address(),
                TokenAmount.parse("10"),
                5,
                world.inOneDay(),
                Duration.ofDays(1),
                Duration.ofDays(1),
                0,
                0);
        long nonce = chain.nextNonce(me);
        // sample: exchange
        DataRequest request = chain.exchange().open(seeker, terms); // all places paid, in escrow
        UnsignedTransaction consent = chain.exchange().prepareAccept(me, me, request.id(), mercy, null);
        SignedTransaction signed =
                device.review(consent, nonce, request).sign(wallet); // the device computes the id from the terms
        ExchangeId deal = chain.exchange().dealIn(chain.submit(signed));
        chain.exchange().deliver(hospitalsWriter, deal, envelopeForTheSeeker);
        DataExchange.Settlement paid = chain.exchange().confirm(seeker, deal); // or dispute, or time decides
        // end
        assertEquals(TokenAmount.parse("10"), paid.toPatient());
    }

    @Test
    void batch_inAFewLines_isListedAndProved() {
        world.signAndSubmit(
                vault.prepareGrant(Scope.wholeVault(), mercy, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
        List<NewFile> newFiles = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            newFiles.add(new NewFile(TestWorld.file(), TestWorld.digest(), TestWorld.digest()));
        }
        // sample: batch
        Batch.Files batch = Batch.Files.of(newFiles); // a thousand files, one word on the chain
        vault.guest().anchor(hospitalsWriter, batch, batch.manifestDigest()); // after storing batch.manifest()
        FileVaultContract.Files files = vault.files(digest -> Optional.ofNullable(store.get(digest)));
        boolean proved = vault.isAnchored(batch.root(), 7, newFiles.get(7), batch.proof(7));
        // end
        assertTrue(proved);
        assertEquals(1, files.missing().size());
        store.put(batch.manifestDigest(), batch.manifest());
        assertEquals(
                10,
                vault.files(digest -> Optional.ofNullable(store.get(digest)))
                        .current()
                        .size());
    }

    @Test
    void relay_inAFewLines_grants() {
        DeviceReview device = world.device;
        WalletKey anyKey = world.doctor;
        Instant expiry = world.inOneDay();
        Instant deadline = chain.now().plus(Duration.ofHours(1));
        // sample: relay
        BigInteger next = vault.nextRequest(); // the device counts on from here
        SignatureRequest.Allow asked = new SignatureRequest.Allow(
                Scope.wholeVault(), mercy, EnumSet.of(READ), Instant.EPOCH, expiry, next, deadline);
        SignatureRequest.Signed allowed = device.review(asked, next).sign(wallet); // no transaction, no fee
        vault.guest().relay(anyKey, allowed); // a server sends it
        // end
        assertTrue(vault.canRead(mercy, TestWorld.file()));
    }

    @Test
    void recovered_inAFewLines_findsTheSameContracts() {
        ChainId chainId = chain.config().chainId();
        WalletAddress registry = world.contracts.registry();
        Map<GranteeId, String> names = Map.of();
        WalletAddress expected = vault.address();
        {
            // sample: recovered
            WalletAddress origin =
                    chain.registry().originsOf(wallet.address()).get(0); // after guardians handed it over
            FileVaultContract vault = chain.vaultOf(origin); // the same address as before
            DeviceReview review = DeviceReview.builder(chainId, registry, wallet.address(), names)
                    .origin(origin)
                    .build();
            List<UserContract.Keys> keys = chain.userOf(origin).keyHistory(); // older records need older keys
            // end
            assertEquals(expected, vault.address());
            assertEquals(expected, review.vault());
            assertEquals(1, keys.size());
        }
    }

    @Test
    void events_inAFewLines_followTheChainAlsoWhenItIsExchanged() {
        saved = EventCheckpoint.before(0).bytes();
        followToTheHead();
        assertEquals(vault.history(), table);
        String before = ANVIL.node().snapshot();
        world.signAndSubmit(
                vault.prepareGrant(Scope.wholeVault(), mercy, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
        followToTheHead();
        List<VaultEvent> withTheGrant = List.copyOf(table);
        assertEquals(vault.history(), withTheGrant);
        ANVIL.node().revert(before);
        ANVIL.node().advance(Duration.ofMinutes(1));
        ANVIL.node().mine();
        followToTheHead();
        assertEquals(vault.history(), table);
        assertEquals(withTheGrant.size() - 1, table.size());
    }

    private void followToTheHead() {
        while (!follow().atHead()) {
            // until there is nothing more to read
        }
    }

    private EventCursor.Batch follow() {
        // sample: events
        EventCursor cursor = EventCursor.open(chain, List.of(vault.address()), EventCheckpoint.parse(saved));
        EventCursor.Batch batch = cursor.poll(); // at first from EventCheckpoint.before(block)
        for (EventCursor.Change change : batch.changes()) {
            if (change instanceof EventCursor.Change.Applied applied) {
                table.add(applied.event());
            } else if (change instanceof EventCursor.Change.RolledBack undone) {
                table.removeIf(event -> event.position().block().equals(undone.block()));
            }
        }
        saved = batch.checkpoint()
                .bytes(); // table and checkpoint in one transaction: a crash loses and doubles nothing
        // end
        return batch;
    }

    @Test
    void writer_inAFewLines_storesAndSurvives() throws Exception {
        world.signAndSubmit(
                vault.prepareGrant(Scope.wholeVault(), mercy, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
        WalletKey firstKey = hospitalsWriter;
        WalletKey secondKey = world.operator;
        chain.hospitals().addWriter(world.operator, mercy, secondKey.address());
        List<NewFile> newFiles = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            newFiles.add(new NewFile(TestWorld.file(), TestWorld.digest(), TestWorld.digest()));
        }
        Path folder = journals;
        List<LostWrite> worklist = new CopyOnWriteArrayList<>();
        // sample: writer
        try (VaultWriter writer = VaultWriter.builder(chain)
                .key(firstKey)
                .key(secondKey) // each key is a line of its own
                .journals(folder) // open it again after a kill: nothing is lost, nothing doubled
                .onLost(worklist::add) // stored, undone by a reorganisation, and then refused: a human has to know
                .open()) {
            List<CompletableFuture<TransactionReceipt>> stored = new ArrayList<>();
            for (NewFile file : newFiles) { // waits while too many are under way
                stored.add(writer.store(vault.address(), file.id(), file.body(), file.envelope()));
            }
            stored.forEach(CompletableFuture::join); // or ContractRevertException with the vault's reason
        }
        // end
        assertEquals(20, vault.files().size());
        assertEquals(List.of(), worklist);
    }

    @Test
    void migration_inAFewLines_isFoundFromTheLaterVault() {
        ChainId chainId = chain.config().chainId();
        WalletKey anyKey = world.doctor;
        NewFile old = new NewFile(TestWorld.file(), TestWorld.digest(), TestWorld.digest());
        world.signAndSubmit(vault.prepareStore(old));
        ContractAddresses laterContracts =
                ContractDeployment.deploy(ANVIL.node().uri(), chainId, world.operator, TestWorld.SUPPLY);
        WalletAddress laterRegistry = laterContracts.registry();
        PatientRegistration registration = world.registrationAt(BigInteger.ZERO);
        DeviceReview device =
                world.deviceOf(wallet).successor(laterRegistry, me).build();
        long nonce = chain.nextNonce(me);
        try (PatientoryChain laterChain =
                PatientoryChain.connect(ChainConfig.of(ANVIL.node().uri(), chainId, laterContracts))) {
            // sample: migration
            PatientRegistration joining = registration.continuing(vault.address()); // names the earlier vault
            laterChain.registry().register(anyKey, joining, joining.sign(wallet, chainId, laterRegistry));
            FileVaultContract later = laterChain.vaultOf(me);
            UnsignedTransaction moving = vault.line().prepareMigrate(later.address());
            chain.submit(device.review(moving, nonce).sign(wallet)); // built with .successor(laterRegistry, me)
            List<FileRecord> files = later.files(); // the earlier vault's too, each with its vault
            // end
            assertEquals(old.id(), files.get(0).id());
            assertEquals(vault.address(), files.get(0).vault());
        }
    }

    @Test
    void readme_samples_areTheseSources() throws IOException {
        String source = Files.readString(Path.of("src/test/java/com/patientory/chain/ReadmeTest.java"));
        String readme = words(Files.readString(Path.of("README.md")));
        Matcher samples = Pattern.compile("// sample: (\\w+)\n(.*?)// end\n", Pattern.DOTALL)
                .matcher(source);
        int found = 0;
        while (samples.find()) {
            String sample = words("```java // " + samples.group(1) + " " + samples.group(2) + "```");
            assertTrue(readme.contains(sample), samples.group(1) + " stands otherwise in the README");
            found++;
        }
        assertEquals(8, found);
        assertFalse(readme.contains("// sample:"));
    }

    /** The formatter breaks lines here otherwise than a page does. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("\\s*([.(),;])\\s*", "$1")
                .replaceAll("(?m)\\s+", " ");
    }
}
