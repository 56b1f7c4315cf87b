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
import java.util.concurrent.CompletableFuture;
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
                    new TransactionReceipt(hash, new BlockRef(1, "0x" + "00".repeat(32)), 21_000), true);
            watcher.found(view);
            assertEquals(view, two.getNow(null));
            assertFalse(one.isDone());
        }
    }
}
