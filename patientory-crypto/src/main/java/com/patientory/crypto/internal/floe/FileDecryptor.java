package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.BatchRunner.Lane;
import com.patientory.crypto.internal.io.Buffers;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.DirectBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.util.function.LongConsumer;

/** Decrypts a body into a file, several batches of segments at a time; a cut end is noticed before the first. */
public final class FileDecryptor {
    private final FloeSession session;
    private final SecureRandom random;
    private final BatchRunner runner;

    public FileDecryptor(FloeSession session, SecureRandom random, BatchRunner runner) {
        this.session = session;
        this.random = random;
        this.runner = runner;
    }

    /**
     * Writes the plaintext from position 0 of {@code plain}. It is verified as a whole only when this returns: whoever
     * calls must discard the file otherwise.
     *
     * @param progress is given the plaintext bytes done so far, one call at a time, from any of the threads
     * @throws IntegrityException if any byte is not where and what the writer put
     */
    public void decrypt(FileChannel body, FileChannel plain, LongConsumer progress) throws IOException {
        FloeLayout layout = FloeLayout.ofBody(session.parameters(), body.size());
        try (SegmentCipher cipher = new SegmentCipher(session, random)) {
            FinalSegment.verify(body, layout, cipher);
        }
        BatchRun run = new BatchRun(layout.batches(), progress);
        runner.run(run, () -> new DecryptingLane(layout, run, body, plain));
    }

    private final class DecryptingLane implements Lane {
        private final FloeLayout layout;
        private final BatchRun run;
        private final FileChannel body;
        private final FileChannel plain;
        private final SegmentCipher cipher = new SegmentCipher(session, random);
        private final ByteBuffer in;
        private final ByteBuffer out;

        DecryptingLane(FloeLayout layout, BatchRun run, FileChannel body, FileChannel plain) {
            this.layout = layout;
            this.run = run;
            this.body = body;
            this.plain = plain;
            int batchBytes = layout.plaintextBytesOfBatch(0);
            this.in = DirectBuffers.take(batchBytes + layout.segmentsIn(0) * FloeParameters.SEGMENT_OVERHEAD_BYTES);
            this.out = DirectBuffers.take(batchBytes + AesGcm.OUTPUT_SLACK_BYTES);
        }

        @Override
        public void work(long batch) throws IOException {
            long first = batch * layout.segmentsPerBatch();
            int segments = layout.segmentsIn(batch);
            int length = layout.plaintextBytesOfBatch(batch) + segments * FloeParameters.SEGMENT_OVERHEAD_BYTES;
            Buffers.clear(in, length);
            if (Bytes.read(body, in, layout.bodyOffset(first)) < length) {
                throw new IntegrityException(SegmentCipher.FORMAT, "the body became shorter while it was decrypted");
            }
            Buffers.flip(in);
            Buffers.clear(out);
            cipher.prepare(0);
            for (long segment = first; segment < first + segments; segment++) {
                int segmentBytes = layout.plaintextBytes(segment) + FloeParameters.SEGMENT_OVERHEAD_BYTES;
                Buffers.next(in, segmentBytes);
                cipher.decrypt(segment, layout.isLast(segment), in, out);
            }
            Buffers.flip(out);
            int done = out.remaining();
            Bytes.write(plain, out, layout.plaintextOffset(first));
            run.advanced(done);
        }

        @Override
        public void close() {
            cipher.close();
            DirectBuffers.erase(out);
            DirectBuffers.give(in);
            DirectBuffers.give(out);
        }
    }
}
