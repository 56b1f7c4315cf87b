package com.patientory.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaintextHuntTest {
    private static final String MARKER = "MARKER-of-the-patient";
    private final PlaintextHunt hunt = new PlaintextHunt(Map.of("m", MARKER));

    @Test
    void search_markerAtEveryOffset_isFoundInEachSpelling() throws IOException {
        for (int offset = 0; offset < 7; offset++) {
            String text = "x".repeat(offset) + MARKER + "yyyy";
            assertFound(text.getBytes(UTF_8), "plain at " + offset);
            assertFound(HexFormat.of().formatHex(text.getBytes(UTF_8)).getBytes(UTF_8), "hex at " + offset);
            assertFound(Base64.getEncoder().encode(text.getBytes(UTF_8)), "base64 at " + offset);
            assertFound(Base64.getUrlEncoder().encode(text.getBytes(UTF_8)), "base64url at " + offset);
        }
    }

    @Test
    void search_markerAcrossTheBuffersEdge_isFound() throws IOException {
        for (int before = (1 << 20) - MARKER.length(); before <= 1 << 20; before++) {
            byte[] data = new byte[(1 << 20) + 64];
            System.arraycopy(MARKER.getBytes(UTF_8), 0, data, before, MARKER.length());
            assertFound(data, "at " + before);
        }
    }

    @Test
    void searchFolders_randomBytes_findsNothingAndCountsAll(@TempDir Path folder) throws IOException {
        byte[] noise = new byte[3_000_000];
        new Random(7).nextBytes(noise);
        Files.write(folder.resolve("a"), noise);
        Files.createDirectories(folder.resolve("b"));
        Files.write(folder.resolve("b/c"), new byte[0]);
        PlaintextHunt.Result result = hunt.searchFolders(List.of(folder));
        assertEquals(new PlaintextHunt.Result(List.of(), 3_000_000, 2), result);
    }

    private void assertFound(byte[] data, String how) throws IOException {
        List<PlaintextHunt.Find> finds = new ArrayList<>();
        assertEquals(data.length, hunt.search(new ByteArrayInputStream(data), "here", finds));
        assertTrue(finds.contains(new PlaintextHunt.Find("m", "here")), how);
    }
}
