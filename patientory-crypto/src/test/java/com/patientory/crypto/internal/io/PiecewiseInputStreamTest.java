package com.patientory.crypto.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A failure is not forgotten, and what lies ready then is not given out. */
class PiecewiseInputStreamTest {
    @Test
    void read_afterAFailure_failsAgainWhateverLiesReady() throws IOException {
        Pieces in = new Pieces();
        assertEquals(0, in.read());
        assertEquals(1, in.available());
        assertEquals(1, in.read());
        assertEquals("of the source", assertThrows(IOException.class, in::read).getMessage());
        in.ready = 1;
        assertEquals(0, in.available());
        for (int again = 0; again < 2; again++) {
            assertEquals(
                    "An earlier read has failed",
                    assertThrows(IOException.class, in::read).getMessage());
        }
        in.close();
        assertEquals(
                "The stream is closed",
                assertThrows(IOException.class, in::read).getMessage());
        assertEquals(0, in.available());
    }

    @Test
    void read_nothingAskedFor_isNothing() throws IOException {
        Pieces in = new Pieces();
        assertEquals(0, in.read(new byte[3], 3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> in.read(new byte[3], 2, 2));
    }

    /** One piece of two bytes, then a failure. */
    private static final class Pieces extends PiecewiseInputStream {
        private boolean made;
        private int ready;
        private int next;

        @Override
        protected boolean makeNext() throws IOException {
            if (made) {
                throw new IOException("of the source");
            }
            made = true;
            ready = 2;
            return false;
        }

        @Override
        protected int ready() {
            return ready;
        }

        @Override
        protected int take(byte[] to, int offset, int length) {
            int count = Math.min(length, ready);
            for (int i = 0; i < count; i++) {
                to[offset + i] = (byte) next++;
            }
            ready -= count;
            return count;
        }
    }
}
