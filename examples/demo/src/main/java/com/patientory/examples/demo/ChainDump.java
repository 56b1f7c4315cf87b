package com.patientory.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Everything that the chain keeps, straight from the node: each transaction's call data and each event's data. */
final class ChainDump {
    private final URI node;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    ChainDump(URI node) {
        this.node = node;
    }

    /** Some bytes on the chain. */
    static final class Item {
        private final String place;
        private final byte[] bytes;

        Item(String place, byte[] bytes) {
            this.place = place;
            this.bytes = bytes;
        }

        String place() {
            return place;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    List<Item> items() throws IOException, InterruptedException {
        List<Item> items = new ArrayList<>();
        long head = Long.decode(call("eth_blockNumber", "").asText());
        for (long block = 0; block <= head; block++) {
            String number = "\"0x" + Long.toHexString(block) + "\"";
            for (JsonNode transaction :
                    call("eth_getBlockByNumber", number + ",true").path("transactions")) {
                add(items, "call data in block " + block, transaction.path("input"));
            }
            for (JsonNode receipt : call("eth_getBlockReceipts", number)) {
                for (JsonNode log : receipt.path("logs")) {
                    add(items, "event in block " + block, log.path("data"));
                    for (JsonNode topic : log.path("topics")) {
                        add(items, "topic in block " + block, topic);
                    }
                }
            }
        }
        return items;
    }

    /** Sends a transaction with this call data from one of the development node's own accounts. */
    void plant(byte[] data) throws IOException, InterruptedException {
        String account = call("eth_accounts", "").get(0).asText();
        call(
                "eth_sendTransaction",
                "{\"from\":\"" + account + "\",\"to\":\"" + account + "\",\"gasPrice\":\"0x0\",\"data\":\"0x"
                        + HexFormat.of().formatHex(data) + "\"}");
        call("evm_mine", "");
    }

    private static void add(List<Item> items, String place, JsonNode hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.asText().substring(2));
        if (bytes.length > 0) {
            items.add(new Item(place, bytes));
        }
    }

    private JsonNode call(String method, String parameters) throws IOException, InterruptedException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + parameters + "]}";
        HttpRequest request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        JsonNode answer = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!answer.has("result")) {
            throw new IOException(
                    method + " failed: " + answer.path("error").path("message").asText());
        }
        return answer.get("result");
    }
}
