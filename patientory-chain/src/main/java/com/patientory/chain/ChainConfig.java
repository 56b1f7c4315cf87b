package com.patientory.chain;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContractAddresses;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How to reach a network. By default requests time out after 10 s, inclusion after 60 s, blocks are looked for every
 * 200 ms, gas is free, a block is final at once, and logs are read in ranges of 5,000 blocks. Times are from 1 ms to 365 days.
 *
 * @param nodes the JSON-RPC addresses of equal nodes, the preferred one first
 * @param chainId the network
 * @param contracts where the shared contracts stand
 * @param requestTimeout the longest time for one request
 * @param inclusionTimeout the longest wait for a block with a transaction
 * @param pollInterval the pause between two looks for a new block
 * @param gasPriceWei the price of one gas, zero on a fee-free network
 * @param logRangeBlocks the most blocks of one log request
 * @param finalityBlocks how many blocks must stand on a block until it is taken as final: 0 with QBFT and IBFT, which never
 *     replace one; with Clique at least half of the validators, rounded up
 */
public record ChainConfig(
        List<URI> nodes,
        ChainId chainId,
        ContractAddresses contracts,
        Duration requestTimeout,
        Duration inclusionTimeout,
        Duration pollInterval,
        BigInteger gasPriceWei,
        int logRangeBlocks,
        int finalityBlocks) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks the bounds and copies the list.
     *
     * @param nodes the JSON-RPC addresses of equal nodes, the preferred one first
     * @param chainId the network
     * @param contracts where the shared contracts stand
     * @param requestTimeout the longest time for one request
     * @param inclusionTimeout the longest wait for a block with a transaction
     * @param pollInterval the pause between two looks for a new block
     * @param gasPriceWei the price of one gas, zero on a fee-free network
     * @param logRangeBlocks the most blocks of one log request
     * @param finalityBlocks how many blocks must stand on a block until it is taken as final
     */
    public ChainConfig {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("at least one node is needed");
        }
        if (gasPriceWei.signum() < 0) {
            throw new IllegalArgumentException("gas price must not be negative, got " + gasPriceWei);
        }
        if (logRangeBlocks < 1) {
            throw new IllegalArgumentException("log range must be at least 1 block, got " + logRangeBlocks);
        }
        if (finalityBlocks < 0) {
            throw new IllegalArgumentException("finality must not be negative, got " + finalityBlocks);
        }
        bounded(requestTimeout, "request timeout");
        bounded(inclusionTimeout, "inclusion timeout");
        bounded(pollInterval, "poll interval");
    }

    /**
     * Configures with all defaults.
     *
     * @param node the JSON-RPC address
     * @param chainId the network
     * @param contracts where the shared contracts stand
     * @return the configuration
     */
    public static ChainConfig of(URI node, ChainId chainId, ContractAddresses contracts) {
        return builder(chainId, contracts).node(node).build();
    }

    /**
     * Begins with all defaults and no node.
     *
     * @param chainId the network
     * @param contracts where the shared contracts stand
     * @return a builder
     */
    public static Builder builder(ChainId chainId, ContractAddresses contracts) {
        return new Builder(chainId, contracts);
    }

    private static void bounded(Duration duration, String name) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be from 1 ms to 365 days, got " + duration);
        }
    }

    /** Collects a configuration; the defaults are those of {@link ChainConfig}. */
    public static final class Builder {
        private final List<URI> nodes = new java.util.ArrayList<>();
        private final ChainId chainId;
        private final ContractAddresses contracts;
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration inclusionTimeout = Duration.ofSeconds(60);
        private Duration pollInterval = Duration.ofMillis(200);
        private BigInteger gasPriceWei = BigInteger.ZERO;
        private int logRangeBlocks = 5_000;
        private int finalityBlocks = 0;

        private Builder(ChainId chainId, ContractAddresses contracts) {
            this.chainId = chainId;
            this.contracts = contracts;
        }

        /**
         * Adds an equal node, which is used while the ones before it do not answer.
         *
         * @param node its JSON-RPC address
         * @return this
         */
        public Builder node(URI node) {
            nodes.add(node);
            return this;
        }

        /**
         * Bounds one request.
         *
         * @param timeout at least 1 ms
         * @return this
         */
        public Builder requestTimeout(Duration timeout) {
            this.requestTimeout = timeout;
            return this;
        }

        /**
         * Bounds the wait for inclusion.
         *
         * @param timeout at least 1 ms
         * @return this
         */
        public Builder inclusionTimeout(Duration timeout) {
            this.inclusionTimeout = timeout;
            return this;
        }

        /**
         * Sets the pause between two looks for a new block.
         *
         * @param interval at least 1 ms
         * @return this
         */
        public Builder pollInterval(Duration interval) {
            this.pollInterval = interval;
            return this;
        }

        /**
         * Sets the price of one gas.
         *
         * @param wei not negative
         * @return this
         */
        public Builder gasPriceWei(BigInteger wei) {
            this.gasPriceWei = wei;
            return this;
        }

        /**
         * Bounds one log request.
         *
         * @param blocks at least 1
         * @return this
         */
        public Builder logRangeBlocks(int blocks) {
            this.logRangeBlocks = blocks;
            return this;
        }

        /**
         * Sets when a block is taken as final, see {@link ChainConfig}.
         *
         * @param blocks how many must stand on it, not negative
         * @return this
         */
        public Builder finalityBlocks(int blocks) {
            this.finalityBlocks = blocks;
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException when a bound is not met
         */
        public ChainConfig build() {
            return new ChainConfig(
                    nodes,
                    chainId,
                    contracts,
                    requestTimeout,
                    inclusionTimeout,
                    pollInterval,
                    gasPriceWei,
                    logRangeBlocks,
                    finalityBlocks);
        }
    }
}
