package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks and their logs by hash. What belongs together is asked in one request, so that one node answers it: another
 * one may be behind, and an unknown block is no error to some nodes but a block without logs.
 */
public final class BlockReader {
    private static final int AT_ONCE = 16;

    private final JsonRpc rpc;

    BlockReader(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /** Returns the newest block. */
    public BlockRef head() {
        return rpc.read(BlockHeader::of, "eth_getBlockByNumber", "latest", false)
                .orElseThrow(() -> new NodeErrorException("eth_getBlockByNumber", 0, "a chain has at least one block"))
                .block();
    }

    /** Returns consecutive blocks from a height on, as far as the node has them. */
    public List<BlockHeader> headers(long from, int most) {
        if (from > Long.MAX_VALUE - most) {
            return List.of();
        }
        List<RpcResponse> responses = rpc.exchange(LongStream.range(from, from + most)
                .mapToObj(BlockReader::byNumber)
                .toList());
        List<BlockHeader> headers = new ArrayList<>();
        for (RpcResponse response : responses) {
            Optional<BlockHeader> header = response.read(BlockHeader::of);
            if (header.isEmpty()) {
                break;
            }
            headers.add(header.get());
        }
        return headers;
    }

    /**
     * Returns the blocks at these heights, as far as there are any, on the chain that ends in a head; asks for {@value #AT_ONCE}
     * in one request, and for the head's height in each. Empty when a node does not have that head: it is another one than told
     * of the head, or has changed its mind.
     */
    public Optional<Map<Long, BlockRef>> below(BlockRef head, Collection<Long> heights) {
        List<Long> all = List.copyOf(heights);
        Map<Long, BlockRef> blocks = new HashMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Long> some = new ArrayList<>(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
            some.add(head.number());
            Map<Long, BlockRef> found = new HashMap<>();
            rpc.exchange(some.stream().map(BlockReader::byNumber).toList())
                    .forEach(response -> response.read(BlockHeader::of)
                            .ifPresent(header -> found.put(header.block().number(), header.block())));
            if (!head.equals(found.get(head.number()))) {
                return Optional.empty();
            }
            blocks.putAll(found);
        }
        return Optional.of(blocks);
    }

    /** Returns the logs of blocks, one list for each, up to the first block that the node does not know. */
    public List<List<LogEntry>> logs(Collection<WalletAddress> contracts, List<BlockRef> blocks) {
        List<RpcRequest> requests = new ArrayList<>();
        for (BlockRef block : blocks) {
            requests.add(RpcRequest.of("eth_getBlockByHash", block.hash(), false));
            requests.add(RpcRequest.of("eth_getLogs", filter(contracts, Map.of("blockHash", block.hash()), List.of())));
        }
        List<RpcResponse> responses = rpc.exchange(requests);
        List<List<LogEntry>> logs = new ArrayList<>();
        for (int i = 0; i < responses.size(); i += 2) {
            if (responses.get(i).read(BlockHeader::of).isEmpty()) {
                break;
            }
            logs.add(entries(responses.get(i + 1).orThrow()));
        }
        return logs;
    }

    /**
     * Returns the logs of a range of old blocks.
     *
     * @param end the last block, the same before and after the logs were read
     * @param entries the logs in the order of the chain
     */
    public record Range(BlockRef end, List<LogEntry> entries) {}

    /** Returns the logs of a range, both ends included; empty when the node lacks the end or changed its mind about it. */
    public Optional<Range> range(Collection<WalletAddress> contracts, long from, long to) {
        RpcRequest logs = logs(contracts, from, to, List.of());
        List<RpcResponse> responses = rpc.exchange(List.of(byNumber(to), logs, byNumber(to)));
        Optional<BlockHeader> before = responses.get(0).read(BlockHeader::of);
        Optional<BlockHeader> after = responses.get(2).read(BlockHeader::of);
        if (before.isEmpty() || !before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(
                new Range(before.get().block(), entries(responses.get(1).orThrow())));
    }

    /**
     * Returns those logs of one contract in a range, both ends included, that have these topics from the first on; a null
     * stands for any. Empty when the node lacks the end: it would tell the logs that it has, and call that no error.
     */
    public Optional<List<LogEntry>> logs(WalletAddress contract, long from, long to, List<@Nullable String> topics) {
        List<RpcResponse> responses = rpc.exchange(List.of(byNumber(to), logs(List.of(contract), from, to, topics)));
        return responses
                .get(0)
                .read(BlockHeader::of)
                .map(end -> entries(responses.get(1).orThrow()));
    }

    private static RpcRequest logs(
            Collection<WalletAddress> contracts, long from, long to, List<@Nullable String> topics) {
        Map<String, Object> bounds = Map.of("fromBlock", Hex.quantity(from), "toBlock", Hex.quantity(to));
        return RpcRequest.of("eth_getLogs", filter(contracts, bounds, topics));
    }

    private static RpcRequest byNumber(long number) {
        return RpcRequest.of("eth_getBlockByNumber", Hex.quantity(number), false);
    }

    private static Map<String, Object> filter(
            Collection<WalletAddress> contracts, Map<String, Object> bounds, List<@Nullable String> topics) {
        Map<String, Object> filter = new HashMap<>(bounds);
        filter.put("topics", topics);
        filter.put("address", contracts.stream().map(Hex::data).toList());
        return filter;
    }

    private static List<LogEntry> entries(JsonNode json) {
        List<LogEntry> logs = new ArrayList<>();
        json.forEach(log -> logs.add(new LogEntry(log)));
        return logs;
    }
}
