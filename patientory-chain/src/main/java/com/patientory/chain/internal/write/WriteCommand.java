package com.patientory.chain.internal.write;

import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.WalletAddress;

/**
 * One file to store.
 *
 * @param vault the patient's vault
 * @param file the file's id
 * @param body digest of the encrypted body
 * @param envelope digest of the envelope
 */
public record WriteCommand(WalletAddress vault, FileId file, ContentDigest body, ContentDigest envelope) {
    /** What makes two writes the same write. */
    public record Key(WalletAddress vault, FileId file) {}

    /** Returns vault and file. */
    public Key key() {
        return new Key(vault, file);
    }
}
