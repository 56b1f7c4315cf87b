package com.patientory.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's sample is the source that examples/consumer builds and runs against the installed jars. */
final class ReadmeTest {
    private static final Path ROOT = root();
    private static final Path SAMPLE =
            ROOT.resolve("examples/consumer/src/it/quick-start/src/main/java/QuickStart.java");

    @Test
    void readme_quickStart_isTheTestedSource() throws IOException {
        String source = between(Files.readString(SAMPLE), "// tag::quick-start[]\n", "        // end::quick-start[]");
        String readme = between(Files.readString(ROOT.resolve("README.md")), "```java\n", "```");
        assertEquals(source.stripTrailing().stripIndent(), readme.strip());
    }

    @Test
    void readme_length_isReadToItsEnd() throws IOException {
        int words = Files.readString(ROOT.resolve("README.md")).split("\\s+").length;
        assertTrue(words <= 1000, "README has " + words + " words");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
