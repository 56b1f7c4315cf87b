package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.NotARecipientException;
import com.patientory.crypto.internal.envelope.EnvelopeJwe;
import com.patientory.crypto.internal.envelope.WrappedKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The detached header of a record, envelope-v1: its content key and metadata, encrypted for each recipient.
 *
 * <p>A few kilobytes that stand apart from the body, so sharing a record never touches the body: {@link #grant} makes a
 * new envelope with one recipient more, {@link #remove} one with one less. It is a JWE in General JSON Serialization
 * (RFC 7516) with {@code RSA-OAEP-256} and {@code A256GCM}, at most 64 KiB; any JOSE
 * library that reads this serialization opens it.
 *
 * <p>Promised: nobody but a recipient reads the payload, and nobody who never was one alters any part, the list of
 * recipients included, unnoticed. Not promised: who wrote it. Whoever knows a public key can make an envelope for it, and each recipient can make
 * another one for the same body; the chain says which one counts. The recipients' key ids are public.
 */
public final class KeyEnvelope {
    private final EnvelopeJwe jwe;

    private KeyEnvelope(EnvelopeJwe jwe) {
        this.jwe = jwe;
    }

    static KeyEnvelope seal(byte[] payload, Collection<Recipient> recipients, SecureRandom random) {
        byte[] key = new byte[EnvelopeJwe.KEY_BYTES];
        random.nextBytes(key);
        try {
            List<WrappedKey> wrapped = new ArrayList<>();
            for (Recipient recipient : new LinkedHashSet<>(recipients)) {
                wrapped.add(new WrappedKey(recipient.kid(), recipient.wrap(key)));
            }
            return new KeyEnvelope(EnvelopeJwe.seal(wrapped, key, payload, random));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Reads an envelope. Its parts are checked for form only: {@link #open} authenticates them.
     *
     * @param json the envelope, at most 64 KiB of UTF-8
     * @return the envelope
     * @throws com.patientory.crypto.error.MalformedException if it is no envelope
     * @throws com.patientory.crypto.error.UnsupportedException if it asks for another algorithm or an extension
     * @throws IntegrityException if its recipients are not those of the protected list
     */
    public static KeyEnvelope parse(byte[] json) {
        return new KeyEnvelope(EnvelopeJwe.parse(json));
    }

    /**
     * The envelope as it was read or made, byte for byte.
     *
     * @return a copy
     */
    public byte[] toBytes() {
        return jwe.toBytes();
    }

    /**
     * Whose keys open this envelope, by its own word until it is opened.
     *
     * @return RFC 7638 thumbprints in the order of the envelope
     */
    public List<String> recipients() {
        List<String> kids = new ArrayList<>();
        for (WrappedKey recipient : jwe.recipients()) {
            kids.add(recipient.kid());
        }
        return Collections.unmodifiableList(kids);
    }

    /**
     * Opens the envelope: one RSA operation, a few milliseconds.
     *
     * @param me the key of one of the recipients
     * @return the content key and metadata, to be closed
     * @throws NotARecipientException if the key is not among {@link #recipients()}
     * @throws IntegrityException if it is, and its entry or any other part does not authenticate; it is the same
     *     error for every cause
     * @throws com.patientory.crypto.error.MalformedException if the payload authenticates and is not one
     */
    public RecordKey open(RecipientKey me) {
        return opened(me, (key, payload) -> EnvelopePayload.read(payload));
    }

    /**
     * Shares the record: a new envelope with one recipient more. The body stays as it is.
     *
     * @param me the key of one of the recipients
     * @param other who may read from now on
     * @return the new envelope, or this one if the other is a recipient already
     * @throws NotARecipientException if {@code me} is not a recipient
     * @throws IntegrityException if the envelope does not authenticate
     * @throws IllegalArgumentException if the envelope is full
     */
    public KeyEnvelope grant(RecipientKey me, Recipient other) {
        return opened(me, (key, payload) -> {
            if (recipients().contains(other.kid())) {
                return this;
            }
            List<WrappedKey> recipients = new ArrayList<>(jwe.recipients());
            recipients.add(new WrappedKey(other.kid(), other.wrap(key)));
            return new KeyEnvelope(EnvelopeJwe.seal(recipients, key, payload, new SecureRandom()));
        });
    }

    /**
     * Shares the record in an envelope of its own, which says nothing about the other recipients.
     *
     * @param me the key of one of the recipients
     * @param other the only recipient of the copy
     * @return the copy, under a fresh key
     * @throws NotARecipientException if {@code me} is not a recipient
     * @throws IntegrityException if the envelope does not authenticate
     */
    public KeyEnvelope copyFor(RecipientKey me, Recipient other) {
        return opened(me, (key, payload) -> seal(payload, Collections.singletonList(other), new SecureRandom()));
    }

    /**
     * A new envelope without one recipient, for later readers.
     *
     * <p>This ends the delivery of the key and nothing else: whoever could read the record may have kept it, its content
     * key or an earlier envelope. To shut somebody out of a body that he has not fetched yet, encrypt it anew.
     *
     * @param me the key of one of the recipients
     * @param kid the key id that goes
     * @return the new envelope, or this one if the key id is not in it
     * @throws NotARecipientException if {@code me} is not a recipient
     * @throws IntegrityException if the envelope does not authenticate
     * @throws IllegalArgumentException if nobody would be left
     */
    public KeyEnvelope remove(RecipientKey me, String kid) {
        return opened(me, (key, payload) -> {
            List<WrappedKey> recipients = new ArrayList<>(jwe.recipients());
            boolean removed = recipients.removeIf(recipient -> recipient.kid().equals(kid));
            return removed ? new KeyEnvelope(EnvelopeJwe.seal(recipients, key, payload, new SecureRandom())) : this;
        });
    }

    private <T> T opened(RecipientKey me, Use<T> use) {
        String kid = me.recipient().kid();
        byte[] key = unwrap(me, wrappedFor(kid).orElseThrow(() -> new NotARecipientException(kid)));
        byte[] payload = new byte[0];
        try {
            payload = jwe.open(key)
                    .orElseThrow(() -> new IntegrityException(
                            EnvelopeJwe.FORMAT, "it was altered, or its entry for the key " + kid + " is not its own"));
            return use.of(key, payload);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(payload, (byte) 0);
        }
    }

    private Optional<byte[]> wrappedFor(String kid) {
        for (WrappedKey recipient : jwe.recipients()) {
            if (recipient.kid().equals(kid)) {
                return Optional.of(recipient.encryptedKey());
            }
        }
        return Optional.empty();
    }

    /** A key that does not unwrap is replaced by a random one (RFC 7516 section 11.5): all failures look the same. */
    private static byte[] unwrap(RecipientKey me, byte[] encryptedKey) {
        byte[] random = new byte[EnvelopeJwe.KEY_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            byte[] key = me.unwrap(encryptedKey);
            return key.length == EnvelopeJwe.KEY_BYTES ? key : random;
        } catch (NotARecipientException e) {
            return random;
        }
    }

    /** Something to do with the opened envelope's key and payload, which are erased afterwards. */
    private interface Use<T> {
        T of(byte[] key, byte[] payload);
    }

    /**
     * Who can open it.
     *
     * @return a text with the recipients' key ids
     */
    @Override
    public String toString() {
        return "KeyEnvelope" + recipients();
    }
}
