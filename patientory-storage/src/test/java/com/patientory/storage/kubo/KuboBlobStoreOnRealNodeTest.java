package com.patientory.storage.kubo;

import com.patientory.storage.Cid;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.testkit.BlobStoreContract;
import com.patientory.storage.testkit.KuboNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real node, which all tests share: a store sees only what is pinned under its own name. */
class KuboBlobStoreOnRealNodeTest extends BlobStoreContract {
    private static KuboNode node;

    @BeforeAll
    static void startNode() throws Exception {
        node = RealKubo.node();
    }

    @AfterAll
    static void closeNode() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Override
    protected BlobStore openStore() {
        return KuboBlobStore.of(RealKubo.settings(node).build());
    }

    @Override
    protected void flipContentByte(BlobStore store, Cid cid, long offsetBytes) throws Exception {
        long leafStart = offsetBytes >> 20 << 20;
        node.corrupt(Leaves.at(store, cid, leafStart), (int) (offsetBytes - leafStart));
    }
}
