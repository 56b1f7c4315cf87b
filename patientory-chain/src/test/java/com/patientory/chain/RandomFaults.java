package com.patientory.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;

/** One request in twelve meets a fault, so that most writes meet one on their way. */
final class RandomFaults implements NodeProxy.Fault {
    private static final List<String> REFUSALS =
            List.of("txpool is full", "nonce too low", "transaction underpriced", "already known", "internal error");

    private final Random random;

    RandomFaults(Random random) {
        this.random = random;
    }

    private synchronized boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    @Override
    public boolean lostBefore(JsonNode call) {
        return once(sends(call) ? 600 : 60);
    }

    @Override
    public boolean lostAfter(JsonNode call) {
        return once(sends(call) ? 600 : 60);
    }

    @Override
    public String refusal(JsonNode call) {
        return sends(call) && once(40) ? REFUSALS.get(pick()) : "";
    }

    private synchronized int pick() {
        return random.nextInt(REFUSALS.size());
    }

    private static boolean sends(JsonNode call) {
        return call.path("method").asText().equals("eth_sendRawTransaction");
    }
}
