package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionReceipt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what a block has of the transactions that somebody waits for. Of a small block it reads all receipts. Of a large one
 * it reads the logs, which are half as long and which no node is slow at (anvil's time for a block's receipts grows with
 * their square): a transaction with a log has succeeded, and only one without a log needs its receipt.
 */
public final class BlockReceipts {
    /** Some 500 files stored alone. */
    private static final long LARGE_GAS = 30_000_000;

    /** So few receipts are less than a large block's logs. */
    private static final int FEW = 20;

    private final JsonRpc rpc;
    private final EthNode node;

    BlockReceipts(JsonRpc rpc, EthNode node) {
        this.rpc = rpc;
        this.node = node;
    }

    /** Returns the receipts of those that are waited for, without gas when they come from logs; empty without the block. */
    public Optional<List<ReceiptView>> find(long number, Predicate<TransactionHash> waited) {
        RpcResponse answer = rpc.exchange(RpcRequest.of("eth_getBlockByNumber", Hex.quantity(number), false));
        if (answer.orThrow().isNull()) {
            return Optional.empty();
        }
        Set<TransactionHash> ours = answer.read(json -> ours(json, waited));
        if (ours.isEmpty()) {
            return Optional.of(List.of());
        }
        if (answer.read(json -> Hex.number(json.path("gasUsed").asText())) <= LARGE_GAS) {
            return node.receipts(number);
        }
        return Optional.of(large(
                answer.read(json -> new BlockRef(number, json.path("hash").asText())), ours));
    }

    private static Set<TransactionHash> ours(JsonNode block, Predicate<TransactionHash> waited) {
        Set<TransactionHash> ours = new LinkedHashSet<>();
        for (JsonNode hash : block.path("transactions")) {
            TransactionHash transaction = TransactionHash.parse(hash.asText());
            if (waited.test(transaction)) {
                ours.add(transaction);
            }
        }
        return ours;
    }

    private List<ReceiptView> large(BlockRef block, Set<TransactionHash> ours) {
        List<ReceiptView> receipts = new ArrayList<>();
        if (ours.size() > FEW) {
            rpc.read(BlockReceipts::authors, "eth_getLogs", Map.of("blockHash", block.hash())).stream()
                    .filter(ours::remove)
                    .map(transaction -> new TransactionReceipt(transaction, block, TransactionReceipt.GAS_UNKNOWN))
                    .forEach(receipt -> receipts.add(new ReceiptView(receipt, true, false)));
        }
        receipts.addAll(node.receiptsOf(List.copyOf(ours)));
        return receipts;
    }

    /** Returns the transactions that made the logs. */
    private static Set<TransactionHash> authors(JsonNode logs) {
        Set<TransactionHash> authors = new LinkedHashSet<>();
        logs.forEach(log ->
                authors.add(TransactionHash.parse(log.path("transactionHash").asText())));
        return authors;
    }
}
