package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import java.io.ByteArrayOutputStream;

/** One log of {@code eth_getLogs}. */
public final class LogEntry {
    private final JsonNode json;

    LogEntry(JsonNode json) {
        this.json = json;
    }

    /** Returns the contract that wrote it. */
    public WalletAddress contract() {
        return WalletAddress.of(Hex.bytes(json.path("address").asText()));
    }

    /** Returns the event's signature hash as {@code 0x} data, empty for an anonymous event. */
    public String firstTopic() {
        return json.path("topics").path(0).asText("");
    }

    /** Returns all topics as one run of 32-byte words. */
    public byte[] topics() {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        json.path("topics").forEach(topic -> words.writeBytes(Hex.bytes(topic.asText())));
        return words.toByteArray();
    }

    /** Returns the data. */
    public byte[] data() {
        return Hex.bytes(json.path("data").asText());
    }

    /** Returns where the log stands. */
    public VaultEvent.Position position() {
        return new VaultEvent.Position(
                new BlockRef(
                        Hex.number(json.path("blockNumber").asText()),
                        json.path("blockHash").asText()),
                TransactionHash.parse(json.path("transactionHash").asText()),
                Math.toIntExact(Hex.number(json.path("logIndex").asText())));
    }
}
