package com.patientory.storage.kubo.internal;

import com.patientory.storage.NodeId;
import com.patientory.storage.NodeRefusedException;
import com.patientory.storage.NodeUnreachableException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets nothing pass to a node before it has shown that it is on a private network, or is the public one that is allowed
 * by name. Asks once, and again after the node was lost, for it may have come back as another.
 */
public final class KuboGate {
    private final KuboClient client;
    private final NodeId node;
    private final @Nullable String publicPeerId;
    private volatile boolean open;

    /**
     * A gate, shut.
     *
     * @param client the node
     * @param node the node's name, for errors
     * @param publicPeerId the peer id that may be public, or null for none
     */
    public KuboGate(KuboClient client, NodeId node, @Nullable String publicPeerId) {
        this.client = client;
        this.node = node;
        this.publicPeerId = publicPeerId;
    }

    /** Work behind the gate. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it.
         *
         * @return the result
         * @throws IOException when it fails
         */
        @Nullable
        T run() throws IOException;
    }

    /**
     * Does some work with the node, if it may be used.
     *
     * @param work the work
     * @param <T> its result
     * @return the result
     * @throws NodeRefusedException when the node must not be used
     * @throws IOException from the work
     */
    public <T> @Nullable T pass(Work<T> work) throws IOException {
        try {
            if (!open) {
                check();
                open = true;
            }
            return work.run();
        } catch (RpcException e) {
            if (e.kind() == RpcException.Kind.UNREACHABLE || e.kind() == RpcException.Kind.TIMED_OUT) {
                open = false;
            }
            throw e;
        } catch (NodeUnreachableException e) {
            open = false;
            throw e;
        }
    }

    private void check() throws IOException {
        if (publicPeerId != null) {
            String peerId = client.ask("id").get("ID").text().orElse("");
            if (!peerId.equals(publicPeerId)) {
                throw new NodeRefusedException(node, "it is peer " + peerId + ", allowed is " + publicPeerId);
            }
            return;
        }
        Optional<String> reason = NetworkCheck.publicReason(client.ask("config/show"), client.ask("swarm/peers"));
        if (reason.isPresent()) {
            throw new NodeRefusedException(
                    node, "it may be on a public network: " + reason.get() + "; allowPublicNetworkOf would allow it");
        }
    }
}
