package com.patientory.chain.internal.write;

import com.patientory.chain.internal.tx.FinalityWatcher;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.crypto.WalletAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the lanes of one writer have in common.
 *
 * @param network the network
 * @param table all writes
 * @param queue the writes that no lane has
 * @param handover which key may write what another could not
 * @param finality who waits for blocks to become final, empty where they are so at once
 * @param vaults contracts that are known to exist
 * @param options the bounds
 * @param filesInBatch the most files of one transaction
 */
record Shared(
        Network network,
        WriteTable table,
        WriteQueue queue,
        Handover handover,
        Optional<FinalityWatcher> finality,
        Set<WalletAddress> vaults,
        WriterOptions options,
        int filesInBatch) {
    private static final int MOST_VAULTS = 10_000;

    static Shared of(
            Network network,
            WriteTable table,
            List<WalletAddress> keys,
            Optional<FinalityWatcher> finality,
            WriterOptions options) {
        int files = options.batchGas() == 0 ? 1 : LaneSigner.filesIn(Math.min(options.batchGas(), blockGas(network)));
        return new Shared(
                network,
                table,
                new WriteQueue(options.queue()),
                new Handover(network, keys),
                finality,
                ConcurrentHashMap.newKeySet(),
                options,
                files);
    }

    /** Half of a block, so that other transactions find room beside a batch. */
    private static long blockGas(Network network) {
        return network.node().blockGasLimit() / 2;
    }

    /**
     * Tells whether a transaction in a block met a contract at an address; where there is none it succeeds and does nothing.
     * Old states are not with every node; then the newest one must do.
     */
    boolean met(WalletAddress vault, BlockRef block) {
        try {
            return network.node().hasCode(vault, Math.max(0, block.number() - 1));
        } catch (NodeErrorException e) {
            return network.node().hasCode(vault);
        }
    }

    /** A transaction to an address without code would succeed and store nothing. */
    void requireVault(WalletAddress vault) throws ContractNotDeployedException {
        if (!vaults.contains(vault)) {
            network.requireCode(vault);
            if (vaults.size() >= MOST_VAULTS) {
                vaults.clear();
            }
            vaults.add(vault);
        }
    }
}
