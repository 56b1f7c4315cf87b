package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;

/**
 * One file of a vault as its events tell it.
 *
 * @param id the file's random id
 * @param body the digest of the encrypted body, fixed for ever
 * @param envelope the digest of the current envelope; it changes when access is given or taken
 * @param submitter who stored the file: the owner, a grantee account or a hospital
 * @param block the block with the {@code store}
 * @param transaction the transaction of the {@code store}
 * @param vault the vault in which it lies: the one that was asked, or one that it continues; grants, envelopes and readings of
 *     the file are that vault's
 */
public record FileRecord(
        FileId id,
        ContentDigest body,
        ContentDigest envelope,
        GranteeId submitter,
        BlockRef block,
        TransactionHash transaction,
        WalletAddress vault) {
    /**
     * Replaces the envelope.
     *
     * @param newer digest of the newer envelope
     * @return the same file with it
     */
    public FileRecord withEnvelope(ContentDigest newer) {
        return new FileRecord(id, body, newer, submitter, block, transaction, vault);
    }
}
