package com.patientory.examples.demo;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.kubo.KuboBlobStore;
import com.patientory.storage.kubo.KuboSettings;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.testkit.KuboCluster;
import com.patientory.storage.testkit.KuboInstaller;
import com.patientory.storage.testkit.KuboNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs an IPFS node for each region, in a private network on the loopback address. */
final class KuboPlant implements StorageNodes.Plant {
    private final KuboCluster cluster;
    private final Map<String, KuboNode> byRegion = new HashMap<>();

    private KuboPlant(KuboCluster cluster) {
        this.cluster = cluster;
    }

    static KuboPlant start() throws IOException {
        Path ipfs = KuboInstaller.of(System.out::println).ipfs();
        return new KuboPlant(KuboCluster.start(ipfs, StorageNodes.REGIONS.size()));
    }

    @Override
    public BlobStore start(NodeDescription node, Path folder) {
        KuboNode kubo = cluster.nodes().get(byRegion.size());
        byRegion.put(node.region().code(), kubo);
        return KuboBlobStore.of(KuboSettings.of(kubo.api(), node));
    }

    @Override
    public Path data(String region, Path folder) {
        // Kubo's flatfs: blocks/XX/NAME.data
        Cid any = Cid.hash(Cid.Codec.RAW, ByteBuffer.allocate(1));
        return StorageNodes.known(byRegion, region)
                .blockFile(any)
                .resolve("../..")
                .normalize();
    }

    @Override
    public void kill(String region) throws IOException {
        StorageNodes.known(byRegion, region).kill();
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
