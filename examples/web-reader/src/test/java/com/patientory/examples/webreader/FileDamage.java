package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.RecipientKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One single file, spoiled in each way that ptoy-v1 names. */
final class FileDamage {
    private static final int PAGE = 4_096;

    private FileDamage() {}

    static void addTo(Exchange exchange, byte[] good, RecipientKey reader) throws IOException {
        int slot = java.nio.ByteBuffer.wrap(good).getInt(12);
        int second = PAGE + slot;
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        put(files, expected, "nothing", "a whole file", good);
        put(files, expected, "nothing", "the first slot spoiled", turned(good, PAGE + 100));
        put(files, expected, "nothing", "the second slot spoiled", turned(good, second + 100));
        put(files, expected, "nothing", "padding of a slot spoiled", turned(good, second - 1));
        put(files, expected, "IntegrityException", "both slots spoiled", turned(turned(good, PAGE + 12), second + 12));
        put(files, expected, "IntegrityException", "both numbers spoiled", turned(turned(good, PAGE), second));
        put(files, expected, "IntegrityException", "cut within the slots", Arrays.copyOf(good, PAGE + 50));
        put(files, expected, "IntegrityException", "cut before the body", Arrays.copyOf(good, second + slot));
        put(files, expected, "IntegrityException", "cut within the body", Arrays.copyOf(good, good.length - 1));
        put(files, expected, "IntegrityException", "a byte behind it", Arrays.copyOf(good, good.length + 1));
        put(files, expected, "MalformedException", "cut within the preamble", Arrays.copyOf(good, PAGE - 1));
        put(files, expected, "MalformedException", "empty", new byte[0]);
        put(files, expected, "MalformedException", "another magic", turned(good, 0));
        put(files, expected, "MalformedException", "line ends changed", turned(good, 5));
        put(files, expected, "MalformedException", "a byte in the preamble", turned(good, PAGE - 1));
        put(files, expected, "UnsupportedException", "another version", turned(good, 10));
        put(files, expected, "UnsupportedException", "a slot size that is no multiple", turned(good, 15));
        put(files, expected, "UnsupportedException", "a slot size of 16 MiB and more", turned(good, 12));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String name = exchange.write("damaged-" + exchange.checks().size() + ".ptoy", file.getValue());
            ObjectNode job = Json.object().put("ptoy", name).put("key", "p256.jwk");
            exchange.add("single file: " + file.getKey(), "open", job, (result, out) -> {
                String refusal = JavaSide.name(() -> MoreKinds.openSingle(exchange.file(name), reader));
                assertEquals(expected.get(file.getKey()), refusal, "Java");
                String javaScript = result.path("error").asText("nothing").replaceAll("Error$", "Exception");
                assertEquals(expected.get(file.getKey()), javaScript, result::toString);
            });
        }
    }

    private static void put(
            Map<String, byte[]> files, Map<String, String> expected, String error, String name, byte[] file) {
        files.put(name, file);
        expected.put(name, error);
    }

    private static byte[] turned(byte[] file, int at) {
        byte[] changed = file.clone();
        changed[at] ^= (byte) 0x81;
        return changed;
    }
}
