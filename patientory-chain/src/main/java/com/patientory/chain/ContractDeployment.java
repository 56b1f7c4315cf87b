package com.patientory.chain;

import com.patientory.chain.internal.abi.CreationCode;
import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Sets a network up: deploys the whole set of shared contracts from one key. For operators, tests and demos. */
public final class ContractDeployment {
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final Duration INCLUSION = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(25);

    private ContractDeployment() {}

    /**
     * Deploys HospitalRegistry, PatientRegistry (which makes the code behind User and FileVault), the token, StorageRental
     * and DataExchange, without fees. Blocks for five blocks. The committed bytecode is used as it is.
     *
     * @param node the JSON-RPC address
     * @param chainId the expected network
     * @param operator becomes the registrar of hospitals and the holder of all PTOY
     * @param supply the token's whole supply
     * @return where the contracts stand
     * @throws ChainIdMismatchException when the node serves another network
     */
    public static ContractAddresses deploy(URI node, ChainId chainId, WalletKey operator, TokenAmount supply) {
        try (Network network = network(node, chainId)) {
            WalletAddress hospitals = create(network, operator, CreationCode.hospitals(operator.address()));
            WalletAddress registry = create(network, operator, CreationCode.registry(hospitals));
            WalletAddress ptoy = create(network, operator, CreationCode.ptoy(operator.address(), supply));
            WalletAddress rental = create(network, operator, CreationCode.rental(ptoy));
            WalletAddress exchange = create(network, operator, CreationCode.exchange(ptoy, registry));
            return new ContractAddresses(registry, hospitals, ptoy, rental, exchange);
        }
    }

    /**
     * Deploys a faucet, for a network that asks for fees; fill it by a plain transfer. Blocks until a block includes it.
     *
     * @param node the JSON-RPC address
     * @param chainId the expected network
     * @param operator pays, and says later who is served
     * @param terms how it gives
     * @return where it stands
     * @throws ChainIdMismatchException when the node serves another network
     */
    public static WalletAddress deployFaucet(URI node, ChainId chainId, WalletKey operator, Faucet.Terms terms) {
        try (Network network = network(node, chainId)) {
            return create(
                    network,
                    operator,
                    CreationCode.faucet(operator.address(), terms.amountWei(), terms.interval(), terms.limitWei()));
        }
    }

    private static Network network(URI node, ChainId chainId) {
        EthNode eth = new EthNode(new JsonRpc(List.of(node), REQUEST));
        ChainId actual = eth.chainId();
        if (!actual.equals(chainId)) {
            throw new ChainIdMismatchException(chainId, actual);
        }
        return new Network(eth, chainId, BigInteger.ZERO, INCLUSION, POLL);
    }

    private static WalletAddress create(Network network, WalletKey key, byte[] code) {
        long nonce = network.node().pendingNonce(key.address());
        WalletAddress created = created(key.address(), nonce);
        network.send(key, null, code);
        network.requireCode(created);
        return created;
    }

    /** CREATE: the hash of RLP [creator, nonce]. */
    private static WalletAddress created(WalletAddress creator, long nonce) {
        byte[] counter = BigInteger.valueOf(nonce).toByteArray();
        byte[] magnitude = counter[0] == 0 ? Arrays.copyOfRange(counter, 1, counter.length) : counter;
        boolean single = magnitude.length == 1 && magnitude[0] > 0;
        byte[] item = single ? magnitude : prefixed(0x80, magnitude);
        byte[] address = prefixed(0x80, creator.bytes());
        byte[] head = {(byte) (0xc0 + address.length + item.length)};
        return WalletAddress.of(Arrays.copyOfRange(Keccak256.digest(head, address, item), 12, 32));
    }

    private static byte[] prefixed(int offset, byte[] bytes) {
        return Hex.bytes(Hex.data(new byte[] {(byte) (offset + bytes.length)})
                + Hex.data(bytes).substring(2));
    }
}
