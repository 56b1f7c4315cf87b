package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.BlockRef;
import java.util.Optional;

/**
 * A block and the one that it stands on.
 *
 * @param block height and hash
 * @param parentHash the hash of the block below
 */
public record BlockHeader(BlockRef block, String parentHash) {
    static Optional<BlockHeader> of(JsonNode json) {
        if (json.isNull()) {
            return Optional.empty();
        }
        BlockRef block = new BlockRef(
                Hex.number(json.path("number").asText()), json.path("hash").asText());
        return Optional.of(new BlockHeader(block, json.path("parentHash").asText()));
    }
}
