package com.patientory.crypto.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Where published test vectors lie: the folder of the system property {@code patientory.vectors}. */
public final class Vectors {
    private static final String PROPERTY = "patientory.vectors";

    private Vectors() {}

    /** A file or folder of vectors; if it is absent the test is skipped, under CI it fails. */
    public static Path of(String name) {
        Path path = Paths.get(System.getProperty(PROPERTY, "../../shared/vectors"), name);
        if (!Files.exists(path)) {
            String message = "No published vectors at " + path + "; set -D" + PROPERTY;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return path;
    }
}
