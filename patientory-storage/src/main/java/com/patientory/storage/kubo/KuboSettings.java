package com.patientory.storage.kubo;

import com.patientory.storage.NodeDescription;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one Kubo node. By default: no authorization, 5 seconds to connect, 30 seconds for each answer, pins
 * named {@code patientory}, private networks only, and only what the node itself holds counts as being there.
 * Immutable; {@link #toString()} does not show the authorization.
 */
public final class KuboSettings {
    private final URI api;
    private final NodeDescription node;
    private final @Nullable String authorization;
    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final String pinName;
    private final @Nullable String publicPeerId;
    private final @Nullable Duration peersTimeout;

    private KuboSettings(Builder builder) {
        api = builder.api;
        node = builder.node;
        authorization = builder.authorization;
        connectTimeout = builder.connectTimeout;
        answerTimeout = builder.answerTimeout;
        pinName = builder.pinName;
        publicPeerId = builder.publicPeerId;
        peersTimeout = builder.peersTimeout;
    }

    /**
     * The defaults for a node.
     *
     * @param api scheme, host and port of the node's RPC, as in {@code http://127.0.0.1:5001}
     * @param node where the node is and who runs it
     * @return the settings
     * @throws IllegalArgumentException when the address is not http or https, or has more than host and port
     */
    public static KuboSettings of(URI api, NodeDescription node) {
        return builder(api, node).build();
    }

    /**
     * Begins with the defaults for a node.
     *
     * @param api scheme, host and port of the node's RPC, as in {@code http://127.0.0.1:5001}
     * @param node where the node is and who runs it
     * @return a builder
     * @throws IllegalArgumentException when the address is not http or https, or has more than host and port
     */
    public static Builder builder(URI api, NodeDescription node) {
        return new Builder(requireApi(api), node);
    }

    private static URI requireApi(URI api) {
        String scheme = api.getScheme() == null ? "" : api.getScheme().toLowerCase(Locale.ROOT);
        String rest = Objects.requireNonNullElse(api.getRawPath(), "");
        if (!Set.of("http", "https").contains(scheme) || api.getHost() == null || api.getRawUserInfo() != null) {
            throw new IllegalArgumentException("Kubo RPC at '" + scheme + "://...', must be http(s)://host:port");
        }
        if (!Set.of("", "/").contains(rest) || api.getRawQuery() != null || api.getRawFragment() != null) {
            throw new IllegalArgumentException("Kubo RPC at path '" + rest + "', must be http(s)://host:port only");
        }
        return URI.create(scheme + "://" + api.getRawAuthority());
    }

    /**
     * Where the node's RPC is.
     *
     * @return scheme, host and port
     */
    public URI api() {
        return api;
    }

    /**
     * Where the node is and who runs it.
     *
     * @return the description
     */
    public NodeDescription node() {
        return node;
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @return the value, a secret, or empty
     */
    public Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    /**
     * How long a connection may take.
     *
     * @return the time-out
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * How long one answer may take, a block's bytes included; an upload as a whole may take longer, not a leaf of it.
     *
     * @return the time-out
     */
    public Duration answerTimeout() {
        return answerTimeout;
    }

    /**
     * The name that marks this store's pins among those of other programs.
     *
     * @return the name
     */
    public String pinName() {
        return pinName;
    }

    /**
     * The one node that may be on a public network.
     *
     * @return its peer id, or empty when none may
     */
    public Optional<String> publicPeerId() {
        return Optional.ofNullable(publicPeerId);
    }

    /**
     * How long the node may ask its peers for a block that it has not got.
     *
     * @return the time-out for each block, or empty when it must not ask
     */
    public Optional<Duration> peersTimeout() {
        return Optional.ofNullable(peersTimeout);
    }

    @Override
    public String toString() {
        return "KuboSettings[" + api + ", " + node.id() + (authorization == null ? "]" : ", with authorization]");
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private final URI api;
        private final NodeDescription node;
        private @Nullable String authorization;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration answerTimeout = Duration.ofSeconds(30);
        private String pinName = "patientory";
        private @Nullable String publicPeerId;
        private @Nullable Duration peersTimeout;

        private Builder(URI api, NodeDescription node) {
            this.api = api;
            this.node = node;
        }

        /**
         * None unless set.
         *
         * @param value the whole value of the {@code Authorization} header, as in {@code Bearer ...}
         * @return this builder
         * @throws IllegalArgumentException when a character is not printable ASCII; the value is not quoted
         */
        public Builder authorization(String value) {
            if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("authorization has a character that is not printable ASCII");
            }
            authorization = value;
            return this;
        }

        /**
         * 5 seconds unless set.
         *
         * @param timeout how long a connection may take, above 0
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = requirePositive(timeout);
            return this;
        }

        /**
         * 30 seconds unless set.
         *
         * @param timeout how long one answer may take, above 0
         * @return this builder
         */
        public Builder answerTimeout(Duration timeout) {
            answerTimeout = requirePositive(timeout);
            return this;
        }

        /**
         * {@code patientory} unless set. Two stores on one node need two names, or each lists the other's blobs.
         *
         * @param name the name of this store's pins, not empty
         * @return this builder
         */
        public Builder pinName(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("pin name '', must not be empty");
            }
            pinName = name;
            return this;
        }

        /**
         * No node unless set. Encrypted or not, what is on a public network stays there; so the permission is for one
         * node by its name and cannot be given by accident to another.
         *
         * @param peerId the peer id of that node, as {@code ipfs id} prints it
         * @return this builder
         */
        public Builder allowPublicNetworkOf(String peerId) {
            publicPeerId = peerId;
            return this;
        }

        /**
         * Not allowed unless set: a replica must not count as one because its neighbour has the blob. Set it to read
         * from a node what other nodes of its network hold; it keeps a copy of what passes through, for a while.
         *
         * @param timeout how long the node may look for each block, above 0
         * @return this builder
         */
        public Builder readThroughPeers(Duration timeout) {
            peersTimeout = requirePositive(timeout);
            return this;
        }

        private static Duration requirePositive(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("time-out " + timeout + ", must be above 0");
            }
            return timeout;
        }

        /**
         * The settings.
         *
         * @return new settings
         */
        public KuboSettings build() {
            return new KuboSettings(this);
        }
    }
}
