package com.patientory.storage.testkit;

import com.patientory.storage.Cid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Kubo repository in a temporary folder, configured to touch no network but loopback. */
final class KuboRepository {
    private static final Map<String, String> CONFIGURATION = new LinkedHashMap<>();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    static {
        // port 0: the system chooses, the daemon writes the RPC's address into the file "api"
        CONFIGURATION.put(
                "Addresses", "{\"API\":\"/ip4/127.0.0.1/tcp/0\",\"Gateway\":[],\"Swarm\":[\"/ip4/127.0.0.1/tcp/0\"]}");
        // a swarm key works over TCP only
        CONFIGURATION.put(
                "Swarm",
                "{\"DisableNatPortMap\":true,\"RelayClient\":{\"Enabled\":false},\"RelayService\":{\"Enabled\":false},"
                        + "\"Transports\":{\"Network\":{\"TCP\":true,\"QUIC\":false,\"Relay\":false,"
                        + "\"WebTransport\":false,\"WebRTCDirect\":false,\"Websocket\":false}}}");
        CONFIGURATION.put("Discovery.MDNS.Enabled", "false");
        CONFIGURATION.put("Routing.Type", "\"none\"");
        CONFIGURATION.put("Provide.Enabled", "false");
        CONFIGURATION.put("HTTPRetrieval.Enabled", "false");
        CONFIGURATION.put("AutoTLS.Enabled", "false");
        CONFIGURATION.put("AutoNAT.ServiceMode", "\"disabled\"");
        CONFIGURATION.put("Plugins.Plugins", "{\"telemetry\":{\"Disabled\":true}}");
        CONFIGURATION.put("Version.SwarmCheckEnabled", "false");
    }

    private final Path folder;

    private KuboRepository(Path folder) {
        this.folder = folder;
    }

    static KuboRepository create(Path ipfs, SwarmKey swarm) throws IOException {
        KuboRepository repository = new KuboRepository(Files.createTempDirectory("patientory-kubo"));
        try {
            repository.run(ipfs, List.of("init", "--profile=autoconf-off"));
            for (Map.Entry<String, String> setting : CONFIGURATION.entrySet()) {
                repository.run(ipfs, List.of("config", "--json", setting.getKey(), setting.getValue()));
            }
            Files.write(repository.folder.resolve("swarm.key"), swarm.fileContent());
            return repository;
        } catch (IOException | RuntimeException e) {
            repository.delete();
            throw e;
        }
    }

    /** What every run of the binary on this repository needs. */
    void configure(ProcessBuilder process) {
        process.environment().putAll(Map.of("IPFS_PATH", folder.toString(), "IPFS_TELEMETRY", "off"));
        process.environment().put("LIBP2P_FORCE_PNET", "1");
    }

    private void run(Path ipfs, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(ipfs.toString()), arguments.stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        configure(builder);
        Process process = builder.start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("ipfs " + String.join(" ", arguments) + " failed: " + Files.readString(log()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while setting up Kubo", e);
        } finally {
            process.destroyForcibly();
        }
    }

    Path folder() {
        return folder;
    }

    Path log() {
        return folder.resolve("daemon.log");
    }

    /** Kubo's flatfs: the multihash in upper-case base32, in a folder named by its last characters but one. */
    Path blockFile(Cid block) {
        ByteBuffer multihash = ByteBuffer.wrap(block.toBytes()).position(2).slice();
        StringBuilder name = new StringBuilder();
        int bits = 0;
        int held = 0;
        while (multihash.hasRemaining()) {
            held = held << 8 | (multihash.get() & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                name.append(BASE32.charAt(held >> (bits - 5) & 31));
            }
        }
        if (bits > 0) {
            name.append(BASE32.charAt(held << (5 - bits) & 31));
        }
        String shard = name.substring(name.length() - 3, name.length() - 1);
        return folder.resolve("blocks").resolve(shard).resolve(name + ".data");
    }

    void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
