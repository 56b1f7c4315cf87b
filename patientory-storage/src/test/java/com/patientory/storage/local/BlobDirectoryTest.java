package com.patientory.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.PutOptions;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.testkit.SampleContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobDirectoryTest {
    private static final NodeId NODE = NodeId.of("fra-1");

    @TempDir
    private Path folder;

    private BlobDirectory directory;
    private Cid cid;

    @BeforeEach
    void putOne() throws IOException {
        directory = BlobDirectory.open(new StoreLayout(folder), NODE, DagLayout.of(16, 4), Long.MAX_VALUE);
        cid = now(c -> directory.put(SampleContent.of(1, 100), PutOptions.defaults(), c))
                .cid();
    }

    @Test
    void quarantine_blobIsWholeByNow_leavesIt() throws IOException {
        assertEquals(Optional.empty(), now(c -> directory.quarantine(cid, c)));
        assertEquals(100, directory.stat(cid).sizeBytes());
    }

    @Test
    void quarantine_blobIsGoneByNow_findsNothing() throws IOException {
        directory.delete(cid);
        assertEquals(Optional.empty(), now(c -> directory.quarantine(cid, c)));
    }

    @Test
    void quarantine_damagedBlob_movesIt() throws IOException {
        Path file = directory.places().blob(cid);
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);
        Path away = now(c -> directory.quarantine(cid, c)).orElseThrow();
        assertTrue(Files.exists(away));
        assertFalse(Files.exists(file));
    }

    @Test
    void confirm_unpinnedBlob_pinsItAndOneThatIsGoneIsNotConfirmed() throws IOException {
        directory.unpin(cid);
        assertTrue(directory.confirm(cid));
        assertTrue(directory.stat(cid).pinned());
        directory.delete(cid);
        assertFalse(directory.confirm(cid));
    }

    private static <T> T now(Async.Task<T> task) throws IOException {
        return Transfers.await(Async.of(NODE, Runnable::run).start(task));
    }
}
