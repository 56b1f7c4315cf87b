package com.patientory.examples.demo;

import com.patientory.storage.NodeDescription;
import com.patientory.storage.local.LocalBlobStore;
import com.patientory.storage.replication.ReplicatedBlobStore;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationPolicy.FailureDomain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The storage cluster: four nodes in four European regions, three copies of everything, each in a region of its own. */
final class StorageNodes implements AutoCloseable {
    static final List<String> REGIONS = List.of("eu-de", "eu-fr", "eu-nl", "eu-se");
    static final ReplicationPolicy POLICY = ReplicationPolicy.of(3).within("eu").spreadOver(FailureDomain.REGION);

    /** How a node is started, and what it leaves when it burns down. */
    interface Plant extends AutoCloseable {
        BlobStore start(NodeDescription node, Path folder) throws IOException;

        /** The folder in which a node keeps its blocks. */
        Path data(String region, Path folder);

        /** Ends the process behind a node, if it has one. */
        void kill(String region) throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Plant plant;
    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final Map<String, SwitchedStore> nodes = new LinkedHashMap<>();
    private final ReplicatedBlobStore cluster;

    private StorageNodes(Plant plant, Path parent) throws IOException {
        this.plant = plant;
        ReplicatedBlobStore.Builder builder = ReplicatedBlobStore.builder(POLICY);
        for (String region : REGIONS) {
            Path folder = Files.createDirectories(parent.resolve(region));
            NodeDescription node = NodeDescription.builder("node-" + region)
                    .region(region)
                    .zone(region + "-1")
                    .organisation("hospital-" + region)
                    .build();
            SwitchedStore store = new SwitchedStore(plant.start(node, folder));
            folders.put(region, plant.data(region, folder));
            nodes.put(region, store);
            builder.node(store);
        }
        this.cluster = builder.build();
    }

    static StorageNodes start(Plant plant, Path parent) throws IOException {
        return new StorageNodes(plant, parent);
    }

    /** Folders of this process. */
    static Plant local() {
        return new Plant() {
            @Override
            public BlobStore start(NodeDescription node, Path folder) throws IOException {
                return LocalBlobStore.open(folder, node);
            }

            @Override
            public Path data(String region, Path folder) {
                return folder;
            }

            @Override
            public void kill(String region) {
                // nothing runs but this process
            }

            @Override
            public void close() {
                // the stores are closed by the cluster
            }
        };
    }

    ReplicatedBlobStore cluster() {
        return cluster;
    }

    BlobStore node(String region) {
        return known(nodes, region);
    }

    List<Path> folders() {
        return new ArrayList<>(folders.values());
    }

    /** Takes a node away: it no longer answers, and its disk is gone. */
    void destroy(String region) throws IOException {
        known(nodes, region).unplug();
        plant.kill(region);
        Workspace.delete(known(folders, region));
        folders.remove(region);
    }

    /** Flips one bit in the middle of the largest file that a node keeps, and says which. */
    Path flipOneBit(String region) throws IOException {
        Path largest;
        try (Stream<Path> walk = Files.walk(known(folders, region))) {
            largest = walk.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(largest, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long middle = channel.size() / 2;
            channel.read(one, middle);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, middle);
        }
        return largest;
    }

    static <T> T known(Map<String, T> byRegion, String region) {
        return Objects.requireNonNull(byRegion.get(region), region);
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        plant.close();
    }
}
