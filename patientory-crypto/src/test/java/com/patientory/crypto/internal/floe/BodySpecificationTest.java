package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of {@code spec/body-v1.md} is what the code does. */
class BodySpecificationTest {
    private static final byte[] PLAIN = "Hello, patient.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AAD = "patientory/v1".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void workedExample_keyAndRandom_giveTheBodyAndBack() throws IOException {
        String text = Files.readString(Paths.get("spec", "body-v1.md"));
        String example = text.substring(text.indexOf("## Worked example"), text.indexOf("## Properties"));
        byte[] key = HexFormat.of().parseHex(find("Content key `([0-9a-f]{64})`", example));
        StringBuilder body = new StringBuilder();
        Matcher cells = Pattern.compile("`([0-9a-f]+)`").matcher(example.substring(example.indexOf("|---|---|")));
        while (cells.find()) {
            body.append(cells.group(1));
        }
        FloeFixture floe = new FloeFixture(key, AAD, FloeParameters.Limits.STANDARD, folder);
        byte[] random = new byte[FloeParameters.IV_BYTES + FloeParameters.SEGMENT_IV_BYTES];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (0xa0 + i);
        }
        byte[] made = floe.encryptStream(FloeParameters.STANDARD, PLAIN, new ScriptedRandom(random));
        assertEquals(body.toString(), HexFormat.of().formatHex(made));
        assertEquals(Integer.parseInt(find("\n([0-9]+) bytes\\. Its CID", example)), made.length);
        assertArrayEquals(PLAIN, floe.readStream(made));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertEquals(true, matcher.find(), pattern);
        return matcher.group(1);
    }
}
