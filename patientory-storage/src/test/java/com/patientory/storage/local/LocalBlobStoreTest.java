package com.patientory.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.StoreLockedException;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.testkit.BlobStoreContract;
import com.patientory.storage.testkit.SampleContent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobStoreTest extends BlobStoreContract {
    private static final NodeDescription NODE =
            NodeDescription.builder("fra-1").region("eu-de").build();

    @TempDir
    private Path directory;

    @Override
    protected BlobStore openStore() throws IOException {
        return LocalBlobStore.open(directory.resolve("contract"), NODE);
    }

    @Override
    protected void flipContentByte(BlobStore store, Cid cid, long offsetBytes) throws IOException {
        flip(new StoreLayout(directory.resolve("contract")).blob(cid), offsetBytes);
    }

    @Test
    void open_afterClose_findsTheBlobsAndTheirPins() throws Exception {
        SampleContent content = SampleContent.of(1, 3_000_000);
        Cid cid;
        try (LocalBlobStore store = LocalBlobStore.open(directory, NODE)) {
            cid = Transfers.await(store.put(content)).cid();
            Transfers.await(store.unpin(cid));
        }
        try (LocalBlobStore store = LocalBlobStore.open(directory, NODE)) {
            assertEquals(3_000_000, Transfers.await(store.stat(cid)).sizeBytes());
            assertEquals(false, Transfers.await(store.stat(cid)).pinned());
            assertArrayEquals(content.bytes(), read(store, cid));
        }
    }

    @Test
    void open_twice_isLocked() throws Exception {
        try (LocalBlobStore store = LocalBlobStore.open(directory, NODE)) {
            StoreLockedException e =
                    assertThrows(StoreLockedException.class, () -> LocalBlobStore.open(directory, store.node()));
            assertEquals(directory, e.directory());
        }
        LocalBlobStore.open(directory, NODE).close();
    }

    @Test
    void open_leftoversOfACrash_areSwept() throws Exception {
        LocalBlobStore.open(directory, NODE).close();
        Path leftover = Files.write(new StoreLayout(directory).temporary().resolve("half"), new byte[100]);
        try (LocalBlobStore store = LocalBlobStore.open(directory, NODE)) {
            assertTrue(Files.notExists(leftover));
            Transfers.await(store.list(blob -> {
                throw new AssertionError("listed " + blob);
            }));
        }
    }

    @Test
    void open_anyFlippedByteOfTheFile_isDetectedAndHealedByPut() throws Exception {
        SampleContent content = SampleContent.of(2, 203);
        try (LocalBlobStore store = small("flip").open()) {
            Cid cid = Transfers.await(store.put(content)).cid();
            Path file = new StoreLayout(directory.resolve("flip")).blob(cid);
            for (long i = 0; i < Files.size(file); i++) {
                flip(file, i);
                long offset = i;
                assertThrows(StorageException.class, () -> read(store, cid), () -> "flipped " + offset);
                flip(file, i);
            }
            flip(file, 202);
            Transfers.await(store.put(content, PutOptions.defaults().expecting(cid)));
            assertArrayEquals(content.bytes(), read(store, cid));
        }
    }

    @Test
    void open_fileCutAnywhere_isDetected() throws Exception {
        SampleContent content = SampleContent.of(3, 203);
        try (LocalBlobStore store = small("cut").open()) {
            Cid cid = Transfers.await(store.put(content)).cid();
            Path file = new StoreLayout(directory.resolve("cut")).blob(cid);
            for (long length = Files.size(file) - 1; length >= 0; length--) {
                try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
                    raw.setLength(length);
                }
                long cut = length;
                assertThrows(BlobTamperedException.class, () -> read(store, cid), () -> "cut to " + cut);
            }
        }
    }

    @Test
    void put_everySizeOfSmallTrees_isReadBack() throws Exception {
        try (LocalBlobStore store = small("sizes").open()) {
            for (int size = 0; size <= 16 * 4 * 4 + 17; size += size < 70 ? 1 : 7) {
                SampleContent content = SampleContent.of(4, size);
                assertArrayEquals(
                        content.bytes(),
                        read(store, Transfers.await(store.put(content)).cid()));
            }
        }
    }

    @Test
    void put_overTheQuota_isFullAndKeepsTheRest() throws Exception {
        try (LocalBlobStore store =
                LocalBlobStore.builder(directory, NODE).quotaBytes(3 << 20).open()) {
            Cid small = Transfers.await(store.put(SampleContent.of(5, 1 << 20))).cid();
            assertThrows(NodeFullException.class, () -> Transfers.await(store.put(SampleContent.of(6, (2 << 20) + 1))));
            assertEquals(2 << 20, Transfers.await(store.capacity()).freeBytes());
            Transfers.await(store.put(SampleContent.of(7, 1 << 20)));
            assertTrue(Transfers.await(store.delete(small)));
            assertEquals(2 << 20, Transfers.await(store.capacity()).freeBytes());
            try (Stream<Path> left = Files.list(new StoreLayout(directory).temporary())) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void scrub_damagedAndForeignFiles_areFoundAndTheDamagedMovedAway() throws Exception {
        try (LocalBlobStore store = LocalBlobStore.open(directory, NODE)) {
            Cid good = Transfers.await(store.put(SampleContent.of(8, 1000))).cid();
            Cid bad = Transfers.await(store.put(SampleContent.of(9, 3 << 20))).cid();
            StoreLayout places = new StoreLayout(directory);
            flip(places.blob(bad), (1 << 20) + 5);
            Path stranger = Files.write(places.blob(good).resolveSibling("notes.txt"), new byte[3]);
            ScrubReport report = Transfers.await(store.scrub(ProgressListener.NONE));
            assertEquals(2, report.blobs());
            ScrubReport.Damaged damaged = report.findings().stream()
                    .filter(ScrubReport.Damaged.class::isInstance)
                    .map(ScrubReport.Damaged.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertEquals(bad, damaged.cid());
            assertEquals(1 << 20, damaged.offsetBytes());
            assertTrue(Files.exists(damaged.quarantined()));
            assertTrue(report.findings().contains(new ScrubReport.Stranger(stranger)));
            assertThrows(BlobNotFoundException.class, () -> Transfers.await(store.stat(bad)));
            assertEquals(
                    1,
                    Transfers.await(store.scrub(ProgressListener.NONE))
                            .findings()
                            .size());
        }
    }

    @Test
    void everyMethod_directoryDestroyed_isUnreachable() throws Exception {
        try (LocalBlobStore store = LocalBlobStore.open(directory.resolve("gone"), NODE)) {
            Cid cid = Transfers.await(store.put(SampleContent.of(10, 10))).cid();
            deleteTree(directory.resolve("gone"));
            assertThrows(NodeUnreachableException.class, () -> Transfers.await(store.capacity()));
            assertThrows(NodeUnreachableException.class, () -> Transfers.await(store.put(SampleContent.of(10, 10))));
            assertThrows(NodeUnreachableException.class, () -> Transfers.await(store.open(cid)));
            assertThrows(NodeUnreachableException.class, () -> Transfers.await(store.stat(cid)));
            assertThrows(NodeUnreachableException.class, () -> Transfers.await(store.list(blob -> {})));
            assertThrows(NodeUnreachableException.class, () -> Transfers.await(store.delete(cid)));
        }
    }

    private LocalBlobStore.Builder small(String name) {
        return LocalBlobStore.builder(directory.resolve(name), NODE).layout(DagLayout.of(16, 4));
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(offset);
            int b = raw.read();
            raw.seek(offset);
            raw.write(b ^ 0x04);
        }
    }

    private static byte[] read(BlobStore store, Cid cid) throws IOException {
        try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
