package com.patientory.chain.internal.write;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed PostgreSQL with a cluster of its own in a temporary folder, on a free port of the loopback interface. */
final class PostgresServer implements AutoCloseable {
    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Finds the programs where Debian, Red Hat and Homebrew put them. */
    static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            places.add(Paths.get(folder));
        }
        for (String parent : List.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr")) {
            try (Stream<Path> versions = Files.list(Paths.get(parent))) {
                versions.sorted().map(v -> v.resolve("bin")).forEach(places::add);
            } catch (IOException e) {
                // Another system.
            }
        }
        return places.stream()
                .filter(p -> Files.isExecutable(p.resolve("initdb")) && Files.isExecutable(p.resolve("pg_ctl")))
                .findFirst();
    }

    static PostgresServer start(Path programs) throws IOException, InterruptedException {
        // The server refuses to run as root, so in a container it runs as its own user, who must see the folder.
        Path folder = Files.createTempDirectory(Paths.get("/tmp"), "patientory-postgres");
        if (root()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        PostgresServer server = new PostgresServer(programs, folder, freePort());
        server.tool("initdb", "-D", server.data(), "-A", "trust", "-U", "patientory", "-E", "UTF8");
        String options = "-p " + server.port + " -k " + folder + " -c listen_addresses=127.0.0.1";
        server.tool(
                "pg_ctl", "-D", server.data(), "-w", "-l", folder.resolve("log").toString(), "-o", options, "start");
        return server;
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=patientory";
    }

    private void tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .directory(Paths.get("/").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " ended with " + process.exitValue());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            tool("pg_ctl", "-D", data(), "-m", "immediate", "stop");
            run(List.of("rm", "-rf", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
