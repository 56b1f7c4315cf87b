package com.patientory.chain.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.ChainId;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One validator: a geth with its own key, folder and ports on the loopback interface. */
final class CliqueNode implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("HTTP server started\\s+endpoint=(127\\.0\\.0\\.1:\\d+)");
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final int COMMAND_SECONDS = 60;
    private static final String POOL_SLOTS = "262144";
    private static final String SCHEME = "path";

    private final Path geth;
    private final Path folder;
    private final WalletAddress address;
    private URI uri = URI.create("http://127.0.0.1:0");
    private @Nullable NodeProcess process;

    private CliqueNode(Path geth, Path folder, WalletAddress address) {
        this.geth = geth;
        this.folder = folder;
        this.address = address;
    }

    /** Makes the key; the node does not run yet. */
    static CliqueNode create(Path geth, Path folder, SecureRandom random) throws IOException {
        Files.createDirectories(folder);
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(secret));
        Files.writeString(folder.resolve("password"), "");
        // Only a file can bind the peers' port to the loopback interface.
        Files.writeString(folder.resolve("config.toml"), """
                [Node.P2P]
                ListenAddr = "127.0.0.1:0"
                NoDiscovery = true
                MaxPeers = 16
                """);
        try (WalletKey key = WalletKey.of(secret)) {
            return new CliqueNode(geth, folder, key.address());
        }
    }

    /** Writes the key into the node's folder. */
    void importKey() throws IOException {
        command("account", "import", "--lightkdf", "--datadir", folder.toString(), "--password", password(), key());
    }

    /** Writes the first block into the node's folder. */
    void init(String genesis) throws IOException {
        Path file = Files.writeString(folder.resolve("genesis.json"), genesis);
        command("init", "--state.scheme", SCHEME, "--datadir", folder.toString(), file.toString());
    }

    private String key() {
        return folder.resolve("key").toString();
    }

    private String password() {
        return folder.resolve("password").toString();
    }

    private void command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(geth.toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("command.log");
        Process once = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!once.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || once.exitValue() != 0) {
                once.destroyForcibly();
                throw new IOException("geth " + arguments[0] + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            once.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while geth set up", e);
        }
    }

    /** Starts, on the same HTTP port as before if there was one; makes no block before {@link #mine}. */
    void start(ChainId chain, long gasLimit) {
        NodeProcess started = NodeProcess.start("geth", options(chain, gasLimit), LISTENING);
        process = started;
        uri = URI.create("http://" + started.listening());
        // The command line does not take zero: it would be made a thousand million.
        rpc().call("miner_setGasPrice", "0x0");
    }

    /** Begins to make blocks. */
    void mine() {
        rpc().call("miner_start");
    }

    private List<String> options(ChainId chain, long gasLimit) {
        List<String> options = new ArrayList<>(List.of(geth.toString(), "--datadir", folder.toString()));
        options.addAll(List.of("--config", folder.resolve("config.toml").toString()));
        options.addAll(List.of("--networkid", chain.toString(), "--syncmode", "full"));
        // Not every state is kept, and none twice: 128 blocks back are enough.
        options.addAll(List.of("--state.scheme", SCHEME, "--snapshot=false"));
        options.addAll(List.of("--ipcdisable", "--authrpc.port", "0", "--cache", "128", "--nat", "none"));
        options.addAll(List.of("--http", "--http.addr", "127.0.0.1", "--http.port", "" + uri.getPort()));
        options.addAll(List.of("--http.api", "eth,net,web3,admin,miner,clique,txpool,debug", "--rpc.txfeecap", "0"));
        options.addAll(List.of("--rpc.batch-request-limit", "10000", "--rpc.batch-response-max-size", "100000000"));
        options.addAll(List.of("--miner.etherbase", Hex.data(address), "--miner.gaslimit", "" + gasLimit));
        options.addAll(List.of("--unlock", Hex.data(address), "--password", password(), "--allow-insecure-unlock"));
        for (String limit : List.of("accountslots", "globalslots", "accountqueue", "globalqueue")) {
            options.addAll(List.of("--txpool." + limit, POOL_SLOTS));
        }
        return options;
    }

    JsonRpc rpc() {
        return new JsonRpc(List.of(uri), REQUEST);
    }

    WalletAddress address() {
        return address;
    }

    URI uri() {
        return uri;
    }

    /** Returns the address that other nodes connect to. */
    String enode() {
        return rpc().call("admin_nodeInfo").path("enode").asText();
    }

    void connect(CliqueNode other) {
        rpc().call("admin_addPeer", other.enode());
    }

    int peers() {
        return (int) Hex.number(rpc().call("net_peerCount").asText());
    }

    long height() {
        return Hex.number(rpc().call("eth_blockNumber").asText());
    }

    /** Returns what a failure should tell: height, newest block and number of peers. */
    String state() {
        JsonNode block = rpc().call("eth_getBlockByNumber", "latest", false);
        return uri + " is at " + Hex.number(block.path("number").asText()) + ", "
                + block.path("hash").asText() + ", with " + peers() + " peers";
    }

    /** Takes back the last blocks, down to the given one. */
    void rewind(long height) {
        rpc().call("debug_setHead", Hex.quantity(height));
    }

    void kill() {
        if (process != null) {
            process.kill();
        }
    }

    boolean runs() {
        return process != null && process.alive();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
