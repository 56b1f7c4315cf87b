package com.patientory.crypto.internal.derive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.crypto.internal.words.EnglishWords;
import com.patientory.crypto.internal.words.Nfkd;
import com.patientory.crypto.testkit.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class Bip39VectorsTest {
    @TestFactory
    List<DynamicTest> seedAndRoot_publishedWords_areThePublishedOnes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode root =
                new ObjectMapper().readTree(Vectors.of("bip39/trezor.json").toFile());
        for (Map.Entry<String, JsonNode> language : root.properties()) {
            for (JsonNode vector : language.getValue()) {
                String name = language.getKey() + " " + vector.get(0).asText();
                boolean english = language.getKey().equals("english");
                tests.add(DynamicTest.dynamicTest(name, () -> check(vector, english)));
            }
        }
        assertEquals(12 * 24, tests.size());
        return tests;
    }

    private static void check(JsonNode vector, boolean english) {
        String words = vector.get(1).asText();
        if (english) {
            List<String> list = Arrays.asList(words.split(" ", -1));
            assertEquals(list, EnglishWords.of(Hex.decode(vector.get(0).asText())));
            EnglishWords.check(list);
        }
        byte[] seed = Bip39Seed.of(Nfkd.utf8(words), "TREZOR");
        assertEquals(vector.get(2).asText(), Hex.toHexString(seed));
        byte[] xprv = Base58.xprv(vector.get(3).asText());
        try (Bip32Key root = Bip32Key.master(seed)) {
            assertArrayEquals(Base58.chainCode(xprv), root.chainCode());
            assertArrayEquals(Base58.scalar(xprv), root.scalar());
        }
    }
}
