package com.patientory.storage.kubo;

import static com.patientory.storage.Transfers.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.dag.BlockSink;
import com.patientory.storage.dag.Cids;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.kubo.internal.Json;
import com.patientory.storage.kubo.internal.NetworkCheck;
import com.patientory.storage.testkit.KuboCluster;
import com.patientory.storage.testkit.KuboNode;
import com.patientory.storage.testkit.SampleContent;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against two real nodes: names, exchange of blocks, damage on disk, the death of a node. */
class KuboRealNodesTest {
    private static final int LEAF = 1 << 20;

    private static KuboCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = RealKubo.cluster(2);
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static KuboNode node(int index) {
        return cluster.nodes().get(index);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, LEAF - 1, LEAF, LEAF + 1, 2 * LEAF, 3 * LEAF + 7})
    void cid_atTheBoundaries_isTheOneThatKuboComputes(int sizeBytes) throws Exception {
        SampleContent content = SampleContent.of(1, sizeBytes);
        assertEquals(node(0).hash(content.bytes(), DagLayout.UNIXFS_V1_2025), Cids.of(content));
    }

    @Test
    void cid_ofRandomSizes_isTheOneThatKuboComputes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            SampleContent content = SampleContent.of(seed, random.nextInt(6 * LEAF));
            assertEquals(
                    node(0).hash(content.bytes(), DagLayout.UNIXFS_V1_2025),
                    Cids.of(content),
                    () -> "seed " + seed + ", " + content.sizeBytes() + " bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024, 1047552",
        "1024, 1024, 1048576",
        "1024, 1024, 1048577",
        "1024, 1024, 3000000",
        "64, 3, 5000",
        "64, 2, 4097",
        "100, 4, 25600",
        "100, 4, 25601"
    })
    void cid_ofWideAndDeepTrees_isTheOneThatKuboComputes(int leafBytes, int maxLinks, int sizeBytes) throws Exception {
        SampleContent content = SampleContent.of(2, sizeBytes);
        DagLayout layout = DagLayout.of(leafBytes, maxLinks);
        assertEquals(
                node(0).hash(content.bytes(), layout),
                DagBuilder.build(content.open(), layout, BlockSink.DISCARD).root());
    }

    @Test
    void open_onAnotherNode_readsThroughPeersOnlyWhenAllowed() throws Exception {
        SampleContent content = SampleContent.of(3, 3 * LEAF + 7);
        KuboSettings.Builder there = RealKubo.settings(node(1));
        try (KuboBlobStore writer = KuboBlobStore.of(RealKubo.settings(node(0)).build());
                KuboBlobStore alone = KuboBlobStore.of(there.build());
                KuboBlobStore reader = KuboBlobStore.of(
                        there.readThroughPeers(Duration.ofSeconds(20)).build())) {
            Cid cid = await(writer.put(content)).cid();
            assertThrows(BlobNotFoundException.class, () -> await(alone.open(cid)));
            assertArrayEquals(content.bytes(), readAll(reader, cid));
        }
    }

    @Test
    void open_whatNoPeerHas_endsInTime() throws Exception {
        Cid absent = Cids.of(SampleContent.of(4, 10));
        try (KuboBlobStore reader = KuboBlobStore.of(RealKubo.settings(node(1))
                .readThroughPeers(Duration.ofMillis(300))
                .build())) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThrows(NodeUnreachableException.class, () -> await(reader.open(absent))));
        }
    }

    @Test
    void open_damagedOnDisk_isTamperedAndHealedByThePeersCopy() throws Exception {
        SampleContent content = SampleContent.of(5, 2 * LEAF + 7);
        try (KuboBlobStore store = KuboBlobStore.of(RealKubo.settings(node(0)).build())) {
            Cid cid = await(store.put(content)).cid();
            Cid leaf = Leaves.at(store, cid, LEAF);
            assertTrue(Files.exists(node(0).blockFile(leaf)));
            node(0).corrupt(leaf, 77);
            BlobTamperedException e = assertThrows(BlobTamperedException.class, () -> readAll(store, cid));
            assertEquals(leaf, e.block());
            assertEquals(LEAF, e.offsetBytes());
            await(store.put(content));
            assertArrayEquals(content.bytes(), readAll(store, cid));
        }
    }

    @Test
    void read_nodeKilledInTheMiddle_isUnreachable() throws Exception {
        SampleContent content = SampleContent.of(6, 8 * LEAF);
        try (KuboNode victim = RealKubo.node();
                KuboBlobStore store = KuboBlobStore.of(RealKubo.settings(victim).build())) {
            Cid cid = await(store.put(content)).cid();
            try (SeekableByteChannel channel = await(store.open(cid))) {
                ByteBuffer buffer = ByteBuffer.allocate(LEAF);
                assertNotEquals(-1, channel.read(buffer));
                victim.kill();
                NodeUnreachableException e = assertThrows(NodeUnreachableException.class, () -> {
                    while (channel.read(buffer.clear()) >= 0) {
                        // two leaves were asked for ahead and may have arrived
                    }
                });
                assertEquals("kubo", e.node().value());
                assertThrows(NodeUnreachableException.class, () -> await(store.capacity()));
            }
        }
    }

    @Test
    void kuboAsItComes_countsAsPublic(@TempDir Path repository) throws Exception {
        ProcessBuilder init = new ProcessBuilder(RealKubo.ipfs().toString(), "init").redirectErrorStream(true);
        init.environment().put("IPFS_PATH", repository.toString());
        Process process = init.start();
        process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        Json config = Json.parse(Files.readString(repository.resolve("config")));
        assertTrue(NetworkCheck.publicReason(config, Json.parse("{}")).isPresent());
    }

    @Test
    void close_endsTheNodeAndRemovesItsRepository() throws Exception {
        KuboNode node = RealKubo.node();
        Cid block = Cid.hash(Cid.Codec.RAW, ByteBuffer.allocate(1));
        assertTrue(Files.isDirectory(node.blockFile(block).getParent().getParent()));
        node.close();
        assertFalse(Files.exists(node.blockFile(block).getParent().getParent()));
        assertThrows(java.io.IOException.class, node::peerId);
    }

    private static byte[] readAll(KuboBlobStore store, Cid cid) throws Exception {
        try (SeekableByteChannel channel = await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }
}
