package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.envelope.Envelope;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import com.patientory.crypto.internal.secret.Randomness;
import java.util.Collection;
import java.util.List;

/**
 * A {@link VaultKey} sealed for people, envelope-v1: a JWE like a {@link KeyEnvelope}, of a type of its own.
 *
 * <p>Promised and not promised is what a {@link KeyEnvelope} does, for all files of the vault at once. In particular it
 * does not prove who made it: whoever knows a public key can seal a vault key of his own for it. That does no harm to a
 * reader, because the files name the vault key that opens them. A writer would seal his records for a stranger: he opens
 * it by {@link #open(RecipientKey, String)}.
 */
public final class VaultEnvelope {
    private final Envelope envelope;

    VaultEnvelope(Envelope envelope) {
        this.envelope = envelope;
    }

    /**
     * Reads a sealed vault key. Its parts are checked for form only: {@link #open} authenticates them.
     *
     * @param json the sealed key, at most 64 KiB of UTF-8
     * @return the sealed key
     * @throws com.patientory.crypto.error.MalformedException if it is none
     * @throws com.patientory.crypto.error.UnsupportedException if it is of another type or asks for another algorithm
     * @throws com.patientory.crypto.error.IntegrityException if its recipients are not those of the protected list
     */
    public static VaultEnvelope parse(byte[] json) {
        return new VaultEnvelope(Envelope.parse(EnvelopeFormat.VAULT_KEY, json));
    }

    /**
     * The sealed key as it was read or made, byte for byte.
     *
     * @return a copy
     */
    public byte[] toBytes() {
        return envelope.toBytes();
    }

    /**
     * Whose keys open this, by its own word until it is opened.
     *
     * @return RFC 7638 thumbprints in the order of the envelope
     */
    public List<String> recipients() {
        return envelope.kids();
    }

    /**
     * Opens the vault key, to read by it: the one private operation that all files of the vault cost.
     *
     * @param me the key of one of the recipients
     * @return the vault key, to be closed
     * @throws com.patientory.crypto.error.NotARecipientException if the key is not among {@link #recipients()}
     * @throws com.patientory.crypto.error.IntegrityException if anything does not authenticate
     * @throws com.patientory.crypto.error.MalformedException if the payload authenticates and is no vault key
     * @throws com.patientory.crypto.error.UnsupportedException if it is a key of another type
     */
    public VaultKey open(RecipientKey me) {
        return envelope.open(me.unwrapKey(), VaultKey::read);
    }

    /**
     * Opens the vault key, to seal for it as well: only the one that is expected.
     *
     * @param me the key of one of the recipients
     * @param kid the key id that {@link VaultKey#recipient()} had when the vault was made, from where nobody else writes
     * @return the vault key, to be closed
     * @throws com.patientory.crypto.error.NotARecipientException if the key is not among {@link #recipients()}
     * @throws IntegrityException if anything does not authenticate, or this holds another vault key
     * @throws com.patientory.crypto.error.MalformedException if the payload authenticates and is no vault key
     * @throws com.patientory.crypto.error.UnsupportedException if it is a key of another type
     */
    public VaultKey open(RecipientKey me, String kid) {
        VaultKey opened = open(me);
        if (!opened.recipient().kid().equals(kid)) {
            opened.close();
            throw new IntegrityException(
                    EnvelopeFormat.VAULT_KEY.name(), "it holds another vault key than the expected");
        }
        return opened;
    }

    /**
     * Shares the whole vault: the key sealed for one recipient more. No file's envelope changes.
     *
     * @param me the key of one of the recipients
     * @param other who may read from now on
     * @return the new sealed key, or this one if the other is a recipient already
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if this does not authenticate
     * @throws IllegalArgumentException if the envelope is full
     */
    public VaultEnvelope grant(RecipientKey me, Recipient other) {
        return of(envelope.grant(me.unwrapKey(), other.wrapKey(), Randomness.platform()));
    }

    /**
     * The key sealed without one recipient, who may have kept it: {@link KeyEnvelope#remove(RecipientKey, String,
     * Collection)} of the whole vault.
     *
     * @param me the key of one of the recipients
     * @param kid the key id that goes
     * @param remaining all the others, each of them and nobody else
     * @return the new sealed key, or this one if the key id is not in it
     * @throws com.patientory.crypto.error.NotARecipientException if {@code me} is not a recipient
     * @throws com.patientory.crypto.error.IntegrityException if this does not authenticate
     * @throws IllegalArgumentException if {@code remaining} are not exactly the others, or nobody would be left
     */
    public VaultEnvelope remove(RecipientKey me, String kid, Collection<Recipient> remaining) {
        return of(envelope.remove(me.unwrapKey(), kid, KeyEnvelope.keys(remaining), Randomness.platform()));
    }

    private VaultEnvelope of(Envelope changed) {
        return changed == envelope ? this : new VaultEnvelope(changed);
    }

    /**
     * Who can open it.
     *
     * @return a text with the recipients' key ids
     */
    @Override
    public String toString() {
        return "VaultEnvelope" + recipients();
    }
}
