package com.patientory.chain.internal.write;

import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.rpc.Rejections;
import com.patientory.chain.internal.rpc.RpcResponse;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionRejectedException.Reason;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One account's line of transactions: signs, sends and repairs. Every method runs on the writer's thread. A write that is
 * signed is sent in exactly these bytes until a block has it, or until its nonce proves to be used by somebody else;
 * then it is signed anew, which the vault's idempotent store makes harmless.
 */
final class WriteLane {
    private static final int BATCH = 50;
    private static final long STORE_GAS = 200_000;
    private static final long TRANSFER_GAS = 21_000;

    private final Network network;
    private final EthNode node;
    private final WalletKey key;
    private final Journal journal;
    private final NonceCounter nonces;
    private final Outcome outcome;
    private final Set<WalletAddress> knownVaults = new HashSet<>();

    /** What becomes of a write; told in the middle of a round, so that a failure later in it takes nothing back. */
    interface Outcome {
        /** Will be sent: the receipt is waited for from now on. */
        void sending(WriteEntry entry);

        /** A node has it. */
        void sent(WriteEntry entry);

        /** A node says that somebody else used the nonce; it is asked once more. */
        void doubted(WriteEntry entry);

        /** Somebody else used the nonce: to be signed anew. */
        void again(WriteEntry entry);

        void included(WriteEntry entry, SignedBytes signed, ReceiptView view);

        void failed(WriteEntry entry, RuntimeException why);
    }

    WriteLane(Network network, WalletKey key, Journal journal, NonceCounter nonces, Outcome outcome) {
        this.network = network;
        this.node = network.node();
        this.key = key;
        this.journal = journal;
        this.nonces = nonces;
        this.outcome = outcome;
    }

    /** Signs what is not signed yet. One disk write makes the whole batch durable before any of it is sent. */
    void sign(List<WriteEntry> entries) {
        // All that may fail comes first: what is signed must reach the journal.
        List<WriteEntry> unsigned =
                entries.stream().filter(e -> e.signed == null && hasVault(e)).toList();
        List<JournalRecord> records = new ArrayList<>();
        for (WriteEntry entry : unsigned) {
            long nonce = nonces.take();
            entry.signed = SignedBytes.sign(store(nonce, entry.command), network.chainId(), key);
            records.add(new JournalRecord.Reserved(entry.id, entry.command, nonce));
            records.add(new JournalRecord.Signed(entry.id, entry.signed));
        }
        if (!records.isEmpty()) {
            note(records, unsigned);
        }
    }

    /** What did not reach the disk is not sent, and its nonces are as good as new. */
    private void note(List<JournalRecord> records, List<WriteEntry> entries) {
        try {
            journal.append(records, true);
        } catch (RuntimeException e) {
            for (WriteEntry entry : entries) {
                nonces.giveBack(signed(entry).transaction().nonce());
                entry.signed = null;
            }
            throw e;
        }
    }

    /** A transaction to an address without code would succeed and store nothing. */
    private boolean hasVault(WriteEntry entry) {
        WalletAddress vault = entry.command.vault();
        if (!knownVaults.contains(vault)) {
            try {
                network.requireCode(vault);
            } catch (ContractNotDeployedException e) {
                outcome.failed(entry, e);
                return false;
            }
            knownVaults.add(vault);
        }
        return true;
    }

    private RawTransaction store(long nonce, WriteCommand c) {
        byte[] data = VaultCalls.store(c.file(), c.body(), c.envelope()).data();
        return new RawTransaction(nonce, network.gasPrice(), STORE_GAS, c.vault(), BigInteger.ZERO, data);
    }

    /** Sends what is signed, fifty in one request. */
    void send(List<WriteEntry> entries) {
        List<WriteEntry> ready = entries.stream().filter(e -> e.signed != null).toList();
        for (int from = 0; from < ready.size(); from += BATCH) {
            sendBatch(ready.subList(from, Math.min(ready.size(), from + BATCH)));
        }
    }

