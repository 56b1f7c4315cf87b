package com.patientory.storage.kubo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges from a node's configuration and its present peers whether it belongs to the public network. The RPC does not
 * tell whether there is a swarm key, so the judgement errs on the side of public: whatever could lead there counts.
 */
public final class NetworkCheck {
    /** Routers that find nobody but known peers; the others, and the default, use public services. */
    private static final Set<String> PRIVATE_ROUTING = Set.of("none", "dht", "dhtserver", "dhtclient");

    private static final Pattern ADDRESS = Pattern.compile("/(ip4|ip6)/([^/]+)(/.*)?");

    private NetworkCheck() {}

    /**
     * The reason why a node counts as public.
     *
     * @param config the answer to {@code config/show}
     * @param peers the answer to {@code swarm/peers}
     * @return the first reason, or empty when the node is private
     */
    public static Optional<String> publicReason(Json config, Json peers) {
        String routing = config.get("Routing").get("Type").text().orElse("auto").toLowerCase(Locale.ROOT);
        if (!PRIVATE_ROUTING.contains(routing)) {
            return Optional.of("its routing is '" + routing + "'");
        }
        List<String> outside = new ArrayList<>();
        texts(config.get("Bootstrap").items().stream()).forEach(outside::add);
        config.get("Peering").get("Peers").items().stream()
                .flatMap(peer -> texts(peer.get("Addrs").items().stream()))
                .forEach(outside::add);
        for (String address : outside) {
            if (!isPrivate(address)) {
                return Optional.of("it is configured to connect to " + address);
            }
        }
        return texts(peers.get("Peers").items().stream().map(peer -> peer.get("Addr")))
                .filter(address -> !isPrivate(address))
                .findFirst()
                .map(address -> "it is connected to " + address);
    }

    private static Stream<String> texts(Stream<Json> values) {
        return values.map(value -> value.text().orElse("?"));
    }

    /** Loopback, link-local and the private ranges of RFC 1918 and RFC 4193; a DNS name counts as public. */
    static boolean isPrivate(String multiaddr) {
        Matcher address = ADDRESS.matcher(multiaddr);
        if (!address.matches()) {
            return false;
        }
        String host = address.group(2).toLowerCase(Locale.ROOT);
        return address.group(1).equals("ip4") ? isPrivateIp4(host) : isPrivateIp6(host);
    }

    private static boolean isPrivateIp4(String host) {
        return host.matches("(127|10)(\\.\\d+){3}|192\\.168(\\.\\d+){2}|169\\.254(\\.\\d+){2}")
                || host.matches("172\\.(1[6-9]|2\\d|3[01])(\\.\\d+){2}");
    }

    private static boolean isPrivateIp6(String host) {
        return host.equals("::1") || host.matches("f[cd][0-9a-f]{2}:.*") || host.matches("fe[89ab][0-9a-f]:.*");
    }
}
