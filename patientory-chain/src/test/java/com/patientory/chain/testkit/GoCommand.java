package com.patientory.chain.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code go} command of this machine. */
final class GoCommand {
    private static final int MINIMUM_MINOR = 23;
    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+)");
    private static final int OUTPUT_TAIL = 2000;

    private GoCommand() {}

    static GoCommand find() {
        GoCommand go = new GoCommand();
        String needed = "four validators are geth, built from source with Go 1." + MINIMUM_MINOR + " or later";
        String version;
        try {
            version = go.run(Path.of("."), "env", "GOVERSION").strip();
        } catch (IOException e) {
            throw new PrerequisiteMissingException("go", needed + " (https://go.dev/dl); no go command was found");
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.lookingAt() || Integer.parseInt(matcher.group(1)) < MINIMUM_MINOR) {
            throw new PrerequisiteMissingException("go", needed + "; found " + version);
        }
        return go;
    }

    /** Runs to the end and returns standard output; the user's own flags for Go do not apply. */
    String run(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("go"));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("patientory-go", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(Map.of("GOFLAGS", "", "GOWORK", "off"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String log = Files.readString(errors) + output;
                throw new IOException(
                        "go " + arguments[0] + " failed: " + log.substring(Math.max(0, log.length() - OUTPUT_TAIL)));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running go " + arguments[0], e);
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
