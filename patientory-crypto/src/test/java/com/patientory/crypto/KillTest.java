package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that is killed while it works: really killed, at moments that differ from run to run. */
class KillTest {
    private static final int KILLS = 8;
    private static final int MOST_MILLIS = 150;
    private static final int HEAP_MIB = 64;

    @TempDir
    private Path folder;

    @Test
    void grantAndRemove_killedAtAnyMoment_leaveAFileThatOpens() throws Exception {
        byte[] plain = Records.bytes(100_000, 1);
        Path path = folder.resolve("record.ptoy");
        RecordFile file = RecordFile.create(path)
                .metadata(Records.METADATA)
                .recipients(List.of(Records.PATIENT.recipient()))
                .encrypt(new ByteArrayInputStream(plain));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String doctor = Records.DOCTOR.recipient().kid();
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(random.nextInt(MOST_MILLIS), GrantForeverMain.class, path);
            String what = "seed " + seed + ", kill " + kill;
            List<String> recipients = file.envelope().recipients();
            assertTrue(recipients.size() == 1 || recipients.equals(List.of(recipients.get(0), doctor)), what);
            try (RecordKey key = file.envelope().open(Records.PATIENT);
                    InputStream in = file.decrypting(key)) {
                assertArrayEquals(plain, in.readAllBytes(), what);
            }
        }
        file.remove(Records.PATIENT, doctor);
        assertEquals(-1, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).indexOf(doctor));
    }

    @Test
    void decrypt_killed_leavesAFileThatIsRemovedOnceItsProcessIsDead() throws Exception {
        Path leftover;
        Process process = start(DecryptForeverMain.class, folder);
        try {
            leftover = awaitPart(process);
            assertEquals(0, RecordCipher.removeLeftovers(folder), "its owner lives");
            assertTrue(Files.exists(leftover));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(leftover), "a killed process cannot clean up");
        assertTrue(Files.size(leftover) > 0);
        Path stranger = Files.write(folder.resolve("ptoy-stranger.part"), new byte[1]);
        assertEquals(1, RecordCipher.removeLeftovers(folder));
        assertEquals(List.of(), parts());
        assertTrue(Files.exists(stranger));
    }

    private void killAfter(int millis, Class<?> program, Path argument) throws Exception {
        Process process = start(program, argument);
        try {
            awaitReady(process);
            Thread.sleep(millis);
            assertTrue(process.isAlive(), () -> log());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(Class<?> program, Path argument) throws IOException {
        Path keys = folder.resolve("keys");
        Files.createDirectories(keys);
        Files.writeString(keys.resolve("patient"), Records.PATIENT.exportJwk());
        Files.writeString(keys.resolve("doctor"), Records.DOCTOR.exportJwk());
        Files.deleteIfExists(folder.resolve("log"));
        return ChildJvm.start(program, folder.resolve("log"), HEAP_MIB, argument.toString(), keys.toString());
    }

    private void awaitReady(Process process) throws InterruptedException {
        while (!log().contains("ready")) {
            assertEquals(false, process.waitFor(5, TimeUnit.MILLISECONDS), () -> log());
        }
    }

    private Path awaitPart(Process process) throws Exception {
        awaitReady(process);
        while (parts().isEmpty() || Files.size(parts().get(0)) == 0) {
            assertEquals(false, process.waitFor(5, TimeUnit.MILLISECONDS), () -> log());
        }
        return parts().get(0);
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".ptoy-"))
                    .toList();
        }
    }

    private String log() {
        try {
            Path log = folder.resolve("log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
