package com.patientory.chain.internal.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.testkit.AnvilExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptWatcherTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private final TransactionHash hash = TransactionHash.of(new byte[32]);

    @Test
    void forget_byOneOfTwoCallers_leavesTheOtherItsWait() {
        EthNode node = new EthNode(new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10)));
        try (ReceiptWatcher watcher = new ReceiptWatcher(node, Duration.ofHours(1))) {
            CompletableFuture<ReceiptView> one = watcher.await(hash);
            CompletableFuture<ReceiptView> two = watcher.await(hash);
            watcher.forget(hash, one);
            watcher.forget(hash, one);
            ReceiptView view = new ReceiptView(
                    new TransactionReceipt(hash, new BlockRef(1, "0x" + "00".repeat(32)), 21_000), true, false);
            watcher.found(view);
            assertEquals(view, two.getNow(null));
            assertFalse(one.isDone());
        }
    }

    @Test
    void await_whileTheChainBecomesShorter_findsTheReceiptBelowItsOldEnd() throws Exception {
        JsonRpc rpc = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        try (ReceiptWatcher watcher = new ReceiptWatcher(new EthNode(rpc), Duration.ofMillis(20))) {
            String start = ANVIL.node().snapshot();
            rpc.call("anvil_mine", "0x14");
            // Never comes, and keeps the watcher where the chain ended.
            CompletableFuture<ReceiptView> never = watcher.await(hash);
            ANVIL.node().revert(start);
            rpc.call("evm_setAutomine", false);
            String from = rpc.call("eth_accounts").path(0).asText();
            String sent = rpc.call("eth_sendTransaction", Map.of("from", from, "to", from, "gasPrice", "0x0"))
                    .asText();
            CompletableFuture<ReceiptView> receipt = watcher.await(TransactionHash.parse(sent));
            rpc.call("anvil_mine", "0x1");
            assertEquals(
                    sent,
                    receipt.get(30, TimeUnit.SECONDS).receipt().transaction().toString());
            assertFalse(never.isDone());
        }
    }
}
