package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;

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

    /**
     * A file took the place of an earlier one, which stays.
     *
     * @param position where
     * @param file the earlier file
     * @param supersededBy the file that took its place
     * @param submitter under whose id
     */
    record FileSuperseded(Position position, FileId file, FileId supersededBy, GranteeId submitter)
            implements VaultEvent {}

    /**
     * The owner destroyed the keys of a file; its id is spent for ever.
     *
     * @param position where
     * @param file the file
     */
    record Erased(Position position, FileId file) implements VaultEvent {}

    /**
     * Files were stored as one Merkle root, or the same root was anchored again, perhaps with another manifest. The first event
     * of a root counts, and the manifest whose files make the root.
     *
     * @param position where
     * @param root the root
     * @param submitter under whose id
     * @param count the number of files
     * @param manifest digest of the list
     */
    record Anchored(
            Position position, ContentDigest root, GranteeId submitter, BigInteger count, ContentDigest manifest)
            implements VaultEvent {}

    /**
     * A hospital fixed its list of accesses and refusals as one Merkle root.
     *
     * @param position where
     * @param root the root
     * @param loggedBy the hospital
     * @param count the number of entries
     */
    record AccessAnchored(Position position, ContentDigest root, GranteeId loggedBy, BigInteger count)
            implements VaultEvent {}

    /**
     * Somebody left the owner a message.
     *
     * @param position where
     * @param scope the file that it concerns, or the whole vault
     * @param sender who
     * @param envelope digest of the encrypted message
     */
    record Notified(Position position, Scope scope, GranteeId sender, ContentDigest envelope) implements VaultEvent {}

    /**
     * A clinician took READ for the whole vault in an emergency.
     *
     * @param position where
     * @param clinician the clinician's account
     * @param hospital the hospital that attests the clinician
     * @param reason digest of the reason, which the hospital keeps
     * @param expiry first second after
     */
    record GlassBroken(Position position, GranteeId clinician, GranteeId hospital, ContentDigest reason, Instant expiry)
            implements VaultEvent {}

    /**
     * The owner ended a clinician's emergency before its time.
     *
     * @param position where
     * @param clinician the clinician's account
     */
    record EmergencyEnded(Position position, GranteeId clinician) implements VaultEvent {}

    /**
     * The owner allowed or forbade breaking the glass.
     *
     * @param position where
     * @param allowed true if allowed
     */
    record BreakGlassPolicySet(Position position, boolean allowed) implements VaultEvent {}

    /**
     * The vault has another owner: guardians recovered it.
     *
     * @param position where
     * @param previousOwner the lost account
     * @param newOwner the new one
     */
    record OwnerChanged(Position position, WalletAddress previousOwner, WalletAddress newOwner) implements VaultEvent {}

    /**
     * The vault continues one of an earlier registry, if that one says so too.
     *
     * @param position where
     * @param predecessor the earlier vault
     */
    record PredecessorNamed(Position position, WalletAddress predecessor) implements VaultEvent {}

    /**
     * A vault of a later registry continues this one; nothing new comes in here any more.
     *
     * @param position where
     * @param successor the later vault
     */
    record Migrated(Position position, WalletAddress successor) implements VaultEvent {}
}
