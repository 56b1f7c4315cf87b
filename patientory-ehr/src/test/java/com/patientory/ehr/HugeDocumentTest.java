package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HugeDocumentTest {
    private static final long SIZE_BYTES = 256L << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"RAW", "WRAPPED"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sync_256MiBInA64MiBHeap_arrivesWhole(Delivery delivery) throws Exception {
        SimulatedContent content = SimulatedContent.generated(SIZE_BYTES, 42);
        try (EhrSimulator simulator = EhrSimulator.start()) {
            simulator.put(SimulatedDocument.of("d", "p1", "application/dicom", content, delivery));
            Process process = ForkedSync.fork(simulator.base(), directory, "64m");
            try (InputStream out = process.getInputStream()) {
                String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                assertEquals("done", printed.replace(".", "").strip(), Files.readString(directory.resolve("stderr")));
            }
        }
        Path stored;
        try (Stream<Path> files = Files.list(directory.resolve("store"))) {
            stored = files.findFirst().orElseThrow();
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(stored)) {
            in.skipNBytes("DocumentReference/d#0\n".length());
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        }
        assertEquals(content.sha256(), HexFormat.of().formatHex(digest.digest()));
    }
}
