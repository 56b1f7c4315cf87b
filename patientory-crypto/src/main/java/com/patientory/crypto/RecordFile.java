package com.patientory.crypto;

import com.patientory.crypto.internal.io.AtomicFile;
import com.patientory.crypto.internal.io.FileRegion;
import com.patientory.crypto.internal.ptoy.HeaderWriter;
import com.patientory.crypto.internal.ptoy.PtoyHeader;
import com.patientory.crypto.internal.ptoy.PtoyLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A record in a single file, {@code .ptoy}: envelope and body together (ptoy-v1), to be carried, mailed or kept.
 *
 * <p>{@link #grant} and {@link #remove} rewrite a few kilobytes in place, never the body, and a process that is killed
 * meanwhile leaves a file that opens, with the envelope from before or from after it. The envelope has room for some
 * more recipients; {@link #enlarge} makes more. Wherever a record is stored under its CID, keep {@link KeyEnvelope} and body
 * apart instead: {@link #extractBody} and {@link Builder#join} go from one form to the other, and need no key.
 *
 * <p>Promised: what {@link KeyEnvelope} and {@link RecordCipher} promise; that an envelope which was put into another
 * file does not open its body; that no byte of the file holds a removed recipient's entry when {@link #remove} has
 * returned. Not promised: that nobody who may write the file puts back an older envelope.
 *
 * <p>This is a handle: it holds a path and reads the file anew each time. Safe for use by several threads and processes;
 * changes wait for each other by a lock on the file. On POSIX that lock is lost when other code of the same process opens
 * and closes the file meanwhile. All methods block.
 */
public final class RecordFile {
    private final Path file;
    private final RecordCipher cipher;

    private RecordFile(Path file, RecordCipher cipher) {
        this.file = file;
        this.cipher = cipher;
    }

    /**
     * Starts a new file; see {@link Builder}.
     *
     * @param file to make or replace
     * @return a new builder
     */
    public static Builder create(Path file) {
        return new Builder(file);
    }

    /**
     * Opens a file with the defaults of {@link RecordCipher#create()}.
     *
     * @param file to read
     * @return the file
     * @throws IOException if reading fails
     * @throws com.patientory.crypto.error.MalformedException if it is no {@code .ptoy} file
     * @throws com.patientory.crypto.error.UnsupportedException if it is one of another version
     */
    public static RecordFile open(Path file) throws IOException {
        return open(file, RecordCipher.create());
    }

    /**
     * Opens a file. Reads what tells its kind; envelope and body are verified when they are used.
     *
     * @param file to read
     * @param cipher works on the body
     * @return the file
     * @throws IOException if reading fails
     * @throws com.patientory.crypto.error.MalformedException if it is no {@code .ptoy} file
     * @throws com.patientory.crypto.error.UnsupportedException if it is one of another version
     */
    public static RecordFile open(Path file, RecordCipher cipher) throws IOException {
        RecordFile opened = new RecordFile(file, cipher);
        opened.body().close();
        return opened;
    }

    /**
     * The envelope, with the list of recipients; the body is not touched. {@link KeyEnvelope#open} gives the key and the
     * metadata.
     *
     * @return the envelope as it is now
     * @throws IOException if reading fails
     * @throws com.patientory.crypto.error.IntegrityException if both places of the envelope are damaged: {@link #restore}
     *     helps where a copy of it was kept
     */
    public KeyEnvelope envelope() throws IOException {
        return KeyEnvelope.parse(PtoyHeader.read(file).envelope());
    }

    /**
     * Shares the record with one recipient more.
     *
     * @param me the key of one of the recipients
     * @param other who may read from now on
     * @return the envelope as it is now
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.HeaderFullException if there is no room: see {@link #enlarge}
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate
     */
    public KeyEnvelope grant(RecipientKey me, Recipient other) throws IOException {
        return change(envelope -> envelope.grant(me, other));
    }

    /**
     * Leaves one recipient out; see {@link KeyEnvelope#remove} for what that does not do, and {@link #rotate}. If it was
     * interrupted, his entry may still stand in the file until it is called again.
     *
     * @param me the key of one of the recipients
     * @param kid the key id that goes
     * @return the envelope as it is now
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate
     */
    public KeyEnvelope remove(RecipientKey me, String kid) throws IOException {
        return change(envelope -> envelope.remove(me, kid));
    }

    /**
     * Changes the envelope in any way that {@link KeyEnvelope} has. The result is on the device when this returns. A
     * change that gives the same envelope finishes an earlier one that was interrupted.
     *
     * @param change from the envelope as it is now to the one that shall be; must not use a {@link RecordFile}
     * @return the envelope as it is now
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.HeaderFullException if there is no room; the file is as it was
     * @throws com.patientory.crypto.error.IntegrityException if both places of the envelope are damaged
     */
    public KeyEnvelope change(UnaryOperator<KeyEnvelope> change) throws IOException {
        return KeyEnvelope.parse(HeaderWriter.change(
                file, now -> change.apply(KeyEnvelope.parse(now)).toBytes()));
    }

    /**
     * Writes an envelope that was kept elsewhere, where the file's own is damaged or not to be trusted.
     *
     * @param me the key of one of its recipients
     * @param envelope of this body
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.HeaderFullException if there is no room; the file is as it was
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate, or is that of another
     *     body
     */
    public void restore(RecipientKey me, KeyEnvelope envelope) throws IOException {
        try (RecordKey key = envelope.open(me)) {
            HeaderWriter.restore(
                    file, envelope.toBytes(), body -> cipher.decryption().requireKey(body, key));
        }
    }

    /**
     * Decrypts the body into a file, as {@link RecordCipher#decrypt(Path, RecordKey, Path, Progress)} does.
     *
     * @param key from the {@link #envelope}
     * @param plain the file to make or replace
     * @param progress hears of the progress and may cancel
     * @throws IOException if reading or writing fails; {@code plain} is then as it was
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(RecordKey key, Path plain, Progress progress) throws IOException {
        try (FileRegion body = body()) {
            cipher.decryption().decrypt(body, key, plain, progress);
        }
    }

    /**
     * Decrypts the body while it is read, as {@link RecordCipher#decrypting(InputStream, RecordKey)} does.
     *
     * @param key from the {@link #envelope}
     * @return the plaintext, for one thread at a time, to be closed
     * @throws IOException if reading fails
     * @throws com.patientory.crypto.error.IntegrityException if the header of the body was not made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public InputStream decrypting(RecordKey key) throws IOException {
        return ofBody(body -> cipher.decrypting(Channels.newInputStream(body), key));
    }

    /**
     * Opens the body for reading anywhere, as {@link RecordCipher#open(SeekableByteChannel, RecordKey)} does.
     *
     * @param key from the {@link #envelope}
     * @return the plaintext, read-only, for one thread at a time, to be closed
     * @throws IOException if reading fails
     * @throws com.patientory.crypto.error.IntegrityException if header or end of the body are not those made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public SeekableByteChannel channel(RecordKey key) throws IOException {
        return ofBody(body -> cipher.open(body, key));
    }

    /**
     * Encrypts the record anew, under a fresh content key, and puts it in the place of this file when all of the old body
     * is verified. Metadata stay, but for a CID, which is no longer true; nor does a signature stay, which binds the old key.
     *
     * @param me the key of one of the recipients
     * @param recipients whoever may read from now on
     * @param progress hears of the progress and may cancel
     * @throws IOException if reading or writing fails, or somebody changes the envelope meanwhile; the file is then as it
     *     was
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if envelope or body do not authenticate
     */
    public void rotate(RecipientKey me, Collection<Recipient> recipients, Progress progress) throws IOException {
        Path real = file.toRealPath();
        PtoyHeader seen = PtoyHeader.read(real);
        try (RecordKey key = KeyEnvelope.parse(seen.envelope()).open(me);
                AtomicFile out = AtomicFile.successor(real)) {
            RecordMetadata metadata = RecordFileWriter.withoutCid(key.metadata());
            Function<SealedBody, KeyEnvelope> sealing = made -> made.envelope(metadata, recipients);
            PtoyLayout layout = RecordFileWriter.layout(cipher, sealing, 0).atLeast(seen.layout());
            RecordFileWriter.fill(out, layout, to -> rotate(key, to, progress), sealing);
            out.force();
            HeaderWriter.ifUnchanged(real, seen, out::commit);
        }
    }

    private SealedBody rotate(RecordKey key, FileRegion target, Progress progress) throws IOException {
        try (FileRegion body = body()) {
            return cipher.rotate(body, key, target, progress);
        }
    }

    /**
     * Makes room for more recipients: copies the file, body byte for byte, and puts the copy in its place.
     *
     * @param spareRecipients for how many more with RSA keys of 3072 bits
     * @throws IOException if reading or writing fails, or somebody changes the envelope meanwhile; the file is then as it
     *     was
     */
    public void enlarge(int spareRecipients) throws IOException {
        Path real = file.toRealPath();
        try (AtomicFile copy = AtomicFile.successor(real)) {
            PtoyHeader seen = copy(copy, spareRecipients);
            copy.force();
            HeaderWriter.ifUnchanged(real, seen, copy::commit);
        }
    }

    /**
     * Copies the record, the envelope as it is now and the body byte for byte.
     *
     * @param target the file to make or replace, another one than this
     * @param spareRecipients for how many more with RSA keys of 3072 bits it has room
     * @return the copy
     * @throws IOException if reading or writing fails; {@code target} is then as it was
     * @throws IllegalArgumentException if it is this file: {@link #enlarge} makes room in it
     */
    public RecordFile copyTo(Path target, int spareRecipients) throws IOException {
        requireAnother(target);
        try (AtomicFile copy = AtomicFile.create(target)) {
            copy(copy, spareRecipients);
            copy.commit();
        }
        return new RecordFile(target, cipher);
    }

    private PtoyHeader copy(AtomicFile copy, int spareRecipients) throws IOException {
        try (FileRegion body = body()) {
            PtoyHeader header = PtoyHeader.read(file, body);
            byte[] envelope = header.envelope();
            PtoyLayout layout = RecordFileWriter.layout(envelope.length, spareRecipients);
            HeaderWriter.create(copy.channel(), layout, envelope);
            RecordFileWriter.transfer(body, copy.channel(), layout.bodyOffset());
            return header;
        }
    }

    /**
     * Copies the body alone, as {@link RecordCipher} and content-addressed stores have it. Its envelope is
     * {@link #envelope}, or one with the CID made by whoever has the key.
     *
     * @param body the file to make or replace, another one than this
     * @throws IOException if reading or writing fails; {@code body} is then as it was
     * @throws IllegalArgumentException if it is this file, whose envelope may be the only one
     */
    public void extractBody(Path body) throws IOException {
        requireAnother(body);
        try (FileRegion from = body();
                AtomicFile to = AtomicFile.create(body)) {
            RecordFileWriter.transfer(from, to.channel(), 0);
            to.commit();
        }
    }

    private void requireAnother(Path target) throws IOException {
        if (Files.exists(target) && Files.isSameFile(target, file)) {
            throw new IllegalArgumentException("The target is the record itself");
        }
    }

    private FileRegion body() throws IOException {
        return PtoyLayout.openBody(file);
    }

    private <T> T ofBody(Opening<T> opening) throws IOException {
        FileRegion body = body();
        try {
            return opening.of(body);
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    /** What takes over an open body. */
    private interface Opening<T> {
        T of(FileRegion body) throws IOException;
    }

    /** Collects what a new {@link RecordFile} holds; needs metadata and recipients to encrypt, none of them to join. */
    public static final class Builder {
        private static final int DEFAULT_SPARE_RECIPIENTS = 8;

        private final Path file;
        private RecordCipher cipher = RecordCipher.create();
        private @Nullable RecordMetadata metadata;
        private Collection<Recipient> recipients = Collections.emptyList();
        private @Nullable WalletKey writer;
        private int spareRecipients = DEFAULT_SPARE_RECIPIENTS;
        private Progress progress = Progress.NONE;

        private Builder(Path file) {
            this.file = file;
        }

        /**
         * Sets who encrypts; {@link RecordCipher#create()} if not called.
         *
         * @param value the cipher
         * @return this builder
         */
        public Builder cipher(RecordCipher value) {
            cipher = value;
            return this;
        }

        /**
         * Sets what to say about the record.
         *
         * @param value the metadata, without a CID
         * @return this builder
         */
        public Builder metadata(RecordMetadata value) {
            metadata = value;
            return this;
        }

        /**
         * Sets who may read.
         *
         * @param value at least one, repetitions count once
         * @return this builder
         */
        public Builder recipients(Collection<Recipient> value) {
            recipients = value;
            return this;
        }

        /**
         * Sets who signs; nobody if not called. The signature names the body by its SHA-256, so the cipher must be one
         * that computes it, {@link RecordCipher.Builder#plaintextDigest}.
         *
         * @param value the key of {@link RecordMetadata#writer()}
         * @return this builder
         */
        public Builder signer(WalletKey value) {
            writer = value;
            return this;
        }

        /**
         * Sets how much room the envelope has to grow; for 8 recipients if not called, which makes a file for one
         * recipient 20 KiB longer than its body.
         *
         * @param count for how many more with RSA keys of 3072 bits; an envelope is at most 64 KiB anyway
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder spareRecipients(int count) {
            spareRecipients = RecordFileWriter.checkSpare(count);
            return this;
        }

        /**
         * Sets who hears of the progress and may cancel; nobody if not called.
         *
         * @param value the listener
         * @return this builder
         */
        public Builder progress(Progress value) {
            progress = value;
            return this;
        }

        /**
         * Encrypts a file.
         *
         * @param plain the file to read, whose length must not change meanwhile
         * @return the new file
         * @throws IOException if reading or writing fails; the target is then as it was
         * @throws IllegalArgumentException if metadata or recipients are missing, or there are too many
         */
        public RecordFile encrypt(Path plain) throws IOException {
            try (FileChannel in = FileChannel.open(plain, StandardOpenOption.READ)) {
                return write(body -> cipher.encryption().encrypt(in, body, progress));
            }
        }

        /**
         * Encrypts a stream, in the calling thread.
         *
         * @param plain read to its end, not closed
         * @return the new file
         * @throws IOException if reading or writing fails; the target is then as it was
         * @throws IllegalArgumentException if metadata or recipients are missing, or there are too many
         */
        public RecordFile encrypt(InputStream plain) throws IOException {
            return write(body -> cipher.encrypt(plain, Channels.newOutputStream(body), progress));
        }

        private RecordFile write(RecordFileWriter.Source source) throws IOException {
            if (metadata == null) {
                throw new IllegalArgumentException("metadata is not set");
            }
            RecordMetadata about = metadata;
            Function<SealedBody, KeyEnvelope> sealing = made ->
                    writer == null ? made.envelope(about, recipients) : made.envelope(about, recipients, writer);
            PtoyLayout layout = RecordFileWriter.layout(cipher, sealing, spareRecipients);
            try (AtomicFile out = AtomicFile.create(file)) {
                RecordFileWriter.fill(out, layout, source, sealing);
                out.commit();
            }
            return new RecordFile(file, cipher);
        }

        /**
         * Puts an envelope and its body into one file, byte for byte and without a key: whether they belong together is
         * seen when it is opened.
         *
         * @param envelope of the body
         * @param body the file to read
         * @return the new file
         * @throws IOException if reading or writing fails; the target is then as it was
         */
        public RecordFile join(KeyEnvelope envelope, Path body) throws IOException {
            byte[] bytes = envelope.toBytes();
            PtoyLayout layout = RecordFileWriter.layout(bytes.length, spareRecipients);
            try (FileChannel in = FileChannel.open(body, StandardOpenOption.READ);
                    AtomicFile out = AtomicFile.create(file)) {
                HeaderWriter.create(out.channel(), layout, bytes);
                RecordFileWriter.transfer(in, out.channel(), layout.bodyOffset());
                out.commit();
            }
            return new RecordFile(file, cipher);
        }
    }
}
