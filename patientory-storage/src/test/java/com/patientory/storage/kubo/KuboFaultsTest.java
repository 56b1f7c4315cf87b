package com.patientory.storage.kubo;

import static com.patientory.storage.Transfers.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.testkit.FakeKubo;
import com.patientory.storage.testkit.FakeKubo.Fault;
import com.patientory.storage.testkit.SampleContent;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the wire is a typed error, in time, and never a wrong byte. */
class KuboFaultsTest {
    private static final int LEAF = 1 << 20;

    private FakeKubo fake;
    private KuboBlobStore store;

    @BeforeEach
    void start() throws Exception {
        fake = FakeKubo.start();
        store = KuboBlobStore.of(settings().build());
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        fake.close();
    }

    private KuboSettings.Builder settings() {
        return KuboSettings.builder(fake.api(), NodeDescription.of("fake")).answerTimeout(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "TRAILER_ERROR, com.patientory.storage.BlobTamperedException",
        "WRONG_BYTES, com.patientory.storage.BlobTamperedException",
        "TRUNCATION, com.patientory.storage.NodeUnreachableException",
        "RESET, com.patientory.storage.NodeUnreachableException",
        "STALL, com.patientory.storage.NodeUnreachableException",
        "SERVER_ERROR, com.patientory.storage.NodeFailedException",
        "REDIRECT, com.patientory.storage.NodeFailedException",
        "ENDLESS, com.patientory.storage.NodeFailedException",
        "GARBAGE, com.patientory.storage.BlobTamperedException"
    })
    void read_faultAtALeaf_isTypedAndTheNextTrySucceeds(Fault fault, Class<? extends StorageException> expected)
            throws Exception {
        SampleContent content = SampleContent.of(1, 2 * LEAF + 9);
        Cid cid = await(store.put(content)).cid();
        try (SeekableByteChannel channel = await(store.open(cid))) {
            ByteBuffer buffer = ByteBuffer.allocate(LEAF);
            fake.fail("block/get", fault);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThrows(expected, () -> channel.read(buffer)));
            assertEquals(0, buffer.position());
            assertEquals(0, channel.position());
            fake.fail("block/get", Fault.NONE);
            assertArrayEquals(content.bytes(), Channels.newInputStream(channel).readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TRAILER_ERROR, com.patientory.storage.NodeFailedException",
        "TRUNCATION, com.patientory.storage.NodeUnreachableException",
        "RESET, com.patientory.storage.NodeUnreachableException",
        "STALL, com.patientory.storage.NodeUnreachableException",
        "SERVER_ERROR, com.patientory.storage.NodeFailedException",
        "GARBAGE, com.patientory.storage.NodeFailedException"
    })
    void put_faultAtTheAnswer_isTypedAndTheNextTrySucceeds(Fault fault, Class<? extends StorageException> expected)
            throws Exception {
        SampleContent content = SampleContent.of(2, LEAF + 9);
        fake.fail("dag/import", fault, 1);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(expected, () -> await(store.put(content))));
        assertArrayEquals(content.bytes(), readAll(await(store.put(content)).cid()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin/ls", "block/stat", "config/show"})
    void stat_garbage_isAFailedNodeAndNotAnAbsentBlob(String command) throws Exception {
        fake.fail(command, Fault.GARBAGE);
        Cid absent = Cid.hash(Cid.Codec.RAW, ByteBuffer.allocate(1));
        assertThrows(NodeFailedException.class, () -> await(store.stat(absent)));
    }

    @Test
    void anything_noNodeThere_isUnreachable() throws Exception {
        URI nowhere;
        try (ServerSocket closing = new ServerSocket(0)) {
            nowhere = URI.create("http://127.0.0.1:" + closing.getLocalPort());
        }
        try (KuboBlobStore lost = KuboBlobStore.of(KuboSettings.of(nowhere, NodeDescription.of("gone")))) {
            NodeUnreachableException e = assertThrows(NodeUnreachableException.class, () -> await(lost.capacity()));
            assertEquals("gone", e.node().value());
        }
    }

    @Test
    void read_missingLeaf_isNotFoundByItsName() throws Exception {
        SampleContent content = SampleContent.of(3, 2 * LEAF + 1);
        Cid cid = await(store.put(content)).cid();
        Cid leaf = Leaves.at(store, cid, LEAF);
        fake.lose(leaf);
        BlobNotFoundException e = assertThrows(BlobNotFoundException.class, () -> readAll(cid));
        assertEquals(leaf, e.cid());
        await(store.put(content, PutOptions.defaults().expecting(cid)));
        assertArrayEquals(content.bytes(), readAll(cid));
    }

    @Test
    void put_overDamageAtEveryLevel_makesItWhole() throws Exception {
        DagLayout layout = DagLayout.of(1024, 4);
        try (KuboBlobStore small = KuboBlobStore.of(settings().build(), layout)) {
            SampleContent content = SampleContent.of(4, 20 * 1024 + 7);
            Cid cid = await(small.put(content)).cid();
            List<Cid> blocks = new ArrayList<>();
            DagBuilder.build(content.open(), layout, (block, bytes) -> blocks.add(block));
            assertEquals(21 + 6 + 2 + 1, blocks.size());
            blocks.forEach(block -> fake.corrupt(block, 0));
            assertThrows(BlobTamperedException.class, () -> await(small.open(cid)));
            await(small.put(content, PutOptions.defaults().expecting(cid)));
            try (SeekableByteChannel channel = await(small.open(cid))) {
                assertArrayEquals(
                        content.bytes(), Channels.newInputStream(channel).readAllBytes());
            }
        }
    }

    @Test
    void put_damagedLeafThatOthersPin_isAFailedNode() throws Exception {
        SampleContent content = SampleContent.of(5, 2 * LEAF);
        Cid cid = await(store.put(content)).cid();
        Cid leaf = Leaves.at(store, cid, 0);
        try (KuboBlobStore other = KuboBlobStore.of(settings().pinName("other").build())) {
            await(other.put(com.patientory.storage.BlobContent.copyOf(content.bytes(0, LEAF))));
            fake.corrupt(leaf, 0);
            assertThrows(NodeFailedException.class, () -> await(store.put(content)));
        }
    }

    @Test
    void put_alreadyThere_isCheckedAndNotSentAgain() throws Exception {
        SampleContent content = SampleContent.of(6, LEAF + 1);
        BlobStat stat = await(store.put(content));
        SampleContent again = SampleContent.of(6, LEAF + 1);
        assertEquals(stat, await(store.put(again, PutOptions.defaults().expecting(stat.cid()))));
        assertEquals(0, again.timesOpened());
        assertEquals(
                1,
                fake.requests().stream().filter(r -> r.startsWith("dag/import")).count());
    }

    @Test
    void pinsOfOthers_areNeitherSeenNorTouched() throws Exception {
        SampleContent content = SampleContent.of(7, 100);
        try (KuboBlobStore other =
                KuboBlobStore.of(settings().pinName("patientory-other").build())) {
            Cid cid = await(other.put(content)).cid();
            assertThrows(BlobNotFoundException.class, () -> await(store.stat(cid)));
            assertFalse(await(store.delete(cid)));
            await(store.list(blob -> {
                throw new AssertionError("listed " + blob);
            }));
            assertTrue(await(other.stat(cid)).pinned());
        }
    }

    @Test
    void cancel_whileTheNodeIsSilent_endsTheUpload() throws Exception {
        try (KuboBlobStore patient =
                KuboBlobStore.of(settings().answerTimeout(Duration.ofMinutes(5)).build())) {
            fake.fail("dag/import", Fault.STALL);
            CompletableFuture<Void> reached = new CompletableFuture<>();
            CompletableFuture<BlobStat> put = patient.put(
                    SampleContent.of(8, 10), PutOptions.defaults().reportingTo(done -> reached.complete(null)));
            reached.join();
            put.cancel(true);
            assertThrows(CancellationException.class, () -> await(put));
            fake.fail("dag/import", Fault.NONE);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> await(patient.put(SampleContent.of(9, 10))));
        }
    }

    @Test
    void authorization_missingOrWrong_isRefusedAndNeverPrinted() throws Exception {
        fake.requireAuthorization("Bearer secret-token");
        NodeFailedException e = assertThrows(NodeFailedException.class, () -> await(store.capacity()));
        assertTrue(String.valueOf(e.getMessage()).contains("403"), e.getMessage());
        KuboSettings authorized =
                settings().authorization("Bearer secret-token").build();
        assertFalse(authorized.toString().contains("secret"));
        try (KuboBlobStore allowed = KuboBlobStore.of(authorized)) {
            await(allowed.put(SampleContent.of(10, 10)));
        }
    }

    @Test
    void authorization_thatNoHeaderCanCarry_isRefusedWithoutQuotingIt() {
        KuboSettings.Builder builder =
                KuboSettings.builder(URI.create("http://127.0.0.1:5001"), NodeDescription.of("n"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> builder.authorization("Bearer secret\n"));
        assertFalse(String.valueOf(e.getMessage()).contains("secret"));
    }

    @Test
    void everyCommand_saysWhatItMeans() throws Exception {
        Cid cid = await(store.put(SampleContent.of(11, 10))).cid();
        readAll(cid);
        assertTrue(fake.requests().stream()
                .filter(r -> r.startsWith("block/get"))
                .allMatch(r -> r.equals("block/get?arg=" + cid + "&offline=true")));
        assertTrue(fake.requests().stream()
                .filter(r -> r.startsWith("dag/import"))
                .allMatch(r -> r.contains("pin-roots=true") && r.contains("fast-provide-root=false")));
    }

    private byte[] readAll(Cid cid) throws Exception {
        try (SeekableByteChannel channel = await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }
}
