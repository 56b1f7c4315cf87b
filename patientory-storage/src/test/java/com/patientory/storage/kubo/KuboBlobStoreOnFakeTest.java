package com.patientory.storage.kubo;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.testkit.BlobStoreContract;
import com.patientory.storage.testkit.FakeKubo;
import org.junit.jupiter.api.AfterEach;

/** The contract without Kubo, so that it runs everywhere. */
class KuboBlobStoreOnFakeTest extends BlobStoreContract {
    private FakeKubo fake;

    @Override
    protected BlobStore openStore() throws Exception {
        fake = FakeKubo.start();
        return KuboBlobStore.of(KuboSettings.of(fake.api(), NodeDescription.of("fake")));
    }

    @AfterEach
    void closeFake() throws Exception {
        if (fake != null) {
            fake.close();
        }
    }

    @Override
    protected void flipContentByte(BlobStore store, Cid cid, long offsetBytes) throws Exception {
        long leafStart = offsetBytes >> 20 << 20;
        fake.corrupt(Leaves.at(store, cid, leafStart), (int) (offsetBytes - leafStart));
    }
}