    private void sendBatch(List<WriteEntry> batch) {
        batch.forEach(outcome::sending);
        List<RpcResponse> responses =
                node.sendRaw(batch.stream().map(e -> signed(e).bytes()).toList());
        List<JournalRecord> records = new ArrayList<>();
        Map<WriteEntry, String> refused = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            RpcResponse.RpcError error = responses.get(i).error();
            if (error == null || Rejections.alreadyKnown(error.message())) {
                records.add(new JournalRecord.Sent(batch.get(i).id));
                outcome.sent(batch.get(i));
            } else {
                refused.put(batch.get(i), error.message());
            }
        }
        journal.append(records, false);
        refused(refused);
    }

    /** A node refuses a transaction also when a block includes it already. */
    private void refused(Map<WriteEntry, String> refused) {
        Map<TransactionHash, ReceiptView> receipts = receipts(refused.keySet());
        refused.forEach((entry, words) -> {
            ReceiptView view = receipts.get(signed(entry).hash());
            if (view == null) {
                refused(entry, words);
            } else {
                outcome.included(entry, signed(entry), view);
            }
        });
    }

    private void refused(WriteEntry entry, String words) {
        Reason reason = Rejections.reason(words);
        long nonce = signed(entry).transaction().nonce();
        if (reason == Reason.NOT_NOW) {
            return; // It stays in the outbox.
        }
        if (!usedByAnother(nonce, reason)) {
            TransactionHash hash = signed(entry).hash();
            nonces.giveBack(nonce);
            outcome.failed(entry, new TransactionRejectedException(hash, reason, words));
        } else if (entry.doubted) {
            outcome.again(entry);
        } else {
            outcome.doubted(entry);
        }
    }

    /** Underpriced is a replacement of another's transaction, but also one that is below the node's minimum. */
    private boolean usedByAnother(long nonce, Reason reason) {
        if (reason != Reason.NONCE_TOO_LOW && reason != Reason.UNDERPRICED) {
            return false;
        }
        long pending = node.pendingNonce(key.address());
        boolean used = reason == Reason.NONCE_TOO_LOW || pending > nonce;
        if (used) {
            nonces.atLeast(pending);
        }
        return used;
    }

    /**
     * Looks after writes of which nothing was heard for a while. Inclusion follows the nonces, so two of the node's
     * counts tell for all of them: below the first a block has a transaction, ours or another's; from the second on the
     * node has none, or has one that waits for a missing nonce; between them the pool is at work.
     */
    void repeat(List<WriteEntry> overdue, Collection<WriteEntry> ours) {
        long included = node.latestNonce(key.address());
        long pending = node.pendingNonce(key.address());
        List<WriteEntry> passed = overdue.stream()
                .filter(e -> signed(e).transaction().nonce() < included)
                .toList();
        Map<TransactionHash, ReceiptView> receipts = receipts(passed);
        List<WriteEntry> send = new ArrayList<>();
        for (WriteEntry entry : overdue) {
            ReceiptView view = receipts.get(signed(entry).hash());
            long nonce = signed(entry).transaction().nonce();
            if (view != null) {
                outcome.included(entry, signed(entry), view);
            } else if (nonce < included || nonce >= pending || entry.doubted) {
                send.add(entry);
            }
        }
        findGap(ours, pending);
        send(send);
    }

    private Map<TransactionHash, ReceiptView> receipts(Collection<WriteEntry> entries) {
        List<TransactionHash> hashes =
                entries.stream().map(entry -> signed(entry).hash()).toList();
        return node.receiptsOf(hashes).stream()
                .collect(Collectors.toMap(view -> view.receipt().transaction(), view -> view));
    }

    /** Finds a nonce that ours wait for and that nobody uses: a restart forgot it, or the node lost its pool. */
    private void findGap(Collection<WriteEntry> ours, long pending) {
        List<Long> waiting = ours.stream()
                .filter(entry -> entry.signed != null)
                .map(entry -> signed(entry).transaction().nonce())
                .toList();
        if (!waiting.contains(pending) && waiting.stream().anyMatch(nonce -> nonce > pending)) {
            nonces.giveBack(pending);
        }
    }

    /** Fills the first gap by an empty transaction to oneself, so that later nonces can go on. */
    void fillGap() {
        OptionalLong gap = nonces.gap();
        if (gap.isEmpty()) {
            return;
        }
        RawTransaction nothing = new RawTransaction(
                gap.getAsLong(), network.gasPrice(), TRANSFER_GAS, key.address(), BigInteger.ZERO, new byte[0]);
        RpcResponse.RpcError error = node.sendRaw(List.of(
                        SignedBytes.sign(nothing, network.chainId(), key).bytes()))
                .get(0)
                .error();
        boolean used = error != null && Rejections.reason(error.message()) == Reason.NONCE_TOO_LOW;
        if (error == null || used || Rejections.alreadyKnown(error.message())) {
            nonces.filled(gap.getAsLong());
        }
    }

    private static SignedBytes signed(WriteEntry entry) {
        return Objects.requireNonNull(entry.signed, "unsigned entry");
    }
}
