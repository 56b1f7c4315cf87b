package com.patientory.storage.dag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeId;
import com.patientory.storage.internal.dag.DagLink;
import com.patientory.storage.internal.dag.DagNode;
import com.patientory.storage.testkit.SampleContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DagChannelTest {
    private static final NodeId NODE = NodeId.of("test");
    /** So small that 1024 links are reached with 7 KiB. */
    private static final DagLayout TINY_LEAVES = DagLayout.of(7, 1024);

    private final Map<Cid, ByteBuffer> blocks = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 7 * 1023, 7 * 1024 - 1, 7 * 1024, 7 * 1024 + 1, 7 * 1025, 7 * 2048, 7 * 2049})
    void read_aroundTheLinkLimit_givesTheContent(int sizeBytes) throws Exception {
        SampleContent content = SampleContent.of(1, sizeBytes);
        Dag dag = build(content, TINY_LEAVES);
        assertEquals(Math.max(1, (sizeBytes + 6) / 7), dag.leaves());
        try (SeekableByteChannel channel = open(dag.root())) {
            assertEquals(sizeBytes, channel.size());
            assertArrayEquals(content.bytes(), Channels.newInputStream(channel).readAllBytes());
        }
    }

    @Test
    void read_anyPositionOfADeepTree_givesTheByte() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SampleContent content = SampleContent.of(2, 3 * 3 * 3 * 3 * 2 + 1);
        Dag dag = build(content.inShortReads(5), DagLayout.of(2, 3));
        try (SeekableByteChannel channel = open(dag.root())) {
            for (int i = 0; i < 500; i++) {
                int position = random.nextInt((int) content.sizeBytes());
                ByteBuffer one = ByteBuffer.allocate(1);
                assertEquals(1, channel.position(position).read(one));
                assertEquals(content.byteAt(position), one.get(0), "seed " + seed + " at " + position);
            }
        }
    }

    @Test
    void read_anyBlockExchanged_isTampered() throws Exception {
        Dag dag = build(SampleContent.of(3, 40), DagLayout.of(4, 3));
        List<Cid> all = List.copyOf(blocks.keySet());
        for (Cid cid : all) {
            ByteBuffer right = blocks.get(cid);
            blocks.put(cid, blocks.get(all.get(0).equals(cid) ? all.get(1) : all.get(0)));
            BlobTamperedException e = assertThrows(BlobTamperedException.class, () -> drain(dag.root()));
            assertEquals(cid, e.block());
            blocks.put(cid, right);
        }
        assertEquals(40, drain(dag.root()));
    }

    @Test
    void read_failsOnce_mayBeTriedAgainAtTheSamePosition() throws Exception {
        SampleContent content = SampleContent.of(4, 20);
        Dag dag = build(content, DagLayout.of(4, 3));
        boolean[] broken = {true};
        SeekableByteChannel channel = DagChannel.open(
                dag.root(),
                NODE,
                (cid, offset, size) -> {
                    if (offset == 8 && size == 4 && broken[0]) {
                        broken[0] = false;
                        throw new IOException("planned failure");
                    }
                    return blocks.get(cid).duplicate();
                },
                DagChannel.OnClose.NOTHING);
        channel.position(8);
        ByteBuffer bytes = ByteBuffer.allocate(4);
        assertThrows(IOException.class, () -> channel.read(bytes));
        assertEquals(8, channel.position());
        assertEquals(4, channel.read(bytes));
        assertArrayEquals(content.bytes(8, 4), bytes.array());
        channel.close();
        assertThrows(ClosedChannelException.class, () -> channel.read(bytes));
    }

    @Test
    void open_endlessChainOfNodes_isMalformed() throws Exception {
        Dag dag = build(SampleContent.of(5, 4), DagLayout.of(4, 3));
        DagLink link = new DagLink(dag.root(), 4, 4);
        for (int i = 0; i < 40; i++) {
            link = store(new DagNode(List.of(link)));
        }
        Cid root = link.cid();
        assertThrows(MalformedDagException.class, () -> drain(root));
    }

    @Test
    void open_sizesThatDoNotAddUp_isMalformed() throws Exception {
        Dag dag = build(SampleContent.of(6, 4), DagLayout.of(4, 3));
        DagLink lie = store(new DagNode(List.of(new DagLink(dag.root(), 5, 5))));
        assertThrows(MalformedDagException.class, () -> drain(lie.cid()));
    }

    @Test
    void open_anyBrokenNode_isMalformedNotABug() throws Exception {
        Dag dag = build(SampleContent.of(7, 40), DagLayout.of(4, 3));
        byte[] root = blocks.get(dag.root()).array();
        int malformed = 0;
        for (int i = 0; i < root.length; i++) {
            for (int flip : new int[] {0x01, 0x80, 0xff}) {
                byte[] broken = root.clone();
                broken[i] ^= (byte) flip;
                Cid cid = Cid.hash(Cid.Codec.DAG_PB, ByteBuffer.wrap(broken));
                blocks.put(cid, ByteBuffer.wrap(broken));
                try {
                    drain(cid);
                } catch (MalformedDagException | MissingBlock e) {
                    malformed++;
                }
            }
        }
        assertTrue(malformed > root.length, "only " + malformed);
    }

    private static final class MissingBlock extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private Dag build(BlobContent content, DagLayout layout) throws IOException {
        return DagBuilder.build(content.open(), layout, (cid, block) -> {
            byte[] bytes = new byte[block.remaining()];
            block.get(bytes);
            blocks.put(cid, ByteBuffer.wrap(bytes));
        });
    }

    private DagLink store(DagNode node) {
        ByteBuffer block = node.encode();
        DagLink link = node.linkTo(block);
        blocks.put(link.cid(), block);
        return link;
    }

    private SeekableByteChannel open(Cid root) throws IOException {
        return DagChannel.open(root, NODE, (cid, offset, size) -> fetch(cid), DagChannel.OnClose.NOTHING);
    }

    private ByteBuffer fetch(Cid cid) throws IOException {
        ByteBuffer block = blocks.get(cid);
        if (block == null) {
            throw new MissingBlock();
        }
        return block.duplicate();
    }

    private int drain(Cid root) throws IOException {
        try (SeekableByteChannel channel = open(root)) {
            return Channels.newInputStream(channel).readAllBytes().length;
        }
    }
}
