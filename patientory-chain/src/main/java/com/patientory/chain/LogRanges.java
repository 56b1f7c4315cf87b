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
import org.jspecify.annotations.Nullable;

/** Reads logs in ranges that a node answers. */
final class LogRanges {
    private final Network network;
    private final int rangeBlocks;

    LogRanges(Network network, int rangeBlocks) {
        this.network = network;
        this.rangeBlocks = rangeBlocks;
    }

    List<LogEntry> logs(WalletAddress contract, long fromBlock, List<@Nullable String> topics) {
        long head = network.node().blockNumber();
        List<LogEntry> logs = new ArrayList<>();
        for (long from = fromBlock; from <= head; from += rangeBlocks) {
            long to = Math.min(head, from + rangeBlocks - 1);
            logs.addAll(network.node().logs(contract, from, to, topics));
        }
        return logs;
    }

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
        long end = System.nanoTime() + network.inclusionTimeout().toNanos();
        while (true) {
            List<List<LogEntry>> logs = network.node().blocks().logs(List.of(contract), List.of(block));
            if (!logs.isEmpty()) {
                return logs.get(0);
            }
            if (System.nanoTime() - end > 0) {
                throw new NodeErrorException("eth_getBlockByHash", 0, "no node has block " + block.hash());
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
