package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;

/** One line of a vault's history, in the order of the chain: the audit trail that nobody can rewrite. */
public sealed interface VaultEvent {
    /**
     * Where the event stands.
     *
     * @return block and transaction
     */
    Position position();

    /**
     * Where an event stands on the chain.
     *
     * @param block the block
     * @param transaction the transaction
     * @param logIndex the event's place within the block
     */
    record Position(BlockRef block, TransactionHash transaction, int logIndex) {}

    /**
     * The vault came into being.
     *
     * @param position where
     * @param owner the patient's account
     */
    record Created(Position position, WalletAddress owner) implements VaultEvent {}

    /**
     * A grant was written, in place of any earlier one with the same scope and grantee.
     *
     * @param position where
     * @param grant the grant
     */
    record Granted(Position position, Grant grant) implements VaultEvent {}

    /**
     * A grant was erased.
     *
     * @param position where
     * @param scope what it covered
     * @param grantee who it was for
     * @param revokedBy who erased it
     */
    record Revoked(Position position, Scope scope, GranteeId grantee, GranteeId revokedBy) implements VaultEvent {}

    /**
     * All grants of earlier epochs ended.
     *
     * @param position where
     * @param epoch the new epoch
     */
    record AllRevoked(Position position, long epoch) implements VaultEvent {}

    /**
     * A file was stored.
     *
     * @param position where
     * @param file the file
     * @param submitter the owner, a grantee account, or the hospital for which an account wrote
     * @param body digest of the encrypted body
     * @param envelope digest of the first envelope
     */
    record FileStored(Position position, FileId file, GranteeId submitter, ContentDigest body, ContentDigest envelope)
            implements VaultEvent {}

    /**
     * The owner wrapped a file's key anew; this envelope replaces all earlier ones.
     *
     * @param position where
     * @param file the file
     * @param envelope digest of the new envelope
     */
    record EnvelopeSet(Position position, FileId file, ContentDigest envelope) implements VaultEvent {}

    /**
     * Somebody read a file, as the logger reports; whether he was allowed to is not checked.
     *
     * @param position where
     * @param file the file
     * @param actor who read
     * @param loggedBy who reports
     * @param purpose a purpose-of-use code, for instance {@code TREAT}
     */
    record AccessLogged(Position position, FileId file, GranteeId actor, GranteeId loggedBy, String purpose)
            implements VaultEvent {}

    /**
     * A hospital refused somebody a file.
     *
     * @param position where
     * @param file the file
     * @param actor who asked
     * @param loggedBy the hospital
     * @param reason a code, for instance {@code NO_GRANT}
     */
    record AccessRefused(Position position, FileId file, GranteeId actor, GranteeId loggedBy, String reason)
            implements VaultEvent {}
}
