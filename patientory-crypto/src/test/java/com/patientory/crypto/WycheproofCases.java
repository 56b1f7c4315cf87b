package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.crypto.testkit.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DynamicTest;

/** Reads a file of Wycheproof: one test for each case. */
public final class WycheproofCases {
    private WycheproofCases() {}

    /** As many cases as the caller knows of: a file that lost some would pass unnoticed. */
    public static List<DynamicTest> of(String file, int cases, BiConsumer<JsonNode, JsonNode> groupAndCase)
            throws IOException {
        JsonNode root = new ObjectMapper()
                .readTree(Vectors.of("wycheproof/" + file + ".json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode group : root.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                String name =
                        test.get("tcId").asInt() + " " + test.get("result").asText() + " "
                                + test.get("comment").asText();
                tests.add(DynamicTest.dynamicTest(name, () -> groupAndCase.accept(group, test)));
            }
        }
        assertEquals(cases, tests.size(), file);
        return tests;
    }

    public static byte[] hex(JsonNode node) {
        return hex(node.asText());
    }

    public static byte[] hex(String text) {
        return org.bouncycastle.util.encoders.Hex.decode(text);
    }
}
