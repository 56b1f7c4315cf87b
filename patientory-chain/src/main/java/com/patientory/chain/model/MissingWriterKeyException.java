package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A writer was opened without a key whose journal has unfinished writes: they would be forgotten. Open it with that key as
 * well, once, until all are finished.
 */
public final class MissingWriterKeyException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    private final transient Map<WalletAddress, Integer> unfinished;

    /**
     * Names the keys.
     *
     * @param unfinished how many writes are unfinished for each missing key
     */
    public MissingWriterKeyException(Map<WalletAddress, Integer> unfinished) {
        super("unfinished writes of keys that the writer was not given: " + text(unfinished));
        this.unfinished = Map.copyOf(unfinished);
    }

    private static String text(Map<WalletAddress, Integer> unfinished) {
        Map<String, Integer> sorted = new TreeMap<>();
        unfinished.forEach((key, writes) -> sorted.put(key.toString(), writes));
        return sorted.entrySet().stream()
                .map(e -> e.getValue() + " of " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the missing keys.
     *
     * @return the address of each, and how many of its writes are unfinished
     */
    public Map<WalletAddress, Integer> unfinished() {
        return unfinished;
    }
}
