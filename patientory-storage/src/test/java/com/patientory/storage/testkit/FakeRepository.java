package com.patientory.storage.testkit;

import com.patientory.storage.Cid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The blocks and pins behind a {@link FakeKubo}, and its commands. */
final class FakeRepository {
    private static final long STORAGE_MAX = 10_000_000_000L;

    private final Map<Cid, byte[]> blocks = new HashMap<>();
    /** Pinned roots and the names of their pins. */
    private final Map<Cid, String> pins = new HashMap<>();

    private String bootstrap = "";

    /** What goes back to the client. */
    record Answer(int status, String contentType, ByteBuffer body) {
        static Answer of(int status, String contentType, byte[] body) {
            return new Answer(status, contentType, ByteBuffer.wrap(body));
        }

        static Answer json(String json) {
            return Answer.of(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }

        static Answer error(String message) {
            String json = "{\"Message\":\"" + message + "\",\"Code\":0,\"Type\":\"error\"}";
            return Answer.of(500, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }
    }

    synchronized void setBootstrap(String multiaddr) {
        bootstrap = multiaddr;
    }

    synchronized void corrupt(Cid block, int offsetBytes) {
        blocks.get(block)[offsetBytes] ^= 1;
    }

    synchronized void lose(Cid block) {
        blocks.remove(block);
    }

    synchronized Answer run(FakeHttpServer.Request request) {
        return switch (request.command()) {
            case "id" -> Answer.json("{\"ID\":\"12D3KooWFake\",\"Addresses\":null}");
            case "config/show" ->
                Answer.json("{\"Bootstrap\":" + (bootstrap.isEmpty() ? "null" : "[\"" + bootstrap + "\"]")
                        + ",\"Routing\":{\"Type\":\"none\"},\"Peering\":{\"Peers\":null}}");
            case "swarm/peers" -> Answer.json("{\"Peers\":null}");
            case "repo/stat" -> Answer.json("{\"RepoSize\":" + repoSize() + ",\"StorageMax\":" + STORAGE_MAX + "}");
            case "dag/import" -> dagImport(request);
            case "pin/ls" -> request.query().contains("arg=") ? pinOf(cid(request), request) : allPins();
            case "pin/add" -> pinAdd(cid(request), request.option("name", ""));
            case "pin/rm" -> pinRemove(cid(request));
            case "block/get" -> blockGet(cid(request));
            case "block/stat" -> blockStat(cid(request));
            case "block/rm" -> blockRemove(cid(request));
            default -> Answer.of(404, "text/plain", "404 page not found".getBytes(StandardCharsets.US_ASCII));
        };
    }

    private static Cid cid(FakeHttpServer.Request request) {
        return Cid.parse(request.option("arg", ""));
    }

    private long repoSize() {
        return blocks.values().stream().mapToLong(block -> block.length).sum();
    }

    private Answer dagImport(FakeHttpServer.Request request) {
        FakeCar car;
        try {
            car = FakeCar.ofMultipart(request.body());
        } catch (IllegalArgumentException e) {
            return Answer.error("import failed: " + e.getMessage());
        }
        car.blocks().forEach((cid, block) -> blocks.putIfAbsent(cid, block.clone())); // never replaces
        String error = blocks.containsKey(car.root()) ? "" : "ipld: could not find " + car.root();
        if (error.isEmpty()) {
            pins.put(car.root(), "");
        }
        return Answer.json("{\"Root\":{\"Cid\":{\"/\":\"" + car.root() + "\"},\"PinErrorMsg\":\"" + error + "\"}}\n");
    }

    private Answer pinOf(Cid root, FakeHttpServer.Request request) {
        if (pins.containsKey(root)) {
            return Answer.json(
                    "{\"Keys\":{\"" + root + "\":{\"Type\":\"recursive\",\"Name\":\"" + pins.get(root) + "\"}}}");
        }
        if (request.option("type", "all").equals("all") && isBelowAPin(root)) {
            return Answer.json("{\"Keys\":{\"" + root + "\":{\"Type\":\"indirect through ...\",\"Name\":\"\"}}}");
        }
        return Answer.error("path '" + root + "' is not pinned");
    }

    private Answer allPins() {
        return Answer.json(pins.entrySet().stream()
                .map(pin -> "{\"Cid\":\"" + pin.getKey() + "\",\"Type\":\"recursive\",\"Name\":\"" + pin.getValue()
                        + "\"}\n")
                .collect(Collectors.joining()));
    }

    /** Looks at tree nodes only: as the real one, it does not notice that raw leaves are missing. */
    private Answer pinAdd(Cid root, String name) {
        if (root.codec() == Cid.Codec.DAG_PB && !blocks.containsKey(root)) {
            return notFound(root);
        }
        pins.put(root, name);
        return Answer.json("{\"Pins\":[\"" + root + "\"]}");
    }

    private Answer pinRemove(Cid root) {
        return pins.remove(root) == null
                ? Answer.error("not pinned or pinned indirectly")
                : Answer.json("{\"Pins\":[\"" + root + "\"]}");
    }

    private Answer blockGet(Cid cid) {
        byte[] block = blocks.get(cid);
        return block == null ? notFound(cid) : Answer.of(200, "application/vnd.ipld.raw", block.clone());
    }

    private Answer blockStat(Cid cid) {
        byte[] block = blocks.get(cid);
        return block == null ? notFound(cid) : Answer.json("{\"Key\":\"" + cid + "\",\"Size\":" + block.length + "}");
    }

    private Answer blockRemove(Cid cid) {
        if (pins.containsKey(cid) || isBelowAPin(cid)) {
            return Answer.json("{\"Hash\":\"" + cid + "\",\"Error\":\"pinned via ...\"}\n");
        }
        blocks.remove(cid);
        return Answer.json("{\"Hash\":\"" + cid + "\"}\n");
    }

    private static Answer notFound(Cid cid) {
        return Answer.error("block was not found locally (offline): ipld: could not find " + cid);
    }

    private boolean isBelowAPin(Cid cid) {
        return pins.keySet().stream().anyMatch(root -> !root.equals(cid) && isBelow(root, cid));
    }

    /** A tree node contains the multihashes of its links, which is all that is needed to follow them here. */
    private boolean isBelow(Cid root, Cid wanted) {
        byte[] node = blocks.get(root);
        if (node == null || root.codec() == Cid.Codec.RAW) {
            return false;
        }
        return blocks.keySet().stream()
                .filter(child -> contains(node, child.toBytes()))
                .anyMatch(child -> child.equals(wanted) || isBelow(child, wanted));
    }

    private static boolean contains(byte[] node, byte[] cid) {
        ByteBuffer needle = ByteBuffer.wrap(cid);
        for (int i = 0; i + cid.length <= node.length; i++) {
            if (ByteBuffer.wrap(node, i, cid.length).equals(needle)) {
                return true;
            }
        }
        return false;
    }
}
