package com.patientory.chain.internal.write;

import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionRejectedException.Reason;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which key may write what another could not, and which key had better rest. A key that was taken from its hospital would
 * otherwise draw one write after the other and fail each. Safe for use by several threads.
 */
final class Handover {
    private static final long FIRST_REST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_DOUBLINGS = 3;

    private final Network network;
    private final List<WalletAddress> keys;
    private final Map<WalletAddress, Integer> refusals = new HashMap<>();
    private final Map<WalletAddress, Long> restUntil = new HashMap<>();

    Handover(Network network, List<WalletAddress> keys) {
        this.network = network;
        this.keys = List.copyOf(keys);
    }

    /** Tells whether the reason lies with the key, and another one is left to try. Asks the node. */
    boolean possible(WriteEntry entry, WalletAddress key, RuntimeException why) {
        List<WalletAddress> others = keys.stream()
                .filter(other -> !other.equals(key) && !entry.isRefusedFor(other))
                .toList();
        if (why instanceof TransactionRejectedException e) {
            return !others.isEmpty() && (e.reason() == Reason.INSUFFICIENT_FUNDS || e.reason() == Reason.OTHER);
        }
        return why instanceof ContractRevertException e
                && e.error() instanceof ContractError.MissingCapability
                && others.stream().anyMatch(other -> mayStore(other, entry.command));
    }

    private boolean mayStore(WalletAddress key, WriteCommand c) {
        try {
            byte[] data = VaultCalls.store(c.file(), c.body(), c.envelope()).data();
            return network.estimate(key, c.vault(), data) > 0;
        } catch (PatientoryChainException e) {
            return false;
        }
    }

    /** Lets a key take nothing new for a while, each time for longer; but never the last one that is awake. */
    synchronized void rest(WalletAddress key) {
        if (keys.stream().anyMatch(other -> !other.equals(key) && !rests(other))) {
            int doublings = refusals.merge(key, 1, Integer::sum) - 1;
            restUntil.put(key, System.nanoTime() + (FIRST_REST_NANOS << Math.min(doublings, MOST_DOUBLINGS)));
        }
    }

    synchronized boolean rests(WalletAddress key) {
        Long until = restUntil.get(key);
        return until != null && System.nanoTime() - until < 0;
    }

    /** A write of the key came through. */
    synchronized void works(WalletAddress key) {
        refusals.remove(key);
        restUntil.remove(key);
    }
}
