package com.patientory.chain.internal.tx;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.AbiResult;
import com.patientory.chain.internal.abi.Reverts;
import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.ReceiptView;
import com.patientory.chain.internal.rpc.Rejections;
import com.patientory.chain.internal.rpc.RpcResponse;
import com.patientory.chain.model.CallInterruptedException;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.PatientoryChainException;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.chain.model.UnreachableNodeException;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads, estimates, sends and waits on one network, and turns what goes wrong into types. */
public final class Network implements AutoCloseable {
    /** What the estimate may fall short by when other transactions come first. */
    private static final double GAS_MARGIN = 1.25;

    private final EthNode node;
    private final ChainId chainId;
    private final BigInteger gasPrice;
    private final Duration inclusionTimeout;
    private final Duration pollInterval;
    private final ReceiptWatcher watcher;
    private final Map<WalletAddress, Object> senders = new ConcurrentHashMap<>();

    /** Takes the node and the rules of the network. */
    public Network(
            EthNode node, ChainId chainId, BigInteger gasPrice, Duration inclusionTimeout, Duration pollInterval) {
        this.node = node;
        this.chainId = chainId;
        this.gasPrice = gasPrice;
        this.inclusionTimeout = inclusionTimeout;
        this.pollInterval = pollInterval;
        this.watcher = new ReceiptWatcher(node, pollInterval);
    }

    /** Returns the node. */
    public EthNode node() {
        return node;
    }

    /** Returns the network's number. */
    public ChainId chainId() {
        return chainId;
    }

    /** Returns the price of one gas in wei. */
    public BigInteger gasPrice() {
        return gasPrice;
    }

    /** Returns the longest wait for a block. */
    public Duration inclusionTimeout() {
        return inclusionTimeout;
    }

    /** Returns the pause between two looks for a new block. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** Returns the shared waiter. */
    public ReceiptWatcher watcher() {
        return watcher;
    }

    /** Throws unless there is code at the address. */
    public void requireCode(WalletAddress contract) {
        if (!node.hasCode(contract)) {
            throw new ContractNotDeployedException(contract);
        }
    }

    /** Evaluates a view. */
    public AbiResult read(WalletAddress contract, AbiCall call) {
        RpcResponse response = node.call(transaction(null, contract, call.data()));
        throwRevert(response);
        byte[] output = response.read(json -> Hex.bytes(json.asText()));
        if (output.length == 0) {
            throw new ContractNotDeployedException(contract);
        }
        return call.decode(output);
    }

    /** Estimates gas with a margin; a revert is thrown as its type, before anything is signed. */
    public long estimate(WalletAddress from, @Nullable WalletAddress to, byte[] data) {
        RpcResponse response = node.estimateGas(transaction(from, to, data));
        throwRevert(response);
        return (long) (response.read(json -> Hex.number(json.asText())) * GAS_MARGIN);
    }

    /** Signs with a server's key and sends; sends by one key follow each other, so that they share no nonce. */
    public TransactionReceipt send(WalletKey key, @Nullable WalletAddress to, byte[] data) {
        WalletAddress from = key.address();
        SignedBytes signed;
        CompletableFuture<ReceiptView> receipt;
        synchronized (senders.computeIfAbsent(from, address -> new Object())) {
            long gas = estimate(from, to, data);
            long nonce = node.pendingNonce(from);
            RawTransaction raw = new RawTransaction(nonce, gasPrice, gas, to, BigInteger.ZERO, data);
            signed = SignedBytes.sign(raw, chainId, key);
            receipt = submit(signed);
        }
        return await(signed, from, receipt);
    }

    /** Sends a signed transaction; the future completes with its receipt, also when it reverted. */
    public CompletableFuture<ReceiptView> submit(SignedBytes signed) {
        CompletableFuture<ReceiptView> receipt = watcher.await(signed.hash());
        try {
            offer(signed);
        } catch (PatientoryChainException e) {
            watcher.forget(signed.hash(), receipt);
            throw e;
        }
        return receipt;
    }

    private void offer(SignedBytes signed) {
        RpcResponse response = node.sendRaw(List.of(signed.bytes())).get(0);
        RpcResponse.RpcError error = response.error();
        if (error != null && !Rejections.alreadyKnown(error.message())) {
            Optional<ReceiptView> included = node.receipt(signed.hash());
            if (included.isEmpty()) {
                throw new TransactionRejectedException(
                        signed.hash(), Rejections.reason(error.message()), error.message());
            }
            watcher.found(included.get());
        } else if (error != null) {
            node.receipt(signed.hash()).ifPresent(watcher::found);
        }
    }

    /** Waits for the receipt and turns a reverted one into the contract's error. */
    public TransactionReceipt await(SignedBytes signed, WalletAddress from, CompletableFuture<ReceiptView> receipt) {
        try {
            ReceiptView view = receipt.get(inclusionTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return success(view, from, signed.transaction());
        } catch (TimeoutException e) {
            ReceiptView late = lastLook(signed)
                    .orElseThrow(() -> new TransactionTimeoutException(signed.hash(), inclusionTimeout));
            return success(late, from, signed.transaction());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait for a receipt ends with one or not at all", e);
        } finally {
            watcher.forget(signed.hash(), receipt);
        }
    }

    /** The block may have been missed, and then the transaction did happen. */
    private Optional<ReceiptView> lastLook(SignedBytes signed) {
        try {
            return node.receipt(signed.hash());
        } catch (UnreachableNodeException e) {
            return Optional.empty();
        }
    }

    /** Returns a successful receipt, or evaluates the call again on its block to learn why it reverted. */
    public TransactionReceipt success(ReceiptView view, WalletAddress from, RawTransaction transaction) {
        if (view.success()) {
            return view.receipt();
        }
        throw new ContractRevertException(
                whyReverted(view, transaction(from, transaction.to().orElse(null), transaction.data())));
    }

    /** Looks for the receipt of whatever transaction; one that reverted is thrown as its reason. */
    public Optional<TransactionReceipt> receiptOf(TransactionHash hash) {
        Optional<ReceiptView> view = node.receipt(hash);
        if (view.isPresent() && !view.get().success()) {
            throw new ContractRevertException(whyReverted(view.get(), node.callOf(hash)));
        }
        return view.map(ReceiptView::receipt);
    }

    private ContractError whyReverted(ReceiptView view, Map<String, Object> call) {
        RpcResponse response = node.call(call, view.receipt().block().number());
        RpcResponse.RpcError error = response.error();
        byte[] data = error == null ? new byte[0] : error.data().orElse(new byte[0]);
        return Reverts.decode(data);
    }

    /** Returns the hash of a signed transaction. */
    public static TransactionHash hash(byte[] signed) {
        return TransactionHash.of(Keccak256.digest(signed));
    }

    private static void throwRevert(RpcResponse response) {
        RpcResponse.RpcError error = response.error();
        if (error != null && (error.data().isPresent() || error.message().contains("revert"))) {
            throw new ContractRevertException(Reverts.decode(error.data().orElse(new byte[0])));
        }
    }

    private static Map<String, Object> transaction(
            @Nullable WalletAddress from, @Nullable WalletAddress to, byte[] data) {
        Map<String, Object> transaction = new HashMap<>();
        transaction.put("data", Hex.data(data));
        if (from != null) {
            transaction.put("from", Hex.data(from));
        }
        if (to != null) {
            transaction.put("to", Hex.data(to));
        }
        return transaction;
    }

    @Override
    public void close() {
        watcher.close();
    }
}
