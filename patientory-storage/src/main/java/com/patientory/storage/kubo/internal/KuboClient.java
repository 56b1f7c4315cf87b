package com.patientory.storage.kubo.internal;

import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.CidFormatException;
import com.patientory.storage.dag.DagLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands that a store needs, with every option explicit. All block, except {@link #requestBlock}. Commands ask
 * the node about itself only ({@code offline}), unless the settings allow it to ask its peers.
 */
public final class KuboClient {
    /** What a node has of a blob. */
    public enum Holding {
        /** Here, and pinned under this store's name. */
        PINNED,
        /** Here for now: garbage collection may take it. */
        UNPINNED,
        /** Here because of somebody else: pinned under another name, or part of something that is pinned. */
        FOREIGN,
        /** Not here. */
        ABSENT
    }

    private final KuboRpc rpc;
    private final String pinName;
    private final Duration timeout;
    private final @Nullable Duration peersTimeout;

    /**
     * A client for one node; connects when first used.
     *
     * @param rpc the connection
     * @param pinName the name that marks this store's pins
     * @param timeout for each answer
     * @param peersTimeout how long the node may ask its peers for a block, or null when it must not
     */
    public KuboClient(KuboRpc rpc, String pinName, Duration timeout, @Nullable Duration peersTimeout) {
        this.rpc = rpc;
        this.pinName = pinName;
        this.timeout = timeout;
        this.peersTimeout = peersTimeout;
    }

    KuboRpc rpc() {
        return rpc;
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * Asks for a command without arguments.
     *
     * @param command as in {@code id}
     * @return its answer
     * @throws RpcException when there is none
     */
    public Json ask(String command) throws RpcException {
        return rpc.json(RpcCall.of(command), timeout);
    }

    /**
     * Asks for a block and does not wait. The bytes are not verified.
     *
     * @param cid the block
     * @return its bytes, or an {@link RpcException}
     */
    public CompletableFuture<byte[]> requestBlock(Cid cid) {
        return rpc.bytes(blockCall(cid), DagLayout.MAX_LEAF_BYTES, blockTimeout());
    }

    /**
     * Waits for a block.
     *
     * @param cid the block
     * @param request what {@link #requestBlock} returned
     * @return its bytes, not verified
     * @throws RpcException when there are none
     */
    public byte[] awaitBlock(Cid cid, CompletableFuture<byte[]> request) throws RpcException {
        return KuboRpc.await(blockCall(cid), request);
    }

    private RpcCall blockCall(Cid cid) {
        RpcCall call = RpcCall.of("block/get").arg(cid).with("offline", peersTimeout == null);
        return peersTimeout == null ? call : call.with("timeout", peersTimeout.toMillis() + "ms");
    }

    private Duration blockTimeout() {
        return peersTimeout == null ? timeout : timeout.plus(peersTimeout);
    }

    /**
     * Whether the node itself has a block. It may be damaged.
     *
     * @param cid the block
     * @return whether it says so
     * @throws RpcException when it says neither yes nor no
     */
    public boolean hasBlock(Cid cid) throws RpcException {
        try {
            rpc.json(RpcCall.of("block/stat").arg(cid).with("offline", true), timeout);
            return true;
        } catch (RpcException e) {
            if (e.saysNotFound()) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Drops a block from the node. Kubo refuses while the block is part of anything pinned.
     *
     * @param cid the block
     * @return whether it is gone
     * @throws RpcException when the node does not answer properly
     */
    public boolean removeBlock(Cid cid) throws RpcException {
        RpcCall call = RpcCall.of("block/rm").arg(cid).with("force", true).with("offline", true);
        return rpc.jsonLines(call, timeout).stream()
                .allMatch(line -> line.get("Error").text().orElse("").isEmpty());
    }

    /**
     * What the node has of a blob, judged by its root. Whether an unpinned root is part of something pinned is asked
     * last, for it makes Kubo walk through all pins.
     *
     * @param root the root
     * @return what is there; the blocks may be damaged
     * @throws RpcException when the node does not answer properly
     */
    public Holding holding(Cid root) throws RpcException {
        Optional<String> name = pinName(root, "recursive");
        if (name.isPresent()) {
            return name.get().equals(pinName) ? Holding.PINNED : Holding.FOREIGN;
        }
        if (!hasBlock(root)) {
            return Holding.ABSENT;
        }
        return pinName(root, "all").isPresent() ? Holding.FOREIGN : Holding.UNPINNED;
    }

    private Optional<String> pinName(Cid root, String type) throws RpcException {
        RpcCall call = RpcCall.of("pin/ls").arg(root).with("type", type).with("names", true);
        try {
            return rpc.json(call, timeout).get("Keys").fields().values().stream()
                    .map(pin -> pin.get("Name").text().orElse(""))
                    .findFirst();
        } catch (RpcException e) {
            if (e.saysNotPinned()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Pins a root and all below it under this store's name. Proves nothing about the leaves: Kubo pins a tree whose
     * raw leaves are missing without a word.
     *
     * @param root the root
     * @throws RpcException when the node does not answer properly
     */
    public void addPin(Cid root) throws RpcException {
        RpcCall call = RpcCall.of("pin/add")
                .arg(root)
                .with("recursive", true)
                .with("name", pinName)
                .with("progress", false)
                .with("offline", true)
                .with("fast-provide-root", false)
                .with("fast-provide-dag", false);
        rpc.json(call, timeout);
    }

    /**
     * Takes the pin off a root; nothing happens when there is none.
     *
     * @param root the root
     * @throws RpcException when the node does not answer properly
     */
    public void removePin(Cid root) throws RpcException {
        try {
            rpc.json(RpcCall.of("pin/rm").arg(root).with("recursive", true), timeout);
        } catch (RpcException e) {
            if (!e.saysNotPinned()) {
                throw e;
            }
        }
    }

    /**
     * All roots that are pinned under this store's name.
     *
     * @return the roots; pins that this module could not have made are left out
     * @throws RpcException when the node does not answer properly
     */
    public List<Cid> pinnedRoots() throws RpcException {
        RpcCall call = RpcCall.of("pin/ls")
                .with("type", "recursive")
                .with("stream", true)
                .with("names", true)
                .with("name", pinName); // matches parts of names too
        List<Cid> roots = new ArrayList<>();
        for (Json pin : rpc.jsonLines(call, timeout)) {
            if (pin.get("Name").text().orElse("").equals(pinName)) {
                try {
                    roots.add(Cid.parse(pin.get("Cid").text().orElse("")));
                } catch (CidFormatException foreign) {
                    // somebody pinned a CID of another kind under our name
                }
            }
        }
        return roots;
    }

    /**
     * How much the node can hold: {@code StorageMax} of its configuration, and what is used of it.
     *
     * @return the capacity
     * @throws RpcException when the node does not answer properly
     */
    public Capacity capacity() throws RpcException {
        Json stat = rpc.json(RpcCall.of("repo/stat").with("size-only", true), timeout);
        long total = Math.max(0, stat.get("StorageMax").number().orElse(0));
        long used = Math.max(0, stat.get("RepoSize").number().orElse(0));
        return Capacity.of(total, Math.max(0, total - used));
    }
}
