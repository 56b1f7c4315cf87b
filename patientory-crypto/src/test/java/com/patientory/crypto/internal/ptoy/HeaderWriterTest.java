package com.patientory.crypto.internal.ptoy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.HeaderFullException;
import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.io.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderWriterTest {
    private static final PtoyLayout LAYOUT = new PtoyLayout(4096);
    private static final byte[] OLD =
            ("old, with the removed one: " + "x".repeat(3000)).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "new".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEWER = "y".repeat(2000).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "the body stays as it is".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Path file;
    private byte[] untouched;

    @BeforeEach
    void createFile() throws IOException {
        file = folder.resolve("record.ptoy");
        try (FileChannel channel = writing(StandardOpenOption.CREATE)) {
            HeaderWriter.create(channel, LAYOUT, OLD);
        }
        Files.write(file, BODY, StandardOpenOption.APPEND);
        untouched = Files.readAllBytes(file);
    }

    @Test
    void change_settledFile_writesBothSlotsAndNothingElse() throws IOException {
        HeaderWriter.change(file, old -> NEW);
        byte[] changed = Files.readAllBytes(file);
        assertArrayEquals(NEW, PtoyHeader.read(file).envelope());
        assertArrayEquals(Arrays.copyOf(untouched, 4096), Arrays.copyOf(changed, 4096));
        assertArrayEquals(BODY, Arrays.copyOfRange(changed, (int) LAYOUT.bodyOffset(), changed.length));
        assertArrayEquals(Arrays.copyOfRange(changed, 4096, 8192), Arrays.copyOfRange(changed, 8192, 12288));
        assertFalse(text(changed).contains("removed one"));
    }

    @Test
    void change_killedAnywhere_leavesOldOrNewAndIsFinishedByAskingAgain() throws IOException {
        boolean sawNew = false;
        for (int alive = 0; alive <= 2 * LAYOUT.slotBytes(); alive += step(alive)) {
            Files.write(file, untouched);
            killedAfter(alive, NEW);
            byte[] seen = PtoyHeader.read(file).envelope();
            boolean isNew = Arrays.equals(NEW, seen);
            assertTrue(isNew || Arrays.equals(OLD, seen), "killed after " + alive);
            assertTrue(isNew || !sawNew, "the old one is back after " + alive);
            sawNew = isNew;
            HeaderWriter.change(file, now -> NEW);
            assertTrue(PtoyHeader.read(file).isSettled());
            assertFalse(text(Files.readAllBytes(file)).contains("removed one"), "killed after " + alive);
        }
        assertTrue(sawNew);
    }

    /** Every byte of the head of a slot; coarser behind it, as each step waits for the device. */
    private static int step(int alive) {
        int inSlot = alive % LAYOUT.slotBytes();
        return inSlot < 48 ? 1 : Math.min(31, LAYOUT.slotBytes() - inSlot);
    }

    @Test
    void change_killedTwice_leavesAFileThatOpens() throws IOException {
        for (int first = 0; first <= 2 * LAYOUT.slotBytes(); first += 487) {
            for (int second = 0; second <= 2 * LAYOUT.slotBytes(); second += 1021) {
                Files.write(file, untouched);
                killedAfter(first, NEW);
                killedAfter(second, NEWER);
                byte[] seen = PtoyHeader.read(file).envelope();
                assertTrue(
                        List.of(text(OLD), text(NEW), text(NEWER)).contains(text(seen)),
                        "killed after " + first + " and " + second);
            }
        }
    }

    private void killedAfter(int alive, byte[] envelope) throws IOException {
        try (FileChannel channel = new KilledChannel(writing(), alive)) {
            HeaderWriter.change(channel, now -> envelope);
        } catch (KilledChannel.Killed e) {
            // As planned.
        }
    }

    @Test
    void change_sameEnvelope_writesNothing() throws IOException {
        HeaderWriter.change(file, now -> now);
        assertArrayEquals(untouched, Files.readAllBytes(file));
    }

    @Test
    void change_sameEnvelope_isForcedAsAKilledWriterMayNotHave() throws IOException {
        try (KilledChannel channel = new KilledChannel(writing(), 1)) {
            HeaderWriter.change(channel, now -> now);
            assertEquals(1, channel.forces());
        }
    }

    @Test
    void change_lockDidNotKeepAnotherAway_stopsBeforeItWrites() throws IOException {
        assertThrows(
                IOException.class,
                () -> HeaderWriter.change(file, now -> {
                    changeWithoutLock();
                    return NEW;
                }));
        assertArrayEquals(NEWER, PtoyHeader.read(file).envelope());
    }

    private void changeWithoutLock() {
        try (FileChannel channel = writing()) {
            HeaderWriter.change(channel, now -> NEWER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void read_fileReplacedBehindAnOpenBody_givesTheEnvelopeOfThatBody() throws IOException {
        try (FileRegion body = PtoyLayout.openBody(file)) {
            Path other = folder.resolve("other");
            Files.write(other, untouched);
            HeaderWriter.change(other, now -> NEW);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertArrayEquals(OLD, PtoyHeader.read(file, body).envelope());
        }
        assertArrayEquals(NEW, PtoyHeader.read(file).envelope());
    }

    @Test
    void change_oneSlotDamaged_isMendedFromTheOther() throws IOException {
        for (int slot = 0; slot < 2; slot++) {
            byte[] damaged = untouched.clone();
            damaged[(int) LAYOUT.slotOffset(slot) + 100] ^= 1;
            Files.write(file, damaged);
            HeaderWriter.change(file, now -> now);
            assertArrayEquals(untouched, Files.readAllBytes(file));
        }
    }

    @Test
    void change_envelopeLongerThanTheRoom_leavesTheFile() throws IOException {
        assertEquals(4052, LAYOUT.roomBytes());
        HeaderFullException full =
                assertThrows(HeaderFullException.class, () -> HeaderWriter.change(file, now -> new byte[4053]));
        assertEquals(List.of(4053, 4052), List.of(full.envelopeBytes(), full.roomBytes()));
        assertArrayEquals(untouched, Files.readAllBytes(file));
        HeaderWriter.change(file, now -> new byte[4052]);
        assertArrayEquals(new byte[4052], PtoyHeader.read(file).envelope());
    }

    @Test
    void change_lastSequenceNumber_isRefused() throws IOException {
        byte[] last = new HeaderSlot(HeaderSlot.MAX_SEQUENCE, OLD).encode(LAYOUT);
        byte[] bytes = untouched.clone();
        System.arraycopy(last, 0, bytes, 4096, last.length);
        Files.write(file, bytes);
        assertThrows(IntegrityException.class, () -> HeaderWriter.change(file, now -> NEW));
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void change_manyThreads_loseNoChangeAndDisturbNoReader() throws Exception {
        int writers = 4;
        int changes = 25;
        HeaderWriter.change(file, now -> NEW);
        CountDownLatch done = new CountDownLatch(writers);
        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(writer -> new Thread(() -> {
                    try {
                        for (int i = 0; i < changes; i++) {
                            HeaderWriter.change(file, now -> Arrays.copyOf(now, now.length + 1));
                        }
                        done.countDown();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            assertEquals(LAYOUT, PtoyHeader.read(file).layout());
        }
        assertEquals(0, done.getCount());
        assertEquals(NEW.length + writers * changes, PtoyHeader.read(file).envelope().length);
    }

    @Test
    void ifUnchanged_envelopeChangedMeanwhile_doesNothing() throws IOException {
        PtoyHeader seen = PtoyHeader.read(file);
        HeaderWriter.ifUnchanged(file, seen, () -> Files.delete(file));
        assertFalse(Files.exists(file));
        Files.write(file, untouched);
        HeaderWriter.change(file, now -> NEW);
        assertThrows(IOException.class, () -> HeaderWriter.ifUnchanged(file, seen, () -> Files.delete(file)));
        assertTrue(Files.exists(file));
    }

    private FileChannel writing(StandardOpenOption... more) throws IOException {
        StandardOpenOption[] options = Arrays.copyOf(more, more.length + 2);
        options[more.length] = StandardOpenOption.READ;
        options[more.length + 1] = StandardOpenOption.WRITE;
        return FileChannel.open(file, options);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
