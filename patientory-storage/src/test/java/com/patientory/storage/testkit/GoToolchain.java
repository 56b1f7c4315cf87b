package com.patientory.storage.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code go} command of this machine. */
final class GoToolchain {
    private static final int[] MINIMUM = {1, 26, 4};
    private static final Pattern VERSION = Pattern.compile("go(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final int OUTPUT_TAIL = 2000;

    private final Path go;
    private final String version;

    private GoToolchain(Path go, String version) {
        this.go = go;
        this.version = version;
    }

    static GoToolchain find(Map<String, String> environment) throws IOException {
        String needed = "Kubo is built from source and needs Go " + text(MINIMUM) + " or later (https://go.dev/dl)";
        Path go = Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> List.of(Path.of(folder, "go"), Path.of(folder, "go.exe")).stream())
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new PrerequisiteMissingException("go", needed + "; no go command is on the PATH."));
        String version = new GoToolchain(go, "")
                .run(Path.of("."), List.of("env", "GOVERSION"))
                .strip();
        if (Arrays.compare(parse(version), MINIMUM) < 0) {
            throw new PrerequisiteMissingException("go", needed + "; found " + version + ".");
        }
        return new GoToolchain(go, version);
    }

    private static int[] parse(String version) throws PrerequisiteMissingException {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.lookingAt()) {
            throw new PrerequisiteMissingException("go", "The go command answers with the version " + version + ".");
        }
        String patch = matcher.group(3);
        return new int[] {
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            patch == null ? 0 : Integer.parseInt(patch)
        };
    }

    private static String text(int[] version) {
        return version[0] + "." + version[1] + "." + version[2];
    }

    String version() {
        return version;
    }

    /** Runs to the end and returns standard output; the user's own flags for Go do not apply. */
    String run(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(go.toString()));
        command.addAll(arguments);
        Path errors = Files.createTempFile("patientory-go", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(Map.of("CGO_ENABLED", "0", "GOFLAGS", "", "GOWORK", "off"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String log = Files.readString(errors) + output;
                throw new IOException("go " + arguments.get(0) + " failed: "
                        + log.substring(Math.max(0, log.length() - OUTPUT_TAIL)));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running go " + arguments.get(0), e);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /** A string member of what {@code go mod download -json} prints: one member in each line. */
    static String field(String json, String name) throws IOException {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(json);
        if (!matcher.find()) {
            throw new IOException("go mod download does not tell the " + name + " of the module");
        }
        return matcher.group(1).replace("\\\\", "\\");
    }
}
