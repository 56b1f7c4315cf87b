package com.patientory.storage.kubo.internal;

import com.patientory.storage.Cid;
import com.patientory.storage.dag.BlockSource;
import com.patientory.storage.internal.dag.DagLink;
import com.patientory.storage.internal.dag.DagNodeParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Fetches blocks one by one and, while they are read in order, asks for the next {@value #AHEAD} leaves before they are
 * wanted: a request for each leaf would otherwise cost its round trip. Not thread-safe, like the channel above it.
 */
final class BlockAhead implements BlockSource {
    private static final int AHEAD = 2;

    private final KuboClient client;
    private final KuboErrors errors;
    private final BooleanSupplier closed;
    /** The leaves under the last tree node, in order. */
    private List<Leaf> siblings = List.of();

    private final Deque<Requested> requested = new ArrayDeque<>();
    private long nextOffset;

    private record Leaf(Cid cid, long offset) {}

    private record Requested(Leaf leaf, CompletableFuture<byte[]> bytes) {}

    BlockAhead(KuboClient client, KuboErrors errors, BooleanSupplier closed) {
        this.client = client;
        this.errors = errors;
        this.closed = closed;
    }

    @Override
    public ByteBuffer fetch(Cid cid, long offsetBytes, long contentBytes) throws IOException {
        if (closed.getAsBoolean()) {
            throw errors.typed(RpcException.cancelled("block/get on a closed store"));
        }
        Leaf wanted = new Leaf(cid, offsetBytes);
        boolean inOrder = offsetBytes == nextOffset;
        CompletableFuture<byte[]> answer = take(wanted);
        if (cid.codec() == Cid.Codec.RAW && inOrder) {
            askAhead(wanted);
            nextOffset = offsetBytes + Math.max(0, contentBytes);
        }
        try {
            ByteBuffer block = ByteBuffer.wrap(client.awaitBlock(cid, answer));
            if (cid.codec() == Cid.Codec.DAG_PB && cid.matches(block)) {
                learn(cid, block, offsetBytes);
            }
            return block;
        } catch (RpcException e) {
            close();
            throw errors.fetching(cid, e);
        }
    }

    private CompletableFuture<byte[]> take(Leaf wanted) {
        Requested first = requested.poll();
        if (first != null && first.leaf.equals(wanted)) {
            return first.bytes;
        }
        if (first != null) {
            first.bytes.cancel(true);
            close();
        }
        return client.requestBlock(wanted.cid);
    }

    private void askAhead(Leaf current) {
        int next = siblings.indexOf(current) + 1 + requested.size();
        for (int i = next; i < siblings.size() && requested.size() < AHEAD; i++) {
            Leaf leaf = siblings.get(i);
            requested.add(new Requested(leaf, client.requestBlock(leaf.cid)));
        }
    }

    private void learn(Cid cid, ByteBuffer node, long offset) throws IOException {
        List<Leaf> leaves = new ArrayList<>();
        long at = offset;
        for (DagLink link : DagNodeParser.parse(cid, node).links()) {
            if (link.cid().codec() == Cid.Codec.RAW) {
                leaves.add(new Leaf(link.cid(), at));
            }
            at += link.contentBytes();
        }
        siblings = leaves;
    }

    /** Gives up what was asked for ahead. */
    void close() {
        requested.forEach(request -> request.bytes.cancel(true));
        requested.clear();
    }
}
