package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.TransactionHash;
import com.patientory.chain.model.TransactionReceipt;

/**
 * A receipt as the node tells it, successful or not.
 *
 * @param receipt transaction, block and gas
 * @param success false when the transaction reverted
 * @param quiet true when it left no log, as one does that found nothing to do, or no contract
 */
public record ReceiptView(TransactionReceipt receipt, boolean success, boolean quiet) {
    static ReceiptView of(JsonNode json) {
        return new ReceiptView(
                new TransactionReceipt(
                        TransactionHash.parse(json.path("transactionHash").asText()),
                        new BlockRef(
                                Hex.number(json.path("blockNumber").asText()),
                                json.path("blockHash").asText()),
                        Hex.number(json.path("gasUsed").asText())),
                json.path("status").asText().equals("0x1"),
                json.path("logs").isEmpty());
    }
}
