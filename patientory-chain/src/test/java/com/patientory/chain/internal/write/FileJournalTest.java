package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import com.patientory.crypto.WalletAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final int HEADER_BYTES = 65;
    private static final int SENT_BYTES = 17;

    @TempDir
    Path folder;

    private FileJournal open(Path file) {
        return FileJournal.open(file, ChainId.of(1337), new byte[32], WalletAddress.of(new byte[20]));
    }

    private Path withThreeRecords() {
        Path file = folder.resolve("journal");
        try (FileJournal journal = open(file)) {
            journal.append(
                    List.of(new JournalRecord.Sent(0), new JournalRecord.Sent(1), new JournalRecord.Sent(2)), true);
        }
        return file;
    }

    private Reason refusal(Path file) {
        return assertThrows(WriteJournalException.class, () -> open(file)).reason();
    }

    private int recordsIn(Path file) {
        try (FileJournal journal = open(file)) {
            return journal.load().size();
        }
    }

    @Test
    void open_refusedInThisProcess_keepsTheLockAgainstOthers() throws Exception {
        Path file = withThreeRecords();
        try (FileJournal journal = open(file)) {
            assertEquals(3, journal.load().size());
            assertEquals(Reason.IN_USE, refusal(file));
            assertEquals(Reason.IN_USE, refusal(folder.resolve("../" + folder.getFileName() + "/journal")));
            assertEquals("false", lockInAnotherProcess(lockOf(file)));
        }
        assertEquals("true", lockInAnotherProcess(lockOf(file)));
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static String lockInAnotherProcess(Path file) throws Exception {
        Path classes = Paths.get(LockProbe.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-cp",
                        classes.toString(),
                        LockProbe.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Java's own recorder sees what is forced. */
    private static Set<Path> forcedBy(Runnable action, Path dump) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            action.run();
            recording.stop();
            recording.dump(dump);
        }
        return RecordingFile.readAllEvents(dump).stream()
                .map(event -> Path.of(event.getString("path")).normalize())
                .collect(Collectors.toSet());
    }

    @Test
    void open_whereThereIsNoFile_forcesTheFolderThatNamesIt() throws Exception {
        Path real = folder.toRealPath();
        Path file = real.resolve("journal");
        Set<Path> forced = forcedBy(() -> open(file).close(), real.resolve("begun.jfr"));
        assertEquals(Set.of(file, real), forced);
        assertEquals(Set.of(), forcedBy(() -> open(file).close(), real.resolve("opened.jfr")));
    }

    @Test
    void close_twice_leavesTheNextOwnerAlone() {
        Path file = withThreeRecords();
        FileJournal first = open(file);
        first.close();
        try (FileJournal second = open(file)) {
            first.close();
            assertEquals(3, second.load().size());
            assertEquals(Reason.IN_USE, refusal(file));
        }
    }

    @Test
    void open_onAnImpossibleLength_isDamagedAndLosesNothing() throws Exception {
        Path file = withThreeRecords();
        byte[] bytes = Files.readAllBytes(file);
        bytes[HEADER_BYTES + SENT_BYTES] = 0x7f;
        Files.write(file, bytes);
        assertEquals(Reason.DAMAGED, refusal(file));
        assertEquals(bytes.length, Files.size(file));
    }

    @Test
    void open_onALengthThatReachesBeyondTheEnd_isDamagedUnlessItFitsTheRecord() throws Exception {
        Path file = folder.resolve("journal");
        try (FileJournal journal = open(file)) {
            JournalSamples.all().forEach(record -> journal.append(List.of(record), true));
            journal.append(List.of(new JournalRecord.Sent(9)), true);
        }
        byte[] whole = Files.readAllBytes(file);
        ByteBuffer lengths = ByteBuffer.wrap(whole);
        for (int at = HEADER_BYTES; at < whole.length; at += 8 + lengths.getInt(at)) {
            byte[] flipped = whole.clone();
            flipped[at + 2] ^= 0x40;
            Files.write(file, flipped);
            assertEquals(Reason.DAMAGED, refusal(file), "record at " + at);
            assertEquals(whole.length, Files.size(file));
        }
    }

    @Test
    void open_afterAnAppendThatWasTornAnywhere_keepsWhatIsWhole() throws Exception {
        Path file = folder.resolve("journal");
        List<JournalRecord> records = JournalSamples.all();
        try (FileJournal journal = open(file)) {
            journal.append(records, true);
        }
        byte[] whole = Files.readAllBytes(file);
        ByteBuffer lengths = ByteBuffer.wrap(whole);
        int kept = 0;
        int next = HEADER_BYTES;
        for (int size = HEADER_BYTES; size < whole.length; size++) {
            if (size == next + 8 + lengths.getInt(next)) {
                next = size;
                kept++;
            }
            Files.write(file, Arrays.copyOf(whole, size));
            assertEquals(kept, recordsIn(file), "of " + size + " bytes");
        }
    }

    @Test
    void open_afterATornAppend_keepsWhatIsWhole() throws Exception {
        Path file = withThreeRecords();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1_000));
        assertEquals(3, recordsIn(file));
        Files.write(file, Arrays.copyOf(Arrays.copyOf(bytes, bytes.length - 2), bytes.length + 1_000));
        assertEquals(2, recordsIn(file));
        Files.write(file, Arrays.copyOf(bytes, bytes.length - SENT_BYTES + 3));
        assertEquals(2, recordsIn(file));
        assertEquals(HEADER_BYTES + 2 * SENT_BYTES, Files.size(file));
    }
}
