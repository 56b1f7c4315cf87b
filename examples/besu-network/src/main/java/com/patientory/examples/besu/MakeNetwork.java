package com.patientory.examples.besu;

import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a network's folder: {@code genesis.json}, {@code static-nodes.json} and {@code validator-1/key} to 4. */
public final class MakeNetwork {
    private static final int VALIDATORS = 4;
    private static final int PORT = 30303;
    /** As in compose.yaml: validator 1 is 172.28.13.11. */
    private static final String FIRST_ADDRESS = "172.28.13.1";

    private MakeNetwork() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("arguments: FOLDER CHAIN_ID WRITES_PER_SECOND");
            System.exit(2);
        }
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), new SecureRandom());
    }

    /** Writes the folder; an existing key is never replaced, since a lost validator key is a lost validator. */
    static void write(Path folder, long chainId, int writesPerSecond, SecureRandom random) throws IOException {
        List<WalletAddress> validators = new ArrayList<>();
        List<String> enodes = new ArrayList<>();
        for (int i = 1; i <= VALIDATORS; i++) {
            byte[] secret = new byte[WalletKey.LENGTH_BYTES];
            random.nextBytes(secret);
            try (WalletKey key = WalletKey.of(secret)) {
                writeKey(Files.createDirectories(folder.resolve("validator-" + i)), secret);
                validators.add(key.address());
                enodes.add("\"enode://" + nodeId(key) + "@" + FIRST_ADDRESS + i + ":" + PORT + "\"");
            }
        }
        Files.writeString(folder.resolve("genesis.json"), new Genesis(chainId, 1, writesPerSecond, validators).json());
        Files.writeString(
                folder.resolve("static-nodes.json"),
                enodes.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n")));
    }

    private static void writeKey(Path folder, byte[] secret) throws IOException {
        Path key = folder.resolve("key");
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(key);
        }
        byte[] hex = HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII);
        Files.write(key, hex, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** The public key's two coordinates. */
    static String nodeId(WalletKey key) {
        byte[] point = key.publicKey();
        return HexFormat.of().formatHex(point, point.length - 64, point.length);
    }
}
