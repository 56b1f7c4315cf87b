package com.patientory.chain.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where tools that tests install for themselves live. */
final class ToolsFolder {
    private ToolsFolder() {}

    /** The system property {@code patientory.tools}, or {@code .tools} beside the nearest {@code .mvn} upwards. */
    static Path find() {
        String property = System.getProperty("patientory.tools");
        if (property != null) {
            return Path.of(property);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder.resolve(".tools");
            }
        }
        return start.resolve(".tools");
    }
}
