package com.patientory.crypto.internal.ptoy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.HeaderFullException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.io.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer gives back, in which order it waits for the device, and files that are mended. */
class HeaderRestoreTest {
    private static final PtoyLayout LAYOUT = new PtoyLayout(4096);
    private static final byte[] OLD = "old".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "new and longer".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "the body".getBytes(StandardCharsets.US_ASCII);
    private static final HeaderWriter.Check NO_CHECK = body -> {};

    @TempDir
    private Path folder;

    private Path file;
    private byte[] untouched;

    @BeforeEach
    void createFile() throws IOException {
        file = folder.resolve("record.ptoy");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            HeaderWriter.create(channel, LAYOUT, OLD);
            channel.write(ByteBuffer.wrap(BODY), LAYOUT.bodyOffset());
        }
        untouched = Files.readAllBytes(file);
    }

    private void damageBothSlots() throws IOException {
        byte[] damaged = untouched.clone();
        Arrays.fill(damaged, 4096 + 12, 4096 + 20, (byte) 0);
        Arrays.fill(damaged, 8192 + 12, 8192 + 20, (byte) 0);
        Files.write(file, damaged);
    }

    @Test
    void restore_bothSlotsDamaged_writesBothAsInANewFile() throws IOException {
        damageBothSlots();
        HeaderWriter.restore(file, NEW, NO_CHECK);
        assertArrayEquals(NEW, PtoyHeader.read(file).envelope());
        assertEquals(1, PtoyHeader.read(file).current().sequence());
        assertTrue(PtoyHeader.read(file).isSettled());
        byte[] restored = Files.readAllBytes(file);
        assertArrayEquals(BODY, Arrays.copyOfRange(restored, (int) LAYOUT.bodyOffset(), restored.length));
    }

    @Test
    void restore_slotsValid_isAChangeLikeAnyOther() throws IOException {
        HeaderWriter.restore(file, NEW, NO_CHECK);
        assertArrayEquals(NEW, PtoyHeader.read(file).envelope());
        assertEquals(2, PtoyHeader.read(file).current().sequence());
    }

    @Test
    void restore_envelopeOfAnotherBody_leavesTheFile() throws IOException {
        damageBothSlots();
        byte[] before = Files.readAllBytes(file);
        assertThrows(
                IOException.class,
                () -> HeaderWriter.restore(file, NEW, body -> {
                    assertEquals(BODY.length, body.size());
                    throw new IOException("not for it");
                }));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void restore_envelopeLongerThanTheRoom_leavesTheFile() throws IOException {
        damageBothSlots();
        byte[] before = Files.readAllBytes(file);
        assertThrows(HeaderFullException.class, () -> HeaderWriter.restore(file, new byte[4053], NO_CHECK));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void create_envelopeLongerThanTheRoom_writesNothing() throws IOException {
        Path other = folder.resolve("other.ptoy");
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThrows(HeaderFullException.class, () -> HeaderWriter.create(channel, LAYOUT, new byte[4053]));
            assertEquals(0, channel.size());
        }
    }

    @Test
    void change_newOrSameEnvelope_givesBackWhatTheFileHolds() throws IOException {
        assertArrayEquals(NEW, HeaderWriter.change(file, now -> NEW));
        assertArrayEquals(NEW, HeaderWriter.change(file, now -> now));
    }

    @Test
    void change_newEnvelope_isOnTheDeviceInOneSlotBeforeTheOtherIsTouched() throws IOException {
        try (KilledChannel channel = killed(4096 + 1)) {
            assertThrows(KilledChannel.Killed.class, () -> HeaderWriter.change(channel, now -> NEW));
            assertEquals(1, channel.forces());
        }
        Files.write(file, untouched);
        try (KilledChannel channel = killed(Long.MAX_VALUE)) {
            HeaderWriter.change(channel, now -> NEW);
            assertEquals(2, channel.forces());
        }
    }

    private KilledChannel killed(long alive) throws IOException {
        return new KilledChannel(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), alive);
    }

    @Test
    void read_slotsMendedByTheWriterItWaitsFor_givesTheEnvelope() throws Exception {
        CompletableFuture<byte[]> seen = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                seen.complete(PtoyHeader.read(file).envelope());
            } catch (IOException | RuntimeException e) {
                seen.completeExceptionally(e);
            }
        });
        FileLocks.exclusive(file, channel -> {
            damageBothSlots();
            reader.start();
            while (reader.getState() != Thread.State.WAITING && !seen.isDone()) {
                Thread.onSpinWait();
            }
            Files.write(file, untouched);
            return file;
        });
        assertArrayEquals(OLD, seen.get());
        reader.join();
    }

    @Test
    void openBody_closedOrRefused_leavesNoOpenFile() throws IOException {
        FileRegion body = PtoyLayout.openBody(file);
        FileChannel channel = body.file();
        assertTrue(channel.isOpen());
        body.close();
        assertFalse(channel.isOpen());
        Path other = Files.write(folder.resolve("other.ptoy"), new byte[5000]);
        assertThrows(MalformedException.class, () -> PtoyLayout.openBody(other));
        assertFalse(isOpen(other));
    }

    /** By what Linux says of this process; elsewhere nothing is seen. */
    private static boolean isOpen(Path path) throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return false;
        }
        try (var links = Files.list(open)) {
            return links.anyMatch(link -> {
                try {
                    return Files.readSymbolicLink(link).equals(path.toRealPath());
                } catch (IOException e) {
                    return false; // closed meanwhile
                }
            });
        }
    }

    @Test
    void atLeast_twoLayouts_isTheLarger() {
        PtoyLayout larger = new PtoyLayout(8192);
        assertEquals(larger, LAYOUT.atLeast(larger));
        assertEquals(larger, larger.atLeast(LAYOUT));
        assertEquals(LAYOUT, LAYOUT.atLeast(new PtoyLayout(4096)));
    }
}
