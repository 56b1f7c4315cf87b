package com.patientory.storage.replication;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.testkit.BlobStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class ReplicatedContractTest extends BlobStoreContract {
    @TempDir
    private Path directory;

    @Override
    protected BlobStore openStore() throws IOException {
        return new LocalCluster(directory).open();
    }

    @Override
    protected void flipContentByte(BlobStore store, Cid cid, long offsetBytes) throws IOException {
        LocalCluster cluster = new LocalCluster(directory);
        for (String holder : cluster.holders(cid)) {
            cluster.flip(holder, cid, offsetBytes);
        }
    }

    @Override
    protected Set<NodeId> nodesToBlame(BlobStore store) {
        return LocalCluster.NODES.stream().map(NodeId::of).collect(Collectors.toSet());
    }
}
