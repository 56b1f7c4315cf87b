package com.patientory.chain;

import com.patientory.chain.device.SignedTransaction;
import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A checked connection to one network and its contracts. All calls block for one or more requests; failures are {@link
 * com.patientory.chain.model.PatientoryChainException}s. A number or a moment that does not fit its type on the chain (negative,
 * before 1970, too large) is an {@link IllegalArgumentException} with its value, before anything is asked; a fraction of a second
 * is cut.
 *
 * <p>A request that no node answers in {@link ChainConfig#requestTimeout()} ends in {@link
 * com.patientory.chain.model.UnreachableNodeException}, after each node was tried once. A method that takes a key, and {@link
 * #submit}, also wait for a block, for {@link ChainConfig#inclusionTimeout()} at most, and then end in {@link
 * com.patientory.chain.model.TransactionTimeoutException}: it may still happen. An interrupted wait ends in {@link
 * com.patientory.chain.model.CallInterruptedException}, with the thread's mark set again.
 *
 * <p>A view is answered by one node from its newest block; a node that is behind, or two views in a row, may tell of different
 * blocks. What must miss nothing is {@link EventCursor}'s.
 */
public final class PatientoryChain implements AutoCloseable {
    private final ChainConfig config;
    private final Network network;

    private PatientoryChain(ChainConfig config, Network network) {
        this.config = config;
        this.network = network;
    }

