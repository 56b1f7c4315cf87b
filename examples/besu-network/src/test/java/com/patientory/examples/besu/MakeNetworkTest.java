package com.patientory.examples.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeNetworkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WRITES = 1_000;

    @TempDir
    Path folder;

    private JsonNode genesis;
    private JsonNode peers;
    private final List<WalletKey> keys = new ArrayList<>();

    @BeforeEach
    void make() throws Exception {
        MakeNetwork.write(folder, 1337, WRITES, new SecureRandom());
        genesis = JSON.readTree(folder.resolve("genesis.json").toFile());
        peers = JSON.readTree(folder.resolve("static-nodes.json").toFile());
        for (int i = 1; i <= 4; i++) {
            String hex = Files.readString(folder.resolve("validator-" + i).resolve("key"));
            keys.add(WalletKey.of(HexFormat.of().parseHex(hex)));
        }
    }

    @Test
    void extraData_decoded_namesTheValidatorsOfTheKeys() {
        byte[] extra =
                HexFormat.of().parseHex(genesis.path("extraData").asText().substring(2));
        List<byte[]> fields = items(extra);
        assertEquals(1, fields.size());
        List<byte[]> parts = items(fields.get(0));
        assertEquals(5, parts.size());
        assertEquals(32, parts.get(0).length);
        assertEquals(0, parts.get(2).length + parts.get(3).length + parts.get(4).length);
        List<String> found =
                items(parts.get(1)).stream().map(HexFormat.of()::formatHex).toList();
        Set<String> expected = new TreeSet<>();
        keys.forEach(key -> expected.add(HexFormat.of().formatHex(key.address().bytes())));
        assertEquals(List.copyOf(expected), found);
    }

    /** The example of Besu's manual has one validator; the bytes around it are the same in QBFT. */
    @Test
    void extraData_fourKnownValidators_isThisText() {
        List<WalletAddress> addresses = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> WalletAddress.of(HexFormat.of().parseHex(("0" + i).repeat(20))))
                .toList();
        String list = "f854"
                + IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> "94" + ("0" + i).repeat(20))
                        .reduce("", String::concat);
        assertEquals("0xf87aa0" + "00".repeat(32) + list + "c080c0", new Genesis(1, 1, 1, addresses).extraData());
    }

    @Test
    void genesis_isFreeOfFees_andHasRoomForTheWrites() {
        JsonNode config = genesis.path("config");
        assertEquals(1337, config.path("chainId").asInt());
        assertTrue(config.path("zeroBaseFee").asBoolean());
        assertEquals(1, config.path("qbft").path("blockperiodseconds").asInt());
        long limit = Long.decode(genesis.path("gasLimit").asText());
        long room = (limit - Genesis.GAS_LIMIT_PER_WRITE) / Genesis.GAS_PER_WRITE;
        assertEquals(WRITES, room);
    }

    @Test
    void peers_areNamedByTheKeysPoints() {
        assertEquals(4, peers.size());
        for (int i = 0; i < 4; i++) {
            String expected = "enode://" + MakeNetwork.nodeId(keys.get(i)) + "@172.28.13.1" + (i + 1) + ":30303";
            assertEquals(expected, peers.get(i).asText());
            byte[] point = HexFormat.of().parseHex(MakeNetwork.nodeId(keys.get(i)));
            assertEquals(64, point.length);
            byte[] hash = Keccak256.digest(point);
            assertEquals(keys.get(i).address(), WalletAddress.of(Arrays.copyOfRange(hash, 12, 32)));
        }
    }

    @Test
    void write_whereKeysAre_replacesNone() throws Exception {
        String before = Files.readString(folder.resolve("validator-1/key"));
        assertThrows(
                FileAlreadyExistsException.class, () -> MakeNetwork.write(folder, 1337, WRITES, new SecureRandom()));
        assertEquals(before, Files.readString(folder.resolve("validator-1/key")));
    }

    @Test
    void files_forTheNodes_haveTheSettingsThatFreeGasNeeds() throws Exception {
        List<String> besu = Files.readAllLines(Path.of("besu.toml"));
        assertTrue(besu.containsAll(List.of(
                "min-gas-price=0",
                "tx-pool=\"sequenced\"",
                "tx-pool-limit-by-account-percentage=1.0",
                "genesis-file=\"/network/genesis.json\"",
                "static-nodes-file=\"/network/static-nodes.json\"")));
        String compose = Files.readString(Path.of("compose.yaml"));
        for (int i = 1; i <= 4; i++) {
            assertTrue(compose.contains("ipv4_address: 172.28.13.1" + i));
            assertTrue(compose.contains("./network/validator-" + i + ":/data"));
        }
    }

    /** The items in the payload of a list, or the one item in a whole text. */
    private static List<byte[]> items(byte[] bytes) {
        List<byte[]> items = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int first = bytes[at] & 0xff;
            int base = first >= 0xc0 ? 0xc0 : 0x80;
            boolean isLong = first - base > 55;
            int start = isLong ? at + 1 + first - base - 55 : at + 1;
            int length = isLong ? bytes[at + 1] & 0xff : first - base;
            assertTrue(first >= 0x80 && (!isLong || start == at + 2), "an item this network does not have");
            items.add(Arrays.copyOfRange(bytes, start, start + length));
            at = start + length;
        }
        return items;
    }
}
