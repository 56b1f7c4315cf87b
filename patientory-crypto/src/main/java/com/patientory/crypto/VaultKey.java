package com.patientory.crypto;

import com.patientory.crypto.internal.envelope.Envelope;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import com.patientory.crypto.internal.jose.A256Gcm;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.secret.Randomness;
import com.patientory.crypto.internal.wrap.VaultWrap;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;

/**
 * One key for a whole vault, so that sharing ten thousand files is one operation.
 *
 * <p>Each file's envelope has {@link #recipient()} among its recipients, an entry of 256 bytes ({@code A256GCMKW}). The
 * vault key itself is sealed for people in a {@link VaultEnvelope}; whoever is added there reads every file of the vault
 * by {@link #recipientKey()}, and no file's envelope changes. Someone removed there may have kept the key: to shut him
 * out of later files, generate another vault key for them.
 *
 * <p>A vault key is a secret shared by all who may read: each of them can also write envelopes with it. Good for 2^32
 * files (NIST SP 800-38D section 8.3). Before sealing for a vault key that came in a {@link VaultEnvelope}, make sure that
 * it is the right one: {@link VaultEnvelope#open(RecipientKey, String)}.
 */
public final class VaultKey implements AutoCloseable {
    private static final String FORMAT = EnvelopeFormat.VAULT_KEY.name() + " payload";
    private static final int PAYLOAD_MAX_BYTES = 256;

    private final VaultWrap key;
    private final Recipient recipient;
    private final RecipientKey recipientKey;

    private VaultKey(byte[] key) {
        this.key = new VaultWrap(key);
        this.recipient = new Recipient(this.key);
        this.recipientKey = new RecipientKey(this.key, recipient);
    }

    /**
     * A random key of 256 bits.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static VaultKey generate(SecureRandom random) {
        byte[] key = new byte[A256Gcm.KEY_BYTES];
        random.nextBytes(key);
        return erasing(key);
    }

    private static VaultKey erasing(byte[] key) {
        try {
            return new VaultKey(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    static VaultKey read(byte[] payload) {
        JsonObject jwk = JsonObject.parse(FORMAT, payload, PAYLOAD_MAX_BYTES).exactly("k", "kty");
        return erasing(OctJwk.key(jwk, A256Gcm.KEY_BYTES));
    }

    /**
     * What the envelopes of the vault's files are sealed for or granted to. It holds the secret, so it has no JWK, and
     * seals nothing any more once this is closed.
     *
     * @return the recipient; its {@code kid} is the thumbprint of the key
     */
    public Recipient recipient() {
        return recipient;
    }

    /**
     * What opens the envelopes of the vault's files.
     *
     * @return the key; closed with this one
     */
    public RecipientKey recipientKey() {
        return recipientKey;
    }

    /**
     * Seals this key for people.
     *
     * @param recipients whoever may read the whole vault, at least one
     * @return the sealed key
     * @throws IllegalArgumentException if there are no recipients or too many
     * @throws IllegalStateException if this is closed
     */
    public VaultEnvelope seal(Collection<Recipient> recipients) {
        byte[] payload = key.secret().use(secret -> OctJwk.of(secret).toCanonicalBytes());
        try {
            return new VaultEnvelope(Envelope.seal(
                    EnvelopeFormat.VAULT_KEY, payload, KeyEnvelope.keys(recipients), Randomness.platform()));
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /**
     * Erases the key's bytes; texts that JSON was made of are left to the garbage collector. Closing twice does nothing.
     */
    @Override
    public void close() {
        recipientKey.close();
    }

    /**
     * The key's name only.
     *
     * @return a text without the key
     */
    @Override
    public String toString() {
        return "VaultKey[" + recipient.kid() + "]";
    }
}
