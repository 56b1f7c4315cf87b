package com.patientory.crypto.internal.envelope;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.NotARecipientException;
import com.patientory.crypto.internal.secret.Randomness;
import com.patientory.crypto.internal.wrap.UnwrapKey;
import com.patientory.crypto.internal.wrap.WrapKey;
import com.patientory.crypto.internal.wrap.WrappedKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A payload for recipients, and what they may do with it: open, grant, copy, remove. Immutable. */
public final class Envelope {
    private final EnvelopeJwe jwe;

    private Envelope(EnvelopeJwe jwe) {
        this.jwe = jwe;
    }

    /** Encrypts a payload under a fresh key; a recipient who is given twice counts once. */
    public static Envelope seal(
            EnvelopeFormat format, byte[] payload, Collection<? extends WrapKey> recipients, SecureRandom random) {
        Map<String, WrapKey> distinct = new LinkedHashMap<>();
        for (WrapKey recipient : recipients) {
            distinct.put(recipient.kid(), recipient);
        }
        EnvelopeJwe.requireCount(distinct.size());
        byte[] key = randomKey(random);
        try {
            // Each entry is work of its own, up to a millisecond of it.
            List<WrappedKey> wrapped = distinct.values().parallelStream()
                    .map(recipient -> recipient.wrap(key, random))
                    .collect(Collectors.toList());
            return new Envelope(EnvelopeJwe.seal(format, wrapped, key, payload, random));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Reads an envelope; its parts are checked for form only. */
    public static Envelope parse(EnvelopeFormat format, byte[] json) {
        return new Envelope(EnvelopeJwe.parse(format, json));
    }

    public byte[] toBytes() {
        return jwe.toBytes();
    }

    /** Thumbprints in the order of the envelope. */
    public List<String> kids() {
        return EnvelopeJwe.kids(jwe.recipients());
    }

    /** Authenticates the payload and hands it out; it is erased afterwards. */
    public <T> T open(UnwrapKey me, Function<byte[], T> use) {
        return opened(me, (key, payload) -> use.apply(payload));
    }

    public Envelope grant(UnwrapKey me, WrapKey other, SecureRandom random) {
        return opened(me, (key, payload) -> {
            if (kids().contains(other.kid())) {
                return this;
            }
            List<WrappedKey> recipients = new ArrayList<>(jwe.recipients());
            recipients.add(other.wrap(key, random));
            return resealed(recipients, key, payload, random);
        });
    }

    public Envelope copyFor(UnwrapKey me, WrapKey other, SecureRandom random) {
        return open(me, payload -> seal(jwe.format(), payload, Collections.singletonList(other), random));
    }

    /** Keeps the key and the entries of the others. */
    public Envelope remove(UnwrapKey me, String kid, SecureRandom random) {
        return opened(me, (key, payload) -> {
            List<WrappedKey> recipients = new ArrayList<>(jwe.recipients());
            boolean removed = recipients.removeIf(recipient -> recipient.kid().equals(kid));
            return removed ? resealed(recipients, key, payload, random) : this;
        });
    }

    /** Makes a fresh key and new entries for exactly the others. */
    public Envelope remove(UnwrapKey me, String kid, Collection<? extends WrapKey> remaining, SecureRandom random) {
        return open(me, payload -> {
            Map<String, WrapKey> given = new LinkedHashMap<>();
            for (WrapKey recipient : remaining) {
                given.put(recipient.kid(), recipient);
            }
            List<WrapKey> ordered = new ArrayList<>();
            for (String staying : kids()) {
                if (given.containsKey(staying)) {
                    ordered.add(given.remove(staying));
                }
            }
            boolean exact = given.isEmpty()
                    && !ordered.stream().anyMatch(key -> key.kid().equals(kid));
            int expected = kids().size() - (kids().contains(kid) ? 1 : 0);
            if (!exact || ordered.size() != expected) {
                throw new IllegalArgumentException(
                        "The keys given are not those of the " + expected + " recipients who stay");
            }
            return kids().contains(kid) ? seal(jwe.format(), payload, ordered, random) : this;
        });
    }

    private Envelope resealed(List<WrappedKey> recipients, byte[] key, byte[] payload, SecureRandom random) {
        return new Envelope(EnvelopeJwe.seal(jwe.format(), recipients, key, payload, random));
    }

    private <T> T opened(UnwrapKey me, Use<T> use) {
        String kid = me.wrapKey().kid();
        WrappedKey entry = jwe.recipients().stream()
                .filter(recipient -> recipient.kid().equals(kid))
                .findFirst()
                .orElseThrow(() -> new NotARecipientException(kid));
        byte[] key = unwrap(me, entry);
        byte[] payload = new byte[0];
        try {
            payload = jwe.open(key)
                    .orElseThrow(() -> new IntegrityException(
                            jwe.format().name(),
                            "it was altered, or its entry for the key " + kid + " is not its own"));
            return use.of(key, payload);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(payload, (byte) 0);
        }
    }

    /** A key that does not unwrap is replaced by a random one (RFC 7516 section 11.5): all failures look the same. */
    private static byte[] unwrap(UnwrapKey me, WrappedKey entry) {
        byte[] random = randomKey(Randomness.platform());
        byte[] key = me.unwrap(entry).orElse(random);
        return key.length == WrappedKey.KEY_BYTES ? key : random;
    }

    private static byte[] randomKey(SecureRandom random) {
        byte[] key = new byte[WrappedKey.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Something to do with the opened envelope's key and payload, which are erased afterwards. */
    private interface Use<T> {
        T of(byte[] key, byte[] payload);
    }
}
