package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordMetadataTest {
    private static final WalletAddress WRITER = WalletAddress.of(new byte[20]);

    private static RecordMetadata metadata(String name, String type, String cid, WalletAddress writer, Instant time) {
        return RecordMetadata.builder()
                .name(name)
                .mediaType(type)
                .bodyCid(cid)
                .writer(writer)
                .time(time)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Jane\nDoe", "Jane\u0000", "Jane \ud800"})
    void of_badName_isRefusedWithoutShowingIt(String name) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> metadata(name, "text/plain", "bafy", WRITER, Instant.EPOCH));
        assertFalse(refused.getMessage().contains("Jane"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/pläin", "a\tb"})
    void of_badMediaTypeOrCid_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> metadata("name", text, "bafy", WRITER, Instant.EPOCH));
        assertThrows(IllegalArgumentException.class, () -> metadata("name", "text/plain", text, WRITER, Instant.EPOCH));
    }

    @Test
    void of_bounds_areInclusive() {
        String longest = "x".repeat(255);
        metadata(longest, longest, longest, WRITER, Instant.EPOCH);
        assertThrows(
                IllegalArgumentException.class,
                () -> metadata(longest + "x", "text/plain", "bafy", WRITER, Instant.EPOCH));
        for (Instant time : new Instant[] {
            Instant.EPOCH.minusMillis(1),
            Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1)
        }) {
            assertThrows(IllegalArgumentException.class, () -> metadata("name", "text/plain", "bafy", WRITER, time));
        }
    }

    @Test
    void of_time_isCutToMilliseconds() {
        Instant time = Instant.parse("2026-11-22T16:00:00.123456789Z");
        RecordMetadata metadata = metadata("name", "text/plain", "bafy", WRITER, time);
        assertEquals(Instant.parse("2026-11-22T16:00:00.123Z"), metadata.time());
        assertEquals("RecordMetadata[bafy, 2026-11-22T16:00:00.123Z]", metadata.toString());
    }

    @Test
    void build_withoutCid_isOfOneFile() {
        RecordMetadata metadata = RecordMetadata.builder()
                .name("n")
                .mediaType("t/p")
                .writer(WRITER)
                .time(Instant.EPOCH)
                .build();
        assertEquals(Optional.empty(), metadata.bodyCid());
        assertEquals("RecordMetadata[1970-01-01T00:00:00Z]", metadata.toString());
        assertNotEquals(metadata, metadata("n", "t/p", "bafy", WRITER, Instant.EPOCH));
    }

    @Test
    void build_partMissing_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordMetadata.builder()
                        .name("n")
                        .mediaType("t/p")
                        .bodyCid("b")
                        .time(Instant.EPOCH)
                        .build());
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordMetadata.builder()
                        .name("n")
                        .mediaType("t/p")
                        .bodyCid("b")
                        .writer(WRITER)
                        .build());
    }
}
