package com.patientory.crypto;

import com.patientory.crypto.internal.envelope.Envelope;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import com.patientory.crypto.internal.secret.Randomness;
import com.patientory.crypto.internal.wrap.WrapKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The detached header of a record, envelope-v1: its content key and metadata, encrypted for each recipient.
 *
 * <p>A few kilobytes that stand apart from the body, so sharing a record never touches the body: {@link #grant} makes a
 * new envelope with one recipient more, {@code remove} one with one less. It is a JWE in General JSON Serialization
 * (RFC 7516) with {@code A256GCM}, at most 64 KiB and 256 recipients, whose kinds may be mixed; any JOSE library that
 * reads this serialization opens it.
 *
 * <p>Promised: nobody but a recipient reads the payload, and nobody who never was one alters the payload or the list of
 * recipients unnoticed; an entry that was altered is noticed by its recipient. Who wrote the record is proven only by a
 * signature ({@link RecordKey#signedBy()}), and no signature says whom it is for: each recipient can make another
 * envelope for the same body, and pass the signed part on. The recipients' key ids are public.
 */
public final class KeyEnvelope {
    private final Envelope envelope;

    private KeyEnvelope(Envelope envelope) {
        this.envelope = envelope;
    }

    static KeyEnvelope seal(byte[] payload, Collection<Recipient> recipients, SecureRandom random) {
        return new KeyEnvelope(Envelope.seal(EnvelopeFormat.RECORD, payload, keys(recipients), random));
    }

    static List<WrapKey> keys(Collection<Recipient> recipients) {
        List<WrapKey> keys = new ArrayList<>();
        for (Recipient recipient : recipients) {
            keys.add(recipient.wrapKey());
        }
        return keys;
    }

    /**
     * Reads an envelope. Its parts are checked for form only: {@link #open} authenticates them.
     *
     * @param json the envelope, at most 64 KiB of UTF-8
     * @return the envelope
     * @throws com.patientory.crypto.error.MalformedException if it is no envelope
     * @throws com.patientory.crypto.error.UnsupportedException if it asks for another algorithm or an extension
     * @throws com.patientory.crypto.error.IntegrityException if its recipients are not those of the protected list
     */
    public static KeyEnvelope parse(byte[] json) {
        return new KeyEnvelope(Envelope.parse(EnvelopeFormat.RECORD, json));
    }

    /**
     * The envelope as it was read or made, byte for byte.
     *
     * @return a copy
     */
    public byte[] toBytes() {
        return envelope.toBytes();
    }

    /**
     * Whose keys open this envelope, by its own word until it is opened.
     *
     * @return RFC 7638 thumbprints in the order of the envelope
     */
    public List<String> recipients() {
        return envelope.kids();
    }

    /**
     * Opens the envelope: one private operation, a few milliseconds for RSA, less for the other kinds.
     *
     * @param me the key of one of the recipients
     * @return the content key and metadata, to be closed
     * @throws com.patientory.crypto.error.NotARecipientException if the key is not among {@link #recipients()}
     * @throws com.patientory.crypto.error.IntegrityException if it is, and its entry or any other part does not
     *     authenticate, the same error for every cause; or the writer's signature is there and does not hold
     * @throws com.patientory.crypto.error.MalformedException if the payload authenticates and is not one
     * @throws com.patientory.crypto.error.UnsupportedException if it authenticates, and its content key or its signature
     *     is of another type
     */
    public RecordKey open(RecipientKey me) {
        return envelope.open(me.unwrapKey(), EnvelopePayload::read);
    }

    /**
     * Shares the record: a new envelope with one recipient more. The body stays as it is, and so does all that the
     * writer said and signed, byte for byte.
     *
     * @param me the key of one of the recipients
     * @param other who may read from now on
     * @return the new envelope, or this one if the other is a recipient already
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate
     * @throws IllegalArgumentException if the envelope is full
     */
    public KeyEnvelope grant(RecipientKey me, Recipient other) {
        return of(envelope.grant(me.unwrapKey(), other.wrapKey(), Randomness.platform()));
    }

    /**
     * Shares the record in an envelope of its own, which says nothing about the other recipients.
     *
     * @param me the key of one of the recipients
     * @param other the only recipient of the copy
     * @return the copy, under a fresh key
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate
     */
    public KeyEnvelope copyFor(RecipientKey me, Recipient other) {
        return of(envelope.copyFor(me.unwrapKey(), other.wrapKey(), Randomness.platform()));
    }

    /**
     * A new envelope without one recipient, for later readers, when the others' keys are not at hand.
     *
     * <p>This ends the delivery of the key and nothing else: whoever could read the record may have kept it, its content
     * key or an earlier envelope. To shut somebody out of a body that he has not fetched yet, encrypt it anew. The
     * envelope's own key stays too: the removed recipient can still forge an envelope that the others open.
     * {@link #remove(RecipientKey, String, Collection)} ends that.
     *
     * @param me the key of one of the recipients
     * @param kid the key id that goes
     * @return the new envelope, or this one if the key id is not in it
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate
     * @throws IllegalArgumentException if nobody would be left
     */
    public KeyEnvelope remove(RecipientKey me, String kid) {
        return of(envelope.remove(me.unwrapKey(), kid, Randomness.platform()));
    }

    /**
     * A new envelope without one recipient, under a fresh key that he does not know: nothing that he kept of this
     * envelope helps him to read or forge the new one.
     *
     * <p>The content key inside is the same, because the body is: he may have kept it, and the file. To shut somebody out
     * of a body that he has not fetched yet, encrypt it anew.
     *
     * @param me the key of one of the recipients
     * @param kid the key id that goes
     * @param remaining all the others, each of them and nobody else
     * @return the new envelope, or this one if the key id is not in it
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if the envelope does not authenticate
     * @throws IllegalArgumentException if {@code remaining} are not exactly the others, or nobody would be left
     */
    public KeyEnvelope remove(RecipientKey me, String kid, Collection<Recipient> remaining) {
        return of(envelope.remove(me.unwrapKey(), kid, keys(remaining), Randomness.platform()));
    }

    private KeyEnvelope of(Envelope changed) {
        return changed == envelope ? this : new KeyEnvelope(changed);
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
