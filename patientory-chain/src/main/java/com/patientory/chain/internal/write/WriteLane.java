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
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionRejectedException.Reason;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

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
    private final Consumer<WriteEntry> sent;
    private final Outcome outcome;
    private final Set<WalletAddress> knownVaults = new HashSet<>();

    /** Where finished and failed writes go. */
    interface Outcome {
        void included(WriteEntry entry, ReceiptView view);

        void failed(WriteEntry entry, RuntimeException why);
    }

    WriteLane(
            Network network,
            WalletKey key,
            Journal journal,
            NonceCounter nonces,
            Consumer<WriteEntry> sent,
            Outcome outcome) {
        this.network = network;
        this.node = network.node();
        this.key = key;
        this.journal = journal;
        this.nonces = nonces;
        this.sent = sent;
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

    /** Sends what is signed; returns what must be signed anew. */
    List<WriteEntry> send(List<WriteEntry> entries) {
        List<WriteEntry> again = new ArrayList<>();
        List<WriteEntry> ready = entries.stream().filter(e -> e.signed != null).toList();
        for (int from = 0; from < ready.size(); from += BATCH) {
            List<WriteEntry> batch = ready.subList(from, Math.min(ready.size(), from + BATCH));
            batch.forEach(sent);
            List<RpcResponse> responses =
                    node.sendRaw(batch.stream().map(e -> signed(e).bytes()).toList());
            List<JournalRecord> records = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                if (taken(batch.get(i), responses.get(i), again)) {
                    records.add(new JournalRecord.Sent(batch.get(i).id));
                }
            }
            journal.append(records, false);
        }
        return again;
    }

    private boolean taken(WriteEntry entry, RpcResponse response, List<WriteEntry> again) {
        RpcResponse.RpcError error = response.error();
        if (error == null) {
            return true;
        }
        Optional<ReceiptView> view = node.receipt(signed(entry).hash());
        if (view.isPresent()) {
            outcome.included(entry, view.get());
            return false;
        }
        if (Rejections.alreadyKnown(error.message())) {
            return true;
        }
        network.watcher().forget(signed(entry).hash());
        Reason reason = Rejections.reason(error.message());
        long nonce = signed(entry).transaction().nonce();
        if (usedByAnother(nonce, reason)) {
            entry.signed = null;
            again.add(entry);
        } else {
            nonces.giveBack(nonce);
            outcome.failed(entry, new TransactionRejectedException(signed(entry).hash(), reason, error.message()));
        }
        return false;
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

    /** Finds a nonce that ours wait for and that nobody uses: a restart forgot it, or the node lost its pool. */
    void findGap(Collection<WriteEntry> ours) {
        List<Long> waiting = ours.stream()
                .filter(entry -> entry.signed != null)
                .map(entry -> signed(entry).transaction().nonce())
                .toList();
        long pending = node.pendingNonce(key.address());
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
