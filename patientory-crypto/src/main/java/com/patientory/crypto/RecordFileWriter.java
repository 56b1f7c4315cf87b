package com.patientory.crypto;

import com.patientory.crypto.internal.io.AtomicFile;
import com.patientory.crypto.internal.io.FileRegion;
import com.patientory.crypto.internal.ptoy.HeaderWriter;
import com.patientory.crypto.internal.ptoy.PtoyLayout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.function.Function;

/** Fills new {@link RecordFile}s, which get their name from whoever calls. */
final class RecordFileWriter {
    /** An entry with an RSA key of 3072 bits takes 678. */
    private static final int RECIPIENT_BYTES = 704;

    private RecordFileWriter() {}

    static PtoyLayout layout(int envelopeBytes, int spareRecipients) {
        return PtoyLayout.forEnvelope(envelopeBytes + (long) checkSpare(spareRecipients) * RECIPIENT_BYTES);
    }

    static int checkSpare(int recipients) {
        if (recipients < 0) {
            throw new IllegalArgumentException("spareRecipients is " + recipients + ", must not be negative");
        }
        return recipients;
    }

    /** The body's place must be known before its length and digest are, so an envelope of the same length stands in. */
    static PtoyLayout layout(RecordCipher cipher, Function<SealedBody, KeyEnvelope> sealing, int spareRecipients) {
        try (SealedBody standIn = cipher.encryption().standIn()) {
            return layout(sealing.apply(standIn).toBytes().length, spareRecipients);
        }
    }

    /** Writes the body first, and then what stands before it. */
    static void fill(AtomicFile file, PtoyLayout layout, Source source, Function<SealedBody, KeyEnvelope> sealing)
            throws IOException {
        try (SealedBody sealed = source.encryptTo(FileRegion.from(file.channel(), layout.bodyOffset()))) {
            HeaderWriter.create(file.channel(), layout, sealing.apply(sealed).toBytes());
        }
    }

    static RecordMetadata withoutCid(RecordMetadata metadata) {
        return RecordMetadata.builder()
                .name(metadata.name())
                .mediaType(metadata.mediaType())
                .writer(metadata.writer())
                .time(metadata.time())
                .build();
    }

    /** Copies all of a channel. */
    static void transfer(FileChannel from, FileChannel to, long at) throws IOException {
        to.position(at);
        long size = from.size();
        long done = 0;
        while (done < size) {
            long count = from.transferTo(done, size - done, to);
            if (count == 0) {
                throw new IOException("The file became shorter while it was copied");
            }
            done += count;
        }
    }

    /** What encrypts. */
    interface Source {
        SealedBody encryptTo(FileRegion body) throws IOException;
    }
}
