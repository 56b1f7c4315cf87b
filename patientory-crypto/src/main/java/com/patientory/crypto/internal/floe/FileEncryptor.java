package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.floe.BatchRunner.Lane;
import com.patientory.crypto.internal.io.Buffers;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.DirectBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Encrypts a file into another, several batches of segments at a time. */
public final class FileEncryptor {
    private final FloeSession session;
    private final SecureRandom random;
    private final BatchRunner runner;

    public FileEncryptor(FloeSession session, SecureRandom random, BatchRunner runner) {
        this.session = session;
        this.random = random;
        this.runner = runner;
    }

    /**
     * Writes the body from position 0 of {@code body}.
     *
     * @param digest is given the plaintext, in order
     * @param progress is given the plaintext bytes done so far, one call at a time, from any of the threads
     * @throws IOException if the file's length changes meanwhile, or from the file system
     */
    public FloeLayout encrypt(FileChannel plain, FileChannel body, PlaintextDigest digest, LongConsumer progress)
            throws IOException {
        FloeLayout layout = FloeLayout.ofPlaintext(session.parameters(), plain.size());
        Bytes.write(body, ByteBuffer.wrap(session.header()), 0);
        BatchRun run = new BatchRun(layout.batches(), progress);
        Lanes lanes = new Lanes(layout, run, plain, body, digest);
        if (Warmth.isColdFor(layout.plaintextBytes())) {
            runner.runAlone(run, lanes);
        } else {
            runner.run(run, lanes);
        }
        // Also what has no length of its own, such as a pipe, would otherwise be an empty record.
        if (Bytes.read(plain, ByteBuffer.allocate(1), layout.plaintextBytes()) > 0) {
            throw new IOException("The file is longer than its length was when encryption began");
        }
        return layout;
    }

    /** What the threads of one run share. */
    private final class Lanes implements Supplier<Lane> {
        private final FloeLayout layout;
        private final BatchRun run;
        private final FileChannel plain;
        private final FileChannel body;
        private final PlaintextDigest digest;

        Lanes(FloeLayout layout, BatchRun run, FileChannel plain, FileChannel body, PlaintextDigest digest) {
            this.layout = layout;
            this.run = run;
            this.plain = plain;
            this.body = body;
            this.digest = digest;
        }

        @Override
        public Lane get() {
            return new EncryptingLane(layout, run, plain, body, digest);
        }
    }

    private final class EncryptingLane implements Lane {
        private final FloeLayout layout;
        private final BatchRun run;
        private final FileChannel plain;
        private final FileChannel body;
        private final OrderedDigest digest;
        private final SegmentCipher cipher = new SegmentCipher(session, random);
        private final ByteBuffer in;
        private final ByteBuffer out;

        EncryptingLane(FloeLayout layout, BatchRun run, FileChannel plain, FileChannel body, PlaintextDigest digest) {
            this.layout = layout;
            this.run = run;
            this.plain = plain;
            this.body = body;
            this.digest = new OrderedDigest(run, digest);
            int batchBytes = layout.plaintextBytesOfBatch(0);
            this.in = DirectBuffers.take(batchBytes);
            this.out = DirectBuffers.take(batchBytes + layout.segmentsIn(0) * FloeParameters.SEGMENT_OVERHEAD_BYTES);
        }

        @Override
        public void work(long batch) throws IOException {
            long first = batch * layout.segmentsPerBatch();
            int length = layout.plaintextBytesOfBatch(batch);
            Buffers.clear(in, length);
            if (Bytes.read(plain, in, layout.plaintextOffset(first)) < length) {
                throw new IOException("The file became shorter while it was encrypted");
            }
            Buffers.flip(in);
            digest.update(batch, in.duplicate());
            Buffers.clear(out);
            cipher.prepare(layout.segmentsIn(batch));
            for (long segment = first; segment < first + layout.segmentsIn(batch); segment++) {
                Buffers.next(in, layout.plaintextBytes(segment));
                cipher.encrypt(segment, layout.isLast(segment), in, out);
            }
            Buffers.flip(out);
            Bytes.write(body, out, layout.bodyOffset(first));
            run.advanced(length);
        }

        @Override
        public void close() {
            cipher.close();
            DirectBuffers.erase(in);
            DirectBuffers.give(in);
            DirectBuffers.give(out);
        }
    }
}
