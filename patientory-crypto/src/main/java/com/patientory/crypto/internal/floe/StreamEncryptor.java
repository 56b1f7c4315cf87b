package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Encrypts a stream of unknown length, one segment ahead: only the end of the stream shows which segment is final. */
public final class StreamEncryptor {
    private final FloeSession session;
    private final SecureRandom random;

    public StreamEncryptor(FloeSession session, SecureRandom random) {
        this.session = session;
        this.random = random;
    }

    /**
     * Reads {@code in} to its end; closes neither.
     *
     * @return the layout of what was written
     */
    public FloeLayout encrypt(InputStream in, OutputStream out, PlaintextDigest digest, LongConsumer progress)
            throws IOException {
        SegmentCipher cipher = new SegmentCipher(session, random);
        byte[] sealed = new byte[session.parameters().segmentBytes()];
        byte[] plain = new byte[session.parameters().plaintextBytes()];
        byte[] ahead = new byte[plain.length];
        long segment = 0;
        long total = 0;
        try {
            out.write(session.header());
            int length = Bytes.read(in, plain, 0, plain.length);
            for (boolean last = false; !last; segment++) {
                int aheadLength = length < plain.length ? 0 : Bytes.read(in, ahead, 0, ahead.length);
                last = aheadLength == 0;
                digest.update(plain, length);
                out.write(sealed, 0, cipher.encrypt(segment, last, new Slice(plain, 0, length), sealed, 0));
                total += length;
                progress.accept(total);
                byte[] swap = plain;
                plain = ahead;
                ahead = swap;
                length = aheadLength;
            }
            return FloeLayout.ofPlaintext(session.parameters(), total);
        } finally {
            Arrays.fill(plain, (byte) 0);
            Arrays.fill(ahead, (byte) 0);
            cipher.close();
        }
    }
}
