package com.patientory.examples.fhirserver;

import java.io.IOException;
import java.io.PrintStream;

/** Starts the server by hand: {@code FhirServerMain [PORT] [IMAGING_MIB]}, by default port 8080 and 256. */
public final class FhirServerMain {
    private FhirServerMain() {}

    /**
     * Starts, tells where, and waits for Ctrl-C.
     *
     * @param args the port and the size of the scan in MiB
     * @throws IOException if the port is taken
     * @throws InterruptedException if the wait is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        long imagingMib = args.length > 1 ? Long.parseLong(args[1]) : 256;
        PrintStream out = System.out;
        long begin = System.nanoTime();
        try (FhirServer server =
                FhirServer.start(FhirServerOptions.defaults().withPort(port).withImagingSizeBytes(imagingMib << 20))) {
            out.printf("FHIR R4 at %s after %.1f s%n", server.baseUri(), (System.nanoTime() - begin) / 1e9);
            for (HospitalPatient patient : server.patients()) {
                int documents = server.documents(patient.id()).size();
                out.printf("  %s  %s  %d documents%n", patient.id(), patient.phones(), documents);
            }
            out.println("  the people are synthetic; Ctrl-C stops");
            Thread.currentThread().join();
        }
    }
}
