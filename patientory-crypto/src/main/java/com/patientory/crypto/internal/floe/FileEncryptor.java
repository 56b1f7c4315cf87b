package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.floe.BatchRunner.Lane;
import com.patientory.crypto.internal.io.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongConsumer;

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
        byte[] header = session.header();
        Bytes.write(body, header, header.length, 0);
        BatchRun run = new BatchRun(layout.batches(), progress);
        runner.run(run, () -> new EncryptingLane(layout, run, plain, body, digest));
        // Also what has no length of its own, such as a pipe, would otherwise be an empty record.
        if (Bytes.read(plain, new byte[1], 1, layout.plaintextBytes()) > 0) {
            throw new IOException("The file is longer than its length was when encryption began");
        }
        return layout;
    }

    private final class EncryptingLane implements Lane {
        private final FloeLayout layout;
        private final BatchRun run;
        private final FileChannel plain;
        private final FileChannel body;
        private final OrderedDigest digest;
        private final SegmentCipher cipher = new SegmentCipher(session, random);
        private final byte[] in;
        private final byte[] out;

        EncryptingLane(FloeLayout layout, BatchRun run, FileChannel plain, FileChannel body, PlaintextDigest digest) {
            this.layout = layout;
            this.run = run;
            this.plain = plain;
            this.body = body;
            this.digest = new OrderedDigest(run, digest);
            int batchBytes = layout.plaintextBytesOfBatch(0);
            this.in = new byte[batchBytes];
            this.out = new byte[batchBytes + layout.segmentsIn(0) * FloeParameters.SEGMENT_OVERHEAD_BYTES];
        }

        @Override
        public void work(long batch) throws IOException {
            long first = batch * layout.segmentsPerBatch();
            int length = layout.plaintextBytesOfBatch(batch);
            if (Bytes.read(plain, in, length, layout.plaintextOffset(first)) < length) {
                throw new IOException("The file became shorter while it was encrypted");
            }
            digest.update(batch, in, length);
            int from = 0;
            int to = 0;
            for (long segment = first; segment < first + layout.segmentsIn(batch); segment++) {
                Slice plaintext = new Slice(in, from, layout.plaintextBytes(segment));
                to += cipher.encrypt(segment, layout.isLast(segment), plaintext, out, to);
                from += plaintext.length();
            }
            Bytes.write(body, out, to, layout.bodyOffset(first));
            run.advanced(length);
        }

        @Override
        public void close() {
            Arrays.fill(in, (byte) 0);
        }
    }
}
