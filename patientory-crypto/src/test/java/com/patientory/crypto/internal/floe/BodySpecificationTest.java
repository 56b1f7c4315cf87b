package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code spec/body-v1.md} are what the code does. */
class BodySpecificationTest {
    private static final byte[] PLAIN = "Hello, patient.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AAD = "patientory/v1".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void workedExample_keyAndRandom_giveTheBodyAndBack() throws IOException {
        String text = spec();
        String example = text.substring(text.indexOf("## Worked example"), text.indexOf("## Properties"));
        byte[] key = HexFormat.of().parseHex(find("Content key `([0-9a-f]{64})`", example));
        StringBuilder body = new StringBuilder();
        Matcher cells = Pattern.compile("`([0-9a-f]+)`").matcher(example.substring(example.indexOf("|---|---|")));
        while (cells.find()) {
            body.append(cells.group(1));
        }
        FloeFixture floe = new FloeFixture(key, AAD, FloeParameters.Limits.STANDARD, folder);
        byte[] random = random(FloeParameters.IV_BYTES + FloeParameters.SEGMENT_IV_BYTES);
        byte[] made = floe.encryptStream(FloeParameters.STANDARD, PLAIN, new ScriptedRandom(random));
        assertEquals(body.toString(), HexFormat.of().formatHex(made));
        assertEquals(Integer.parseInt(find("\n([0-9]+) bytes\\. Its CID", example)), made.length);
        assertArrayEquals(PLAIN, floe.readStream(made));
    }

    @Test
    void moreExamples_keys_areDerived() throws IOException {
        byte[] key = key();
        byte[] iv = random(FloeParameters.IV_BYTES);
        FloeKdf kdf = new FloeKdf(FloeParameters.STANDARD.encoded(), iv, AAD);
        byte[] messageKey = kdf.derive(key, "MESSAGE_KEY:".getBytes(StandardCharsets.US_ASCII), 48);
        String text = more();
        assertEquals(
                find("\\| message key \\| `([0-9a-f]+)`", text), HexFormat.of().formatHex(messageKey));
        FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, key, AAD, new ScriptedRandom(iv));
        String first = find("0 to 1,048,575 \\| `([0-9a-f]+)`", text);
        assertEquals(first, HexFormat.of().formatHex(session.segmentKey(0).getEncoded()));
        assertEquals(
                first,
                HexFormat.of().formatHex(session.segmentKey((1 << 20) - 1).getEncoded()));
        assertEquals(
                find("segment 1,048,576 \\| `([0-9a-f]+)`", text),
                HexFormat.of().formatHex(session.segmentKey(1 << 20).getEncoded()));
    }

    @Test
    void moreExamples_emptyPlaintext_isOneEmptySegment() throws IOException {
        FloeFixture floe = new FloeFixture(key(), AAD, FloeParameters.Limits.STANDARD, folder);
        byte[] made = floe.encryptStream(FloeParameters.STANDARD, new byte[0], new ScriptedRandom(random(32 + 12)));
        assertEquals(106, made.length);
        assertEquals(
                find("```\n([0-9a-f]+)\n```", more()),
                HexFormat.of().formatHex(Arrays.copyOfRange(made, FloeParameters.HEADER_BYTES, made.length)));
        assertArrayEquals(new byte[0], floe.readStream(made));
    }

    @Test
    void moreExamples_twoSegments_giveTheBodyAndBack() throws Exception {
        byte[] plain = new byte[4065];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (i % 251);
        }
        FloeFixture floe = new FloeFixture(key(), AAD, FloeParameters.Limits.STANDARD, folder);
        byte[] made = floe.encryptStream(
                new FloeParameters(4096, FloeParameters.STANDARD_ROTATION_BITS),
                plain,
                new ScriptedRandom(random(32 + 2 * 12)));
        String text = more().substring(more().indexOf("**Two segments**"));
        String hex = HexFormat.of().formatHex(made);
        Matcher rows = Pattern.compile("\\| ([0-9]+) \\| `([0-9a-f]+)` \\|").matcher(text);
        int checked = 0;
        for (; rows.find(); checked++) {
            int at = 2 * Integer.parseInt(rows.group(1));
            assertEquals(rows.group(2), hex.substring(at, at + rows.group(2).length()), rows.group(1));
        }
        assertEquals(5, checked);
        assertEquals(
                find("SHA-256\n`([0-9a-f]{64})`", text),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(made)));
        assertArrayEquals(plain, floe.readStream(made));
        assertArrayEquals(plain, floe.readFile(made));
        assertArrayEquals(plain, floe.readChannel(made));
    }

    private static byte[] key() throws IOException {
        return HexFormat.of().parseHex(find("Content key `([0-9a-f]{64})`", spec()));
    }

    private static byte[] random(int length) {
        byte[] random = new byte[length];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (0xa0 + i);
        }
        return random;
    }

    private static String more() throws IOException {
        return spec().substring(spec().indexOf("## More examples"));
    }

    private static String spec() throws IOException {
        return Files.readString(Paths.get("spec", "body-v1.md"));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertEquals(true, matcher.find(), pattern);
        return matcher.group(1);
    }
}
