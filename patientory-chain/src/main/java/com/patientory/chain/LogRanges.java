package com.patientory.chain;

import com.patientory.chain.internal.rpc.LogEntry;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
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

    /** Returns the first log of one kind that a transaction made in a contract. */
    static LogEntry of(Network network, WalletAddress contract, TransactionReceipt receipt, String topic) {
        long block = receipt.block().number();
        return network.node().logs(contract, block, block, List.of(topic)).stream()
                .filter(log -> log.position().transaction().equals(receipt.transaction()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "transaction " + receipt.transaction() + " did nothing of this kind in " + contract));
    }
}
