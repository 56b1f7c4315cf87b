package com.patientory.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.patientory.chain.testkit.AnvilNode;
import com.patientory.chain.testkit.PrerequisiteMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole story with a small scan, twice. */
final class DemoTest {
    @Test
    void run_twiceWithASmallScan_allClaimsHoldAndNothingIsLeft(@TempDir Path work) throws Exception {
        requireAnvil();
        for (int run = 0; run < 2; run++) {
            assertEquals(0, demo("--imaging-mib=2", "--work=" + work));
            try (Stream<Path> left = Files.list(work)) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    void parse_unknownOptionOrValue_namesItAndWhatIsAllowed() {
        assertTrue(messageOf("--stores=tape").contains("local or kubo"));
        assertTrue(messageOf("--imaging-mib=0").contains("1 to 2047"));
        assertTrue(messageOf("--imaging-mib=many").contains("many"));
        assertTrue(messageOf("--speed=9").contains("--speed"));
    }

    @Test
    void create_besideALeftoverAndARunningRun_removesTheLeftoverOnly(@TempDir Path parent) throws IOException {
        Path leftover = Files.createDirectory(parent.resolve("demo-run-killed"));
        Files.createFile(leftover.resolve("lock"));
        try (Workspace first = Workspace.create(parent);
                Workspace second = Workspace.create(parent)) {
            assertTrue(Files.isDirectory(first.folder("a")) && Files.isDirectory(second.folder("a")));
            assertTrue(Files.notExists(leftover));
        }
    }

    /** In a process of its own, as {@code mvn -Pdemo} does it. */
    private static int demo(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dpatientory.tools=" + System.getProperty("patientory.tools"),
                "-classpath",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "demo-test.log").toFile()))
                .start();
        return process.waitFor();
    }

    private static String messageOf(String option) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Options.parse(option))
                .getMessage());
    }

    private static void requireAnvil() {
        try {
            AnvilNode.start().close();
        } catch (PrerequisiteMissingException e) {
            assumeTrue("true".equals(System.getenv("CI")), e.getMessage());
            throw e;
        }
    }
}
