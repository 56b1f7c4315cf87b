package com.patientory.examples.webreader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Node 20 or later. */
final class NodeEngine implements Engine {
    private final Optional<Path> node = Tools.find("PATIENTORY_NODE", "node", "node.exe");

    @Override
    public String name() {
        return "Node";
    }

    @Override
    public Optional<String> missing() {
        return node.isPresent() ? Optional.empty() : Optional.of("no Node: install it, or set PATIENTORY_NODE");
    }

    @Override
    public void run(Path folder, Path out) throws Exception {
        Path script = Path.of("src/test/web/node.js").toAbsolutePath();
        Files.createDirectories(out);
        Path log = out.resolve("log.txt");
        Process process = new ProcessBuilder(
                        node.orElseThrow().toString(), script.toString(), folder.toString(), out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("Node did not end well: " + Files.readString(log));
            }
        } finally {
            Tools.end(process);
        }
    }
}
