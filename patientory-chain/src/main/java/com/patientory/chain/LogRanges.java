package com.patientory.chain;

import com.patientory.chain.internal.rpc.LogEntry;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.CallInterruptedException;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads logs in ranges that a node answers. */
final class LogRanges {
    private final Network network;
    private final int rangeBlocks;

    LogRanges(Network network, int rangeBlocks) {
        this.network = network;
        this.rangeBlocks = rangeBlocks;
    }

    /** Returns the logs of one contract up to the newest block; a node that is behind the one which told of that is waited for. */
    List<LogEntry> logs(WalletAddress contract, long fromBlock, List<@Nullable String> topics) {
        long head = network.node().blockNumber();
        Portion ranges = new Portion(rangeBlocks);
        List<LogEntry> logs = new ArrayList<>();
        for (long from = fromBlock; from <= head; ) {
            long first = from;
            Part part = awaited(
                    network,
                    "no node has the blocks from " + first + " to " + head,
                    () -> ranges.ask(head - first + 1, count -> part(contract, first, first + count - 1, topics)));
            logs.addAll(part.logs());
            from = part.last() + 1;
        }
        return logs;
    }

    private Optional<Part> part(WalletAddress contract, long first, long last, List<@Nullable String> topics) {
        return network.node().blocks().logs(contract, first, last, topics).map(logs -> new Part(last, logs));
    }

    private record Part(long last, List<LogEntry> logs) {}

    /**
     * Returns the first log of one kind that a transaction made in a contract. The transaction has happened, and its result must
     * not be lost because a node that is behind answers: that one is waited for.
     */
    static LogEntry of(Network network, WalletAddress contract, TransactionReceipt receipt, String topic) {
        return in(network, contract, receipt.block()).stream()
                .filter(log -> log.firstTopic().equals(topic))
                .filter(log -> log.position().transaction().equals(receipt.transaction()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "transaction " + receipt.transaction() + " did nothing of this kind in " + contract));
    }

    private static List<LogEntry> in(Network network, WalletAddress contract, BlockRef block) {
        return awaited(
                network,
                "no node has block " + block.hash(),
                () -> network.node().blocks().logs(List.of(contract), List.of(block)).stream()
                        .findFirst());
    }

    /** Asks until a node has it, for as long as a transaction may take. */
    private static <T> T awaited(Network network, String missing, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + network.inclusionTimeout().toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new NodeErrorException("eth_getLogs", 0, missing);
            }
            pause(network.pollInterval());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException();
        }
    }
}
