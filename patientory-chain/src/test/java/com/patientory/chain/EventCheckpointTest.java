package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.EventCheckpoint.Told;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.EventCursorException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCheckpointTest {
    private final EventCheckpoint example = new EventCheckpoint(
            7,
            false,
            List.of(
                    new Told(new BlockRef(5, "0x" + "aa".repeat(32)), true),
                    new Told(new BlockRef(6, "0x" + "bb".repeat(32)), false)));

    @Test
    void bytes_ofTheSpecificationsExample_standThere() throws Exception {
        String specification = Files.readString(Path.of("spec/event-checkpoint-v1.md"), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
        assertTrue(
                specification.contains(HexFormat.of().formatHex(example.bytes())),
                () -> HexFormat.of().formatHex(example.bytes()));
    }

    @Test
    void parse_ofBytes_isTheSame() {
        EventCheckpoint parsed = EventCheckpoint.parse(example.bytes());
        assertEquals(example.blocks(), parsed.blocks());
        assertEquals(example.next(), parsed.next());
        assertEquals(example.whole(), parsed.whole());
        assertArrayEquals(
                EventCheckpoint.before(3).bytes(),
                EventCheckpoint.parse(EventCheckpoint.before(3).bytes()).bytes());
    }

    @Test
    void parse_ofDamagedBytes_isMalformed() {
        byte[] bytes = example.bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            assertMalformed(flipped);
            assertMalformed(Arrays.copyOf(bytes, i));
        }
        assertMalformed(Arrays.copyOf(bytes, bytes.length + 1));
    }

    private static void assertMalformed(byte[] bytes) {
        EventCursorException e = assertThrows(EventCursorException.class, () -> EventCheckpoint.parse(bytes));
        assertEquals(EventCursorException.Reason.MALFORMED, e.reason());
    }

    @Test
    void before_aNegativeBlock_isABugOfTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> EventCheckpoint.before(-1));
    }
}
