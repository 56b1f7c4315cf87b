package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import org.junit.jupiter.api.Test;

/** The arithmetic of long bodies, which no test could hold in memory or on disk. */
class FloeLayoutTest {
    private static final FloeParameters SMALL = new FloeParameters(4096, 20);
    private static final long MAX_SEGMENTS = 1L << 40;

    @Test
    void ofPlaintext_anyLength_isWhatOfBodyFinds() {
        for (long plain : new long[] {0, 1, 4063, 4064, 4065, 8128, 3L << 20, 5_000_000_007L}) {
            FloeLayout layout = FloeLayout.ofPlaintext(SMALL, plain);
            long segments = Math.max(1, (plain + 4063) / 4064);
            assertEquals(segments, layout.segments(), plain + " bytes");
            assertEquals(74 + plain + 32 * segments, layout.bodyBytes(), plain + " bytes");
            assertEquals(layout, FloeLayout.ofBody(SMALL, layout.bodyBytes()));
        }
    }

    @Test
    void batches_allTogether_coverEachSegmentOnce() {
        FloeLayout layout = FloeLayout.ofPlaintext(SMALL, 1000L * 4064 + 5);
        assertEquals(256, layout.segmentsPerBatch());
        assertEquals(4, layout.batches());
        long segments = 0;
        long plain = 0;
        for (long batch = 0; batch < layout.batches(); batch++) {
            assertEquals(plain, layout.plaintextOffset(segments), "batch " + batch);
            segments += layout.segmentsIn(batch);
            plain += layout.plaintextBytesOfBatch(batch);
        }
        assertEquals(layout.segments(), segments);
        assertEquals(layout.plaintextBytes(), plain);
        assertEquals(
                1, FloeLayout.ofPlaintext(new FloeParameters(2 << 20, 20), 1).segmentsPerBatch());
    }

    @Test
    void segments_upToTheLimit_areTakenAndOneMoreRefused() {
        long plain = MAX_SEGMENTS * 4064;
        assertEquals(MAX_SEGMENTS, FloeLayout.ofPlaintext(SMALL, plain).segments());
        assertThrows(IllegalArgumentException.class, () -> FloeLayout.ofPlaintext(SMALL, plain + 1));
        long body = 74 + MAX_SEGMENTS * 4096;
        assertEquals(MAX_SEGMENTS, FloeLayout.ofBody(SMALL, body).segments());
        assertThrows(IntegrityException.class, () -> FloeLayout.ofBody(SMALL, body + 33));
    }

    @Test
    void parameters_segmentThatHoldsNothing_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FloeParameters(32, 20));
        assertEquals(1, new FloeParameters(33, 20).plaintextBytes());
    }
}
