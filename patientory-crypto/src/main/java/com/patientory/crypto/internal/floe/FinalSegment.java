package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.io.Bytes;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** The proof that a body ends where its writer ended it; without it a reader with random access sees no truncation. */
final class FinalSegment {
    private FinalSegment() {}

    static void verify(SeekableByteChannel body, FloeLayout layout, SegmentCipher cipher) throws IOException {
        long last = layout.segments() - 1;
        int segmentBytes = layout.plaintextBytes(last) + FloeParameters.SEGMENT_OVERHEAD_BYTES;
        byte[] in = new byte[segmentBytes];
        byte[] out = new byte[segmentBytes];
        if (Bytes.read(body, in, segmentBytes, layout.bodyOffset(last)) < segmentBytes) {
            throw new IntegrityException(SegmentCipher.FORMAT, "the body became shorter while it was read");
        }
        cipher.decrypt(last, true, new Slice(in, 0, segmentBytes), out, 0);
        Arrays.fill(out, (byte) 0);
    }
}