    /**
     * Connects, and checks the network's number on each node that answers and that the five shared contracts have code.
     *
     * <p>A request goes to the first of the nodes; when that does not answer within the request's time, to the next, each
     * once. A node that failed comes last for 5 seconds, then for up to 80. A transaction whose fate is unknown is offered
     * to the next node in the same signed bytes, of which the network takes one copy. A node that was away is asked for its
     * number before it is used again.
     *
     * @param config how to reach the network
     * @return an open connection
     * @throws com.patientory.chain.model.UnreachableNodeException when no node answers
     * @throws ChainIdMismatchException when a node serves another network
     * @throws com.patientory.chain.model.ContractNotDeployedException when a contract is missing
     */
    public static PatientoryChain connect(ChainConfig config) {
        JsonRpc rpc = new JsonRpc(config.nodes(), config.requestTimeout(), config.chainId());
        rpc.checkAll();
        Network network = new Network(
                new EthNode(rpc),
                config.chainId(),
                config.gasPriceWei(),
                config.inclusionTimeout(),
                config.pollInterval());
        try {
            network.requireCode(config.contracts().registry());
            network.requireCode(config.contracts().hospitals());
            network.requireCode(config.contracts().ptoy());
            network.requireCode(config.contracts().rental());
            network.requireCode(config.contracts().exchange());
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        return new PatientoryChain(config, network);
    }

    /**
     * Returns the configuration.
     *
     * @return as given to {@link #connect}
     */
    public ChainConfig config() {
        return config;
    }

    /**
     * Returns the registry of patients.
     *
     * @return the shared contract
     */
    public PatientRegistry registry() {
        return new PatientRegistry(network, config.contracts().registry(), config.logRangeBlocks());
    }

    /**
     * Returns the registry of hospitals.
     *
     * @return the shared contract
     */
    public HospitalRegistry hospitals() {
        return new HospitalRegistry(network, config.contracts().hospitals());
    }

    /**
     * Returns the PTOY token.
     *
     * @return the shared contract
     */
    public PtoyToken ptoy() {
        return new PtoyToken(network, config.contracts().ptoy());
    }

    /**
     * Returns the rental of space for files.
     *
     * @return the shared contract
     */
    public StorageRental rental() {
        return new StorageRental(network, config.contracts().rental(), ptoy());
    }

    /**
     * Returns the exchange of records for PTOY.
     *
     * @return the shared contract
     */
    public DataExchange exchange() {
        return new DataExchange(network, config.contracts().exchange(), ptoy());
    }

    /**
     * Returns a faucet, which only networks with fees have.
     *
     * @param address where it stands
     * @return the contract; nothing is checked
     */
    public Faucet faucetAt(WalletAddress address) {
        return new Faucet(network, address);
    }

    /**
     * Returns a patient's User contract, registered or not.
     *
     * @param origin the account that registered: the patient's own, unless there was a recovery (see {@link
     *     PatientRegistry#originsOf})
     * @return the contract; its calls fail with ContractNotDeployedException before registration
     */
    public UserContract userOf(WalletAddress origin) {
        return new UserContract(network, contractsOf(origin).user(), config.logRangeBlocks());
    }

    /**
     * Returns a patient's FileVault, registered or not.
     *
     * @param origin the account that registered: the patient's own, unless there was a recovery (see {@link
     *     PatientRegistry#originsOf})
     * @return the contract; its calls fail with ContractNotDeployedException before registration
     */
    public FileVaultContract vaultOf(WalletAddress origin) {
        return vaultAt(contractsOf(origin).vault());
    }

    /**
     * Returns the FileVault at an address.
     *
     * @param vault the address
     * @return the contract; nothing is checked
     */
    public FileVaultContract vaultAt(WalletAddress vault) {
        return new FileVaultContract(network, vault, config.logRangeBlocks());
    }

    /**
     * Computes where a patient's contracts are, or will be.
     *
     * @param origin the account that registered, or will
     * @return both addresses; no request is made
     */
    public OwnerContracts contractsOf(WalletAddress origin) {
        return OwnerContracts.of(config.contracts().registry(), origin);
    }

    /**
     * Returns the next nonce of an account, counting what waits in the node's pool. A device asks this through a server
     * only as a first guess and keeps its own count.
     *
     * @param account the account
     * @return the nonce
     */
    public long nextNonce(WalletAddress account) {
        return network.node().pendingNonce(account);
    }

    /**
     * Returns the time of the newest block, the chain's own clock, by which grants begin and end.
     *
     * @return the block's timestamp, in whole seconds
     */
    public Instant now() {
        return Instant.ofEpochSecond(network.node().timestamp());
    }

    /**
     * Returns the newest block that is final by {@link ChainConfig#finalityBlocks()}: what events up to it say, stays.
     * Blocks for one request.
     *
     * @return its height, 0 while there is no other
     */
    public long finalHeight() {
        return Math.max(0, network.node().blockNumber() - config.finalityBlocks());
    }

    /**
     * Sends what a device signed, and waits for the block that includes it. Sending the same bytes again is harmless.
     *
     * @param signed the transaction
     * @return the receipt of a successful transaction
     * @throws ChainIdMismatchException when it was signed for another network
     * @throws com.patientory.chain.model.TransactionRejectedException when the node refuses it
     * @throws com.patientory.chain.model.ContractRevertException when the contract refused
     * @throws com.patientory.chain.model.TransactionTimeoutException when no block included it in time
     */
    public TransactionReceipt submit(SignedTransaction signed) {
        if (!signed.chainId().equals(config.chainId())) {
            throw new ChainIdMismatchException(config.chainId(), signed.chainId());
        }
        SignedBytes bytes = SignedBytes.parse(signed.bytes());
        CompletableFuture<ReceiptView> receipt = network.submit(bytes);
        return network.await(bytes, signed.sender(), receipt);
    }

    /**
     * Looks up what became of a transaction, for instance after a {@link com.patientory.chain.model.TransactionTimeoutException}.
     * Blocks for one request, or three where the contract refused.
     *
     * @param transaction its hash
     * @return its receipt, for {@link StorageRental#leaseIn} and the like; empty while no block includes it
     * @throws com.patientory.chain.model.ContractRevertException when a block includes it and the contract refused
     */
    public Optional<TransactionReceipt> receiptOf(TransactionHash transaction) {
        return network.receiptOf(transaction);
    }

    Network network() {
        return network;
    }

    /** Stops waiting for receipts. Transactions that were sent stay sent. */
    @Override
    public void close() {
        network.close();
    }
}
