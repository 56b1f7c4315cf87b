package com.patientory.examples.hospital;

import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.WalletAddress;
import com.patientory.ehr.SinkToken;
import com.patientory.storage.Cid;
import java.util.HexFormat;

/**
 * A record between two stages: the token that the sync engine keeps in its ledger. It says where the sealed bytes lie
 * and what they will be called, and holds no key.
 *
 * @param vault the patient's vault
 * @param fileId drawn at random once, so that each repetition writes the same file
 * @param body the encrypted body
 * @param envelope its header
 * @param spoolEntry where both lie until they are anchored
 */
record SealedRecord(WalletAddress vault, FileId fileId, Cid body, Cid envelope, String spoolEntry) {
    private static final int PARTS = 5;

    SinkToken toToken() {
        return SinkToken.of(String.join(
                " ",
                vault.toString(),
                HexFormat.of().formatHex(fileId.bytes()),
                body.toString(),
                envelope.toString(),
                spoolEntry));
    }

    static SealedRecord parse(SinkToken token) {
        String[] parts = token.text().split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("token of " + parts.length + " parts, must be " + PARTS);
        }
        return new SealedRecord(
                WalletAddress.parse(parts[0]),
                FileId.of(HexFormat.of().parseHex(parts[1])),
                Cid.parse(parts[2]),
                Cid.parse(parts[3]),
                parts[4]);
    }

    /** What stands on the chain for a CID: its SHA-256. The full CID of the body stands in the envelope. */
    static ContentDigest onChain(Cid cid) {
        return ContentDigest.of(cid.digest());
    }
}
