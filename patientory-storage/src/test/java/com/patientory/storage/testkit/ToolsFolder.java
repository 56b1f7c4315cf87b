package com.patientory.storage.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where tools that tests install for themselves live. */
final class ToolsFolder {
    private ToolsFolder() {}

    static Path find() {
        String configured = System.getProperty("patientory.tools", "");
        if (!configured.isEmpty()) {
            return Path.of(configured).toAbsolutePath();
        }
        Path working = Path.of("").toAbsolutePath();
        for (Path folder = working; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder.resolve(".tools");
            }
        }
        return working.resolve(".tools");
    }
}
