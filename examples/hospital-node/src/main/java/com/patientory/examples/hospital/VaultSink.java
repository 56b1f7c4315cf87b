package com.patientory.examples.hospital;

import com.patientory.chain.VaultWriter;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.Progress;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.WalletAddress;
import com.patientory.ehr.RecordRejectedException;
import com.patientory.ehr.RecordSink;
import com.patientory.ehr.SinkToken;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import com.patientory.storage.PutOptions;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.Cids;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Takes records from the sync engine into the patient's vault: <em>seal</em> encrypts the download for the patient into
 * the spool, <em>store</em> puts body and header into the stores, <em>anchor</em> writes their digests on the chain.
 * Each stage can be repeated with its token; a record is sealed once, so that a repetition stores and writes the same
 * bytes. Plaintext exists only in the cipher's buffers.
 */
public final class VaultSink implements RecordSink {
    private static final String DEFAULT_TYPE = "application/octet-stream";
    private static final int NAME_MAX_CODE_POINTS = 120;
    private static final int TYPE_MAX_CHARS = 255;

    private final Function<PatientRef, Optional<Enrolment>> enrolments;
    private final RecordCipher cipher;
    private final BlobStore store;
    private final VaultWriter writer;
    private final WalletAddress writerAddress;
    private final Spool spool;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * A sink.
     *
     * @param enrolments who has registered
     * @param cipher encrypts; with the plaintext's digest where records are to be compared with their source later
     * @param store keeps bodies and headers
     * @param writer writes into vaults with the hospital's key
     * @param writerAddress that key's address, noted in each header
     * @param spoolFolder where sealed records wait; on a disk that survives a crash
     * @param clock tells the time noted in each header
     * @param random draws file ids
     */
    public VaultSink(
            Function<PatientRef, Optional<Enrolment>> enrolments,
            RecordCipher cipher,
            BlobStore store,
            VaultWriter writer,
            WalletAddress writerAddress,
            Path spoolFolder,
            Clock clock,
            SecureRandom random) {
        this.enrolments = enrolments;
        this.cipher = cipher;
        this.store = store;
        this.writer = writer;
        this.writerAddress = writerAddress;
        this.spool = new Spool(spoolFolder, random);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public SinkToken seal(DocumentRef document, InputStream content) throws IOException {
        Enrolment patient = enrolments
                .apply(document.patient())
                .orElseThrow(() -> new RecordRejectedException("the patient has not registered"));
        String entry = spool.newEntry();
        boolean kept = false;
        try (SealedBody sealed = cipher.encrypt(content, spool.body(entry), Progress.NONE)) {
            Cid body = Cids.of(spool.body(entry));
            byte[] envelope = sealed.envelope(metadata(document, body), List.of(patient.key()))
                    .toBytes();
            spool.keep(entry, envelope);
            kept = true;
            Cid header = Cid.hash(Cid.Codec.RAW, ByteBuffer.wrap(envelope));
            return new SealedRecord(patient.vault(), FileId.random(random), body, header, entry).toToken();
        } finally {
            if (!kept) {
                spool.remove(entry);
            }
        }
    }

    @Override
    public SinkToken store(SinkToken sealed) throws IOException, InterruptedException {
        SealedRecord record = SealedRecord.parse(sealed);
        put(record.body(), spool.body(record.spoolEntry()));
        put(record.envelope(), spool.envelope(record.spoolEntry()));
        return sealed;
    }

    @Override
    public SinkToken anchor(SinkToken stored) throws IOException, InterruptedException {
        SealedRecord record = SealedRecord.parse(stored);
        try {
            writer.store(
                            record.vault(),
                            record.fileId(),
                            SealedRecord.onChain(record.body()),
                            SealedRecord.onChain(record.envelope()))
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the record could not be written into the vault", e.getCause());
        }
        spool.remove(record.spoolEntry());
        return stored;
    }

    @Override
    public void discard(SinkToken sealed) throws IOException {
        spool.remove(SealedRecord.parse(sealed).spoolEntry());
    }

    @Override
    public void recovered(Collection<SinkToken> pending) throws IOException {
        Set<String> entries = new HashSet<>();
        pending.forEach(token -> entries.add(SealedRecord.parse(token).spoolEntry()));
        spool.retainOnly(entries);
    }

    private void put(Cid cid, Path file) throws IOException, InterruptedException {
        Transfers.await(store.put(BlobContent.of(file), PutOptions.defaults().expecting(cid)));
    }

    private RecordMetadata metadata(DocumentRef document, Cid body) {
        DocumentRef.Info info = document.info();
        String type = document.content().contentType();
        return RecordMetadata.builder()
                .name(name(info.title().isBlank() ? info.typeText() : info.title()))
                .mediaType(isMediaType(type) ? type : DEFAULT_TYPE)
                .bodyCid(body.toString())
                .writer(writerAddress)
                // A header's time begins in 1970; a scan of an older film may be dated before.
                .time(info.created().filter(at -> !at.isBefore(Instant.EPOCH)).orElseGet(clock::instant))
                .build();
    }

    /** Hospitals type anything into a title; a header takes up to 255 characters of well-formed text. */
    private static String name(String title) {
        StringBuilder name = new StringBuilder();
        title.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .limit(NAME_MAX_CODE_POINTS)
                .forEach(name::appendCodePoint);
        String text = name.toString().strip();
        return text.isEmpty() ? "record" : text;
    }

    private static boolean isMediaType(String type) {
        return !type.isBlank()
                && type.length() <= TYPE_MAX_CHARS
                && type.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
