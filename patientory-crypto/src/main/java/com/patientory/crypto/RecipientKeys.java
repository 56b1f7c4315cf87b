package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.derive.PatientKeys;
import com.patientory.crypto.internal.derive.RsaSeeds;
import com.patientory.crypto.internal.detkeygen.PrimeSearch;
import com.patientory.crypto.internal.io.Workers;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.keystore.SealedKey;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A patient's RSA keys of all rotations up to the present one; each is searched when it is first needed, and kept. */
final class RecipientKeys implements AutoCloseable {
    static final int MAX_ROTATION = 999;

    private static final String ROTATION = "rotation";
    private static final String FORMAT = "keystore-v1";

    private final RsaSeeds seeds;
    private final @Nullable RecipientKey[] found;
    private final Object search = new Object();
    private boolean closed;

    private RecipientKeys(RsaSeeds seeds) {
        this.seeds = seeds;
        this.found = new @Nullable RecipientKey[seeds.last() + 1];
    }

    /** Searches the key of the present rotation. */
    static RecipientKeys derive(PatientKeys keys, int rotation, Progress progress) {
        RecipientKeys recipientKeys = new RecipientKeys(keys.rsaSeeds(rotation));
        try {
            recipientKeys.get(rotation, progress);
            return recipientKeys;
        } catch (RuntimeException | Error e) {
            recipientKeys.close();
            throw e;
        }
    }

    /** Opens the sealed key of the present rotation, and checks that the words give the same. */
    static RecipientKeys open(PatientKeys keys, PrivateKeyBlob blob, byte[] sentence) {
        JsonObject jwk = blob.sealed().open(sentence);
        long rotation = jwk.has(ROTATION) ? jwk.integer(ROTATION) : 0;
        if (rotation < (jwk.has(ROTATION) ? 1 : 0) || rotation > MAX_ROTATION) {
            throw MalformedException.of(FORMAT, "a rotation that is not 1 to " + MAX_ROTATION);
        }
        RecipientKeys recipientKeys = new RecipientKeys(keys.rsaSeeds((int) rotation));
        try {
            recipientKeys.put(RecipientKey.of(RsaJwk.privateKey(jwk)), blob);
            return recipientKeys;
        } catch (RuntimeException | Error e) {
            recipientKeys.close();
            throw e;
        }
    }

    private void put(RecipientKey key, PrivateKeyBlob blob) {
        if (!key.recipient().kid().equals(blob.kid()) || !seeds.gave(rotation(), key.secret())) {
            throw new IntegrityException(FORMAT, "the sealed RSA key is not the one that header and words name");
        }
        keep(rotation(), key);
    }

    /** The present key under the words. The rotation is inside, so that the header does not tell it. */
    PrivateKeyBlob seal(byte[] sentence, SecureRandom random) {
        RecipientKey key = get(rotation(), Progress.NONE);
        JsonObject.Builder jwk = JsonObject.builder().putAll(RsaJwk.of(key.secret()));
        if (rotation() > 0) {
            jwk.put(ROTATION, rotation());
        }
        return PrivateKeyBlob.parse(SealedKey.seal(jwk.build(), key.recipient().kid(), sentence, random));
    }

    int rotation() {
        return seeds.last();
    }

    /** Searches at most one key at a time: whoever asks for one that is not known yet waits for the search. */
    RecipientKey get(int rotation, Progress progress) {
        if (rotation < 0 || rotation > rotation()) {
            throw new IllegalArgumentException("The rotation is 0 to " + rotation() + ", not " + rotation);
        }
        RecipientKey known = known(rotation);
        return known != null ? known : searchOnce(rotation, progress);
    }

    private RecipientKey searchOnce(int rotation, Progress progress) {
        synchronized (search) {
            RecipientKey known = known(rotation);
            return known != null ? known : keep(rotation, search(rotation, progress));
        }
    }

    private RecipientKey search(int rotation, Progress progress) {
        PrimeSearch primes =
                PrimeSearch.of(Workers.shared(), Runtime.getRuntime().availableProcessors(), tested -> {
                    requireOpen();
                    progress.advanced(tested, Progress.UNKNOWN);
                });
        return RecipientKey.of(seeds.key(rotation, primes));
    }

    /** The key with one of these names: among those that are known, then by searching, the latest first in both. */
    Optional<RecipientKey> find(Collection<String> kids, Progress progress) {
        Optional<RecipientKey> known = latest(kids, this::known);
        return known.isPresent() ? known : latest(kids, rotation -> get(rotation, progress));
    }

    private Optional<RecipientKey> latest(Collection<String> kids, IntFunction<@Nullable RecipientKey> source) {
        for (int rotation = rotation(); rotation >= 0; rotation--) {
            RecipientKey key = source.apply(rotation);
            if (key != null && kids.contains(key.recipient().kid())) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private synchronized @Nullable RecipientKey known(int rotation) {
        return found[rotation];
    }

    private synchronized RecipientKey keep(int rotation, RecipientKey key) {
        if (closed) {
            key.close();
        }
        requireOpen();
        found[rotation] = key;
        return key;
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The identity is closed");
        }
    }

    /** Erases the seeds and closes the keys. Does not wait for a search, which ends with its present candidates. */
    @Override
    public synchronized void close() {
        closed = true;
        seeds.close();
        for (RecipientKey key : found) {
            if (key != null) {
                key.close();
            }
        }
    }
}
