package com.patientory.crypto.internal.ptoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of {@code spec/ptoy-v1.md} is what the code makes of the examples of envelope-v1 and body-v1. */
class PtoySpecificationTest {
    private static final PtoyLayout LAYOUT = new PtoyLayout(4096);

    @TempDir
    private Path folder;

    @Test
    void workedExample_envelopeAndBodyOfTheOtherExamples_giveTheFile() throws Exception {
        String text = spec("ptoy-v1");
        String example = text.substring(text.indexOf("## Worked example"), text.indexOf("## Properties"));
        Path file = folder.resolve("example.ptoy");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            HeaderWriter.create(channel, LAYOUT, envelope());
            channel.write(ByteBuffer.wrap(body()), LAYOUT.bodyOffset());
        }
        byte[] bytes = Files.readAllBytes(file);
        String hex = HexFormat.of().formatHex(bytes);
        Matcher rows = Pattern.compile("\\| ([0-9]+) \\| `([0-9a-f]+)`").matcher(example);
        int checked = 0;
        for (; rows.find(); checked++) {
            int at = 2 * Integer.parseInt(rows.group(1));
            String expected = rows.group(2);
            assertEquals(expected, hex.substring(at, at + expected.length()), "offset " + rows.group(1));
        }
        assertEquals(8, checked);
        assertTrue(example.contains("| zeros | " + (4096 + 44 + envelope().length) + " |"), "padding");
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertTrue(example.contains(String.format("%,d bytes, with the SHA-256 `%s`", bytes.length, digest)), digest);
    }

    private static byte[] envelope() throws IOException {
        String text = spec("envelope-v1");
        String[] blocks = text.substring(text.indexOf("## Worked example")).split("```", -1);
        return blocks[5].replace("\n", "").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] body() throws IOException {
        String text = spec("body-v1");
        String example = text.substring(text.indexOf("## Worked example"));
        String table = example.substring(example.indexOf("|---|---|"), example.indexOf("121 bytes."));
        return HexFormat.of()
                .parseHex(Pattern.compile("`([0-9a-f]+)`")
                        .matcher(table)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining())
                        .replace("`", ""));
    }

    private static String spec(String name) throws IOException {
        return Files.readString(Paths.get("spec", name + ".md"));
    }
}
