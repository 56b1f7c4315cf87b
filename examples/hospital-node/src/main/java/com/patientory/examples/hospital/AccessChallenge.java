package com.patientory.examples.hospital;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.WalletAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a clinician signs (EIP-191) to ask for one file, once, from one node: each part is in the text, so a signature
 * is of no use anywhere else.
 *
 * @param hospital the node's hospital
 * @param chain the chain with the grants
 * @param vault whose file
 * @param file which file
 * @param nonce 128 random bits
 * @param expiry when it is too late
 */
public record AccessChallenge(
        String hospital, ChainId chain, WalletAddress vault, FileId file, String nonce, Instant expiry) {
    /**
     * The text to sign.
     *
     * @return its bytes
     */
    public byte[] message() {
        return String.join(
                        "\n",
                        hospital + " asks you to sign for a record.",
                        "Chain: " + chain.value(),
                        "Vault: " + vault,
                        "File: " + file,
                        "Nonce: " + nonce,
                        "Expires: " + expiry)
                .getBytes(StandardCharsets.UTF_8);
    }
}
