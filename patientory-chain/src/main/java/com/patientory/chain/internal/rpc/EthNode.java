package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.TransactionHash;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handful of {@code eth_} methods that this module uses, in types. All block. */
public final class EthNode {
    private static final String LATEST = "latest";
    private static final int LOOK_UPS = 100;

    private final JsonRpc rpc;

    /** Speaks through a client. */
    public EthNode(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /** Returns what reads blocks and logs by hash. */
    public BlockReader blocks() {
        return new BlockReader(rpc);
    }

    /** Returns what finds receipts block by block. */
    public BlockReceipts blockReceipts() {
        return new BlockReceipts(rpc, this);
    }

    /** Returns the network's number. */
    public ChainId chainId() {
        return ChainId.of(number("eth_chainId"));
    }

    /** Returns the height of the newest block. */
    public long blockNumber() {
        return number("eth_blockNumber");
    }

    /** Returns the hash of the genesis block, which tells two networks with the same number apart. */
    public byte[] genesisHash() {
        return rpc.read(block -> Hex.bytes(block.path("hash").asText()), "eth_getBlockByNumber", "0x0", false);
    }

    /** Returns the time of the newest block in seconds since 1970. */
    public long timestamp() {
        return latest("timestamp");
    }

    /** Returns the gas that the newest block could have used at most. */
    public long blockGasLimit() {
        return latest("gasLimit");
    }

    private long latest(String field) {
        return rpc.read(block -> Hex.number(block.path(field).asText()), "eth_getBlockByNumber", LATEST, false);
    }

    /** Tells whether there is code at an address. */
    public boolean hasCode(WalletAddress address) {
        return hasCode(address, LATEST);
    }

    /** Tells whether there was code at an address when a block was made. */
    public boolean hasCode(WalletAddress address, long block) {
        return hasCode(address, Hex.quantity(block));
    }

    private boolean hasCode(WalletAddress address, String block) {
        return rpc.read(json -> Hex.bytes(json.asText()), "eth_getCode", Hex.data(address), block).length > 0;
    }

    /** Returns an account's next nonce, counting what waits in the node's pool. */
    public long pendingNonce(WalletAddress account) {
        return number("eth_getTransactionCount", Hex.data(account), "pending");
    }

    /** Returns an account's next nonce by the newest block. */
    public long latestNonce(WalletAddress account) {
        return number("eth_getTransactionCount", Hex.data(account), LATEST);
    }

    /** Evaluates a call on the newest block. The response may be a revert. */
    public RpcResponse call(Map<String, Object> transaction) {
        return rpc.exchange(RpcRequest.of("eth_call", transaction, LATEST));
    }

    /** Evaluates a call on a given block. The response may be a revert. */
    public RpcResponse call(Map<String, Object> transaction, long block) {
        return rpc.exchange(RpcRequest.of("eth_call", transaction, Hex.quantity(block)));
    }

    /** Estimates gas on the newest block. The response may be a revert. */
    public RpcResponse estimateGas(Map<String, Object> transaction) {
        return rpc.exchange(RpcRequest.of("eth_estimateGas", transaction));
    }

    /** Sends signed transactions; the responses stand in their order. */
    public List<RpcResponse> sendRaw(List<byte[]> transactions) {
        return rpc.exchange(transactions.stream()
                .map(t -> RpcRequest.of("eth_sendRawTransaction", Hex.data(t)))
                .toList());
    }

    /** Returns a transaction's receipt once a block includes it. */
    public Optional<ReceiptView> receipt(TransactionHash transaction) {
        return rpc.read(json -> included(transaction, json), "eth_getTransactionReceipt", transaction.toString());
    }

    /** Returns a transaction that the node has, as a call. */
    public Map<String, Object> callOf(TransactionHash transaction) {
        JsonNode json = rpc.call("eth_getTransactionByHash", transaction.toString());
        Map<String, Object> call = new HashMap<>();
        call.put("from", json.path("from").asText());
        call.put("data", json.path("input").asText());
        if (!json.path("to").isNull()) {
            call.put("to", json.path("to").asText());
        }
        return call;
    }

    /** Returns the receipts of those transactions that a block includes, in one request for each hundred. */
    public List<ReceiptView> receiptsOf(List<TransactionHash> transactions) {
        List<ReceiptView> receipts = new ArrayList<>();
        for (int from = 0; from < transactions.size(); from += LOOK_UPS) {
            List<TransactionHash> some = transactions.subList(from, Math.min(transactions.size(), from + LOOK_UPS));
            List<RpcResponse> responses = rpc.exchange(some.stream()
                    .map(t -> RpcRequest.of("eth_getTransactionReceipt", t.toString()))
                    .toList());
            for (int i = 0; i < some.size(); i++) {
                TransactionHash transaction = some.get(i);
                responses.get(i).read(json -> included(transaction, json)).ifPresent(receipts::add);
            }
        }
        return receipts;
    }

    /** Another transaction's receipt says nothing of this one. */
    private static Optional<ReceiptView> included(TransactionHash transaction, JsonNode json) {
        return json.isNull() || json.path("blockHash").isNull()
                ? Optional.empty()
                : Optional.of(ReceiptView.of(json))
                        .filter(view -> view.receipt().transaction().equals(transaction));
    }

    /** Returns all receipts of one block; empty when the node has no such block yet. */
    public Optional<List<ReceiptView>> receipts(long block) {
        return rpc.read(
                json -> json.isNull() ? Optional.empty() : Optional.of(views(json)),
                "eth_getBlockReceipts",
                Hex.quantity(block));
    }

    private static List<ReceiptView> views(JsonNode json) {
        List<ReceiptView> receipts = new ArrayList<>();
        json.forEach(receipt -> receipts.add(ReceiptView.of(receipt)));
        return receipts;
    }

    private long number(String method, Object... params) {
        return rpc.read(json -> Hex.number(json.asText()), method, params);
    }
}
