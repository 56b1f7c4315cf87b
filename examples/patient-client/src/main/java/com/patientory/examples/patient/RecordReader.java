package com.patientory.examples.patient;

import com.patientory.chain.model.FileRecord;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Progress;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.examples.vault.VaultFiles;
import com.patientory.storage.Cid;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Opens records with one private key: fetches the header, then the body, each verified by its digest on the chain. */
final class RecordReader {
    private final VaultFiles files;
    private final BlobStore store;
    private final RecordCipher cipher;
    private final RecipientKey key;

    RecordReader(VaultFiles files, BlobStore store, RecordCipher cipher, RecipientKey key) {
        this.files = files;
        this.store = store;
        this.cipher = cipher;
        this.key = key;
    }

    PatientRecord read(FileRecord file) throws IOException {
        KeyEnvelope envelope = KeyEnvelope.parse(files.envelope(file));
        try (RecordKey opened = envelope.open(key)) {
            RecordMetadata metadata = opened.metadata();
            Cid body = metadata.bodyCid()
                    .map(Cid::parse)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the header of file " + file.id() + " names no body: it belongs into a .ptoy file"));
            if (!Arrays.equals(body.digest(), file.body().bytes())) {
                throw new IllegalArgumentException(
                        "the header of file " + file.id() + " names another body than the chain");
            }
            String sha256 = opened.sha256().map(HexFormat.of()::formatHex).orElse(null);
            return new PatientRecord(file, envelope, metadata, body, opened.sizeBytes(), sha256);
        }
    }

    void decrypt(PatientRecord record, Path target, Progress progress) throws IOException {
        try (RecordKey opened = record.envelope().open(key);
                InputStream body = Channels.newInputStream(Transfers.await(store.open(record.body())))) {
            cipher.decrypt(body, opened, target, progress);
        }
    }

    SeekableByteChannel open(PatientRecord record) throws IOException {
        try (RecordKey opened = record.envelope().open(key)) {
            return cipher.open(Transfers.await(store.open(record.body())), opened);
        }
    }
}
