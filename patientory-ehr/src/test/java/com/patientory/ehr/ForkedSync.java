package com.patientory.ehr;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.PatientRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sync in a process of its own: writes a dot for each step of its sink, and "done" at the end. */
final class ForkedSync {
    private ForkedSync() {}

    static Process fork(URI base, Path directory, String heap) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkedSync.class.getName()));
        command.addAll(List.of(base.toString(), directory.toString()));
        return new ProcessBuilder(command)
                .redirectError(
                        Files.createDirectories(directory).resolve("stderr").toFile())
                .start();
    }

    /** Arguments: base address, directory. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        Runnable step = () -> {
            System.out.print('.');
            System.out.flush();
        };
        SyncConfig config = SyncConfig.of(directory.resolve("ledger"), LedgerKey.of(new byte[32]));
        try (FhirR4Connector connector = FhirR4Connector.of(FhirSite.ofPrivate("simulator", URI.create(args[0]))
                        .withLimits(new FhirSite.Limits(7, 32 << 20, 1L << 40)));
                SyncEngine engine = SyncEngine.open(connector, new DirectorySink(directory, step), config)) {
            SyncReport report = engine.sync(List.of(PatientRef.of("p1"), PatientRef.of("p2")));
            System.out.println(report.complete() ? "done" : "incomplete");
        }
    }
}
