package com.patientory.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the class path of the tests, to be limited or killed. */
final class ChildJvm {
    private ChildJvm() {}

    /** Starts a program with a small heap; what it prints goes to {@code log}. */
    static Process start(Class<?> program, Path log, int heapMib, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
