package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.rpc.Rejections;
import com.patientory.chain.internal.rpc.RpcResponse;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionRejectedException.Reason;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Offers one key's transactions to the node, reads its answers and looks after those of which nothing is heard. Every
 * method runs on the lane's thread.
 */
final class LaneSender {
    private static final int AT_ONCE = 50;
    private static final int MOST_GAPS = 1_000;

    private final EthNode node;
    private final WalletAddress address;
    private final LaneSigner signer;
    private final Outcome outcome;

    /** What becomes of a transaction; told in the middle of a round, so that a failure later in it takes nothing back. */
    interface Outcome {
        /** Will be offered: the receipt is waited for from now on. */
        void sending(Flight flight);

        /** A node has it, for the first time or already. */
        void sent(Flight flight);

        /** The node has no room: to be offered again later. */
        void notNow(Flight flight);

        /** A node says that somebody else used the nonce; it is asked once more. */
        void doubted(Flight flight);

        /** Somebody else used the nonce: to be signed anew. */
        void again(Flight flight);

        /** The node keeps it and will never make a block of it: to be signed in other bytes. */
        void stuck(Flight flight);

        void included(Flight flight, ReceiptView view);

        void failed(Flight flight, PatientoryChainException why);
    }

    LaneSender(EthNode node, WalletAddress address, LaneSigner signer, Outcome outcome) {
        this.node = node;
        this.address = address;
        this.signer = signer;
        this.outcome = outcome;
    }

    /** Sends, fifty in one request; returns those that the node knew already. */
    List<Flight> send(Collection<Flight> flights) {
        List<Flight> ready = List.copyOf(flights);
        List<Flight> known = new ArrayList<>();
        for (int from = 0; from < ready.size(); from += AT_ONCE) {
            known.addAll(sendSome(ready.subList(from, Math.min(ready.size(), from + AT_ONCE))));
        }
        return known;
    }

    private List<Flight> sendSome(List<Flight> some) {
        some.forEach(outcome::sending);
        List<RpcResponse> responses =
                node.sendRaw(some.stream().map(f -> f.signed.bytes()).toList());
        List<Flight> known = new ArrayList<>();
        Map<Flight, String> refused = new LinkedHashMap<>();
        for (int i = 0; i < some.size(); i++) {
            RpcResponse.RpcError error = responses.get(i).error();
            if (error == null) {
                outcome.sent(some.get(i));
            } else if (Rejections.alreadyKnown(error.message())) {
                outcome.sent(some.get(i));
                known.add(some.get(i));
            } else {
                refused.put(some.get(i), error.message());
            }
        }
        refused(refused);
        return known;
    }

    /** A node refuses a transaction also when a block includes it already. */
    private void refused(Map<Flight, String> refused) {
        Map<TransactionHash, ReceiptView> receipts = receipts(refused.keySet());
        refused.forEach((flight, words) -> {
            ReceiptView view = receipts.get(flight.signed.hash());
            if (view == null) {
                refused(flight, words);
            } else {
                outcome.included(flight, view);
            }
        });
    }

    private void refused(Flight flight, String words) {
        Reason reason = Rejections.reason(words);
        if (reason == Reason.NOT_NOW) {
            outcome.notNow(flight);
        } else if (!usedByAnother(flight.nonce(), reason)) {
            signer.giveBack(flight.nonce());
            outcome.failed(flight, new TransactionRejectedException(flight.signed.hash(), reason, words));
        } else if (flight.doubted) {
            outcome.again(flight);
        } else {
            outcome.doubted(flight);
        }
    }

    /** Underpriced is a replacement of another's transaction, but also one that is below the node's minimum. */
    private boolean usedByAnother(long nonce, Reason reason) {
        if (reason != Reason.NONCE_TOO_LOW && reason != Reason.UNDERPRICED) {
            return false;
        }
        long pending = node.pendingNonce(address);
        boolean used = reason == Reason.NONCE_TOO_LOW || pending > nonce;
        if (used) {
            signer.atLeast(pending);
        }
        return used;
    }

    /**
     * Looks after transactions of which nothing was heard for a while. Inclusion follows the nonces, so two of the node's
     * counts tell for all of them: below the first a block has a transaction, ours or another's; from the second on the
     * node has none, or has one that waits for a missing nonce; between them the pool is at work. One that the node knows
     * although it stands where both counts are waits for ever.
     */
    void repeat(List<Flight> overdue, Collection<Flight> ours) {
        long included = node.latestNonce(address);
        long pending = node.pendingNonce(address);
        Map<TransactionHash, ReceiptView> receipts =
                receipts(overdue.stream().filter(f -> f.nonce() < included).toList());
        List<Flight> send = new ArrayList<>();
        for (Flight flight : overdue) {
            ReceiptView view = receipts.get(flight.signed.hash());
            if (view != null) {
                outcome.included(flight, view);
            } else if (flight.nonce() < included || flight.nonce() >= pending || flight.doubted) {
                send.add(flight);
            }
        }
        findGaps(ours, pending);
        for (Flight known : send(send)) {
            if (known.nonce() == included && known.nonce() == pending) {
                outcome.stuck(known);
            }
        }
    }

    Map<TransactionHash, ReceiptView> receipts(Collection<Flight> flights) {
        List<TransactionHash> hashes =
                flights.stream().map(flight -> flight.signed.hash()).toList();
        return node.receiptsOf(hashes).stream()
                .collect(Collectors.toMap(view -> view.receipt().transaction(), view -> view));
    }

    /** Finds nonces that ours wait for and that nobody uses: a restart forgot them, or the node lost its pool. */
    private void findGaps(Collection<Flight> ours, long pending) {
        TreeSet<Long> waiting = new TreeSet<>();
        ours.stream().map(Flight::nonce).filter(nonce -> nonce > pending).forEach(waiting::add);
        Set<Long> used = ours.stream().map(Flight::nonce).collect(Collectors.toSet());
        long end = waiting.isEmpty() ? pending : Math.min(waiting.last(), pending + MOST_GAPS);
        for (long nonce = pending; nonce < end; nonce++) {
            if (!used.contains(nonce)) {
                signer.giveBack(nonce);
            }
        }
    }
}
