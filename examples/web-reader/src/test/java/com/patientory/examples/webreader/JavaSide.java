package com.patientory.examples.webreader;

import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.storage.dag.Cids;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the SDK does with the same files. */
final class JavaSide {
    /** A name with what needs care in JSON: quotation marks, a letter outside ASCII, one outside the basic plane. */
    static final String NAME = "R\u00f6ntgen \"left\" \ud83e\uddb4.dcm";

    static final Instant TIME = Instant.parse("2026-11-22T16:00:00.250Z");

    private final RecordCipher cipher =
            RecordCipher.builder().plaintextDigest(true).build();

    private final String mediaType;

    JavaSide(String mediaType) {
        this.mediaType = mediaType;
    }

    RecordMetadata about(Cast cast, @Nullable String cid) {
        RecordMetadata.Builder about = RecordMetadata.builder()
                .name(NAME)
                .mediaType(mediaType)
                .writer(cast.wallet())
                .time(TIME);
        return cid == null ? about.build() : about.bodyCid(cid).build();
    }

    /** Writes the body and returns its envelope. */
    KeyEnvelope seal(Path plain, Path body, Cast cast, List<Recipient> recipients) throws IOException {
        try (SealedBody sealed = cipher.encrypt(plain, body)) {
            return sealed.envelope(about(cast, Cids.of(body).toString()), recipients);
        }
    }

    byte[] open(Path envelope, Path body, RecipientKey key) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (RecordKey record = KeyEnvelope.parse(Files.readAllBytes(envelope)).open(key);
                InputStream in = Files.newInputStream(body)) {
            cipher.decrypt(in, record, plain);
        }
        return plain.toByteArray();
    }

    private byte[] openAtRandom(Path envelope, Path body, RecipientKey key) throws IOException {
        try (RecordKey record = KeyEnvelope.parse(Files.readAllBytes(envelope)).open(key);
                SeekableByteChannel channel = cipher.open(body, record)) {
            ByteBuffer plain = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (plain.hasRemaining() && channel.read(plain) >= 0) {}
            return plain.array();
        }
    }

    /** The name of the error that opening comes to, the same one in order and at random. */
    String refusal(Path envelope, Path body, RecipientKey key) throws IOException {
        String inOrder = name(() -> open(envelope, body, key));
        String atRandom = name(() -> openAtRandom(envelope, body, key));
        return inOrder.equals(atRandom) ? inOrder : inOrder + " in order, " + atRandom + " at random";
    }

    interface Action {
        void run() throws IOException;
    }

    static String name(Action action) throws IOException {
        try {
            action.run();
            return "nothing";
        } catch (PatientoryCryptoException e) {
            return e.getClass().getSimpleName();
        }
    }
}
