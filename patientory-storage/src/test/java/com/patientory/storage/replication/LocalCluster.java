package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.Transfers;
import com.patientory.storage.local.LocalBlobStore;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationPolicy.FailureDomain;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Four local stores in four regions of the EU, and ways to hurt them. */
record LocalCluster(Path directory) {
    static final List<String> NODES = List.of("fra", "par", "waw", "dub");
    static final ReplicationPolicy POLICY = ReplicationPolicy.of(3).within("eu").spreadOver(FailureDomain.REGION);

    ReplicatedBlobStore open() throws IOException {
        return open(Duration.ofSeconds(10));
    }

    ReplicatedBlobStore open(Duration patience) throws IOException {
        return ReplicatedBlobStore.builder(POLICY)
                .patience(patience)
                .node(LocalBlobStore.open(
                        directory.resolve("fra"), NodeDescription.of("fra", "eu-de", "fra-1", "charite")))
                .node(LocalBlobStore.open(
                        directory.resolve("par"), NodeDescription.of("par", "eu-fr", "par-1", "ap-hp")))
                .node(LocalBlobStore.open(directory.resolve("waw"), NodeDescription.of("waw", "eu-pl", "waw-1", "wum")))
                .node(LocalBlobStore.open(directory.resolve("dub"), NodeDescription.of("dub", "eu-ie", "dub-1", "hse")))
                .build();
    }

    List<String> holders(Cid cid) throws IOException {
        return NODES.stream().filter(node -> !files(node, cid).isEmpty()).toList();
    }

    private List<Path> files(String node, Cid cid) {
        Path blobs = directory.resolve(node).resolve("blobs");
        if (!Files.isDirectory(blobs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(blobs)) {
            return files.filter(file -> file.getFileName().toString().equals(cid.toString()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void flip(String node, Cid cid, long offset) throws IOException {
        List<Path> files = files(node, cid);
        assertTrue(files.size() == 1, () -> node + " has " + files);
        try (RandomAccessFile raw = new RandomAccessFile(files.get(0).toFile(), "rw")) {
            raw.seek(offset);
            int b = raw.read();
            raw.seek(offset);
            raw.write(b ^ 0x40);
        }
    }

    static byte[] read(BlobStore store, Cid cid) throws IOException {
        try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    void destroy(String node) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(node))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
