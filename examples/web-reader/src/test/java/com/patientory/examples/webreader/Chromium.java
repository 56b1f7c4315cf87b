package com.patientory.examples.webreader;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium with a fresh profile, told what to do through its DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--remote-debugging-port=0",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--window-size=1100,1400",
            "about:blank");

    private final Process process;
    private final Path profile;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<DevTools> pages = new ArrayList<>();

    private Chromium(Process process, Path profile, String address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    static Optional<Path> find() {
        return Tools.find(
                "PATIENTORY_CHROMIUM", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    }

    static Optional<String> missing() {
        return find().isPresent()
                ? Optional.empty()
                : Optional.of("no Chromium: install it, or set PATIENTORY_CHROMIUM");
    }

    static Chromium start() throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("patientory-chromium");
        List<String> command = new ArrayList<>();
        command.add(find().orElseThrow().toString());
        command.add("--user-data-dir=" + profile);
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox"); // it does not start otherwise
        }
        command.addAll(FLAGS);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        try {
            return new Chromium(process, profile, "127.0.0.1:" + port(process, profile));
        } catch (IOException | InterruptedException | RuntimeException e) {
            Tools.end(process);
            throw e;
        }
    }

    private static String port(Process process, Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return lines.get(0);
            }
            if (!process.isAlive()) {
                break;
            }
        }
        throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("log.txt")));
    }

    /** A new tab. */
    DevTools open(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        String target = http.send(request, BodyHandlers.ofString()).body();
        DevTools page = DevTools.connect(
                http, URI.create(Json.parse(target).get("webSocketDebuggerUrl").asText()));
        pages.add(page);
        page.goTo(url);
        return page;
    }

    @Override
    public void close() throws IOException {
        pages.forEach(DevTools::close);
        Tools.end(process);
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
