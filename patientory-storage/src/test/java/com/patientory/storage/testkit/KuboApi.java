package com.patientory.storage.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few commands that running a node takes; deliberately not the client that is under test. */
final class KuboApi {
    private static final Pattern ID = Pattern.compile("\"ID\":\"([A-Za-z0-9]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("\"(/ip4/127\\.0\\.0\\.1/tcp/\\d+/p2p/[A-Za-z0-9]+)\"");

    private static final Pattern HASH = Pattern.compile("\"Hash\":\"([a-z2-7]+)\"");

    private final URI api;
    private final HttpClient http =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    KuboApi(URI api) {
        this.api = api;
    }

    String peerId() throws IOException {
        return find(ID, post("id"));
    }

    String address() throws IOException {
        return find(ADDRESS, post("id"));
    }

    void connect(String address) throws IOException {
        post("swarm/connect?arg=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
    }

    String hash(byte[] content, int leafBytes, int maxLinks) throws IOException {
        String options = "only-hash=true&cid-version=1&raw-leaves=true&hash=sha2-256&trickle=false&inline=false"
                + "&wrap-with-directory=false&progress=false&chunker=size-" + leafBytes + "&max-file-links=" + maxLinks;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
        return find(HASH, post("add?" + options, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private String post(String command) throws IOException {
        return send(command, request(command).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String post(String command, HttpRequest.BodyPublisher body) throws IOException {
        return send(
                command,
                request(command)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(body));
    }

    private HttpRequest.Builder request(String command) {
        return HttpRequest.newBuilder(URI.create(api + "/api/v0/" + command)).timeout(Duration.ofSeconds(20));
    }

    private String send(String command, HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(command + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted at " + command, e);
        }
    }

    private static String find(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("Kubo answers without " + pattern);
        }
        return matcher.group(1);
    }
}
