package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.abi.VaultLogs;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.Grant;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One patient's vault: its files, who may do what with them, and everything that ever happened to it.
 *
 * <p>The {@code prepare} methods make a transaction for the owner's device; they estimate its gas, so a call that the
 * contract would refuse fails here already. Views are answered by the newest block and its clock.
 */
public final class FileVaultContract {
    private final Network network;
    private final WalletAddress address;
    private final int logRangeBlocks;

    FileVaultContract(Network network, WalletAddress address, int logRangeBlocks) {
        this.network = network;
        this.address = address;
        this.logRangeBlocks = logRangeBlocks;
    }

    /**
     * Returns where the contract stands.
     *
     * @return its address
     */
    public WalletAddress address() {
        return address;
    }

    /**
     * Returns the patient's account.
     *
     * @return the owner
     */
    public WalletAddress owner() {
        return network.read(address, VaultCalls.owner()).address();
    }

    /**
     * Prepares a grant that begins at once, in place of any earlier one with the same scope and grantee.
     *
     * @param scope what it covers
     * @param grantee an account or a hospital
     * @param capabilities at least one
     * @param expiry the first second after it
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareGrant(
            Scope scope, GranteeId grantee, Set<Capability> capabilities, Instant expiry) {
        return prepare(VaultCalls.grant(scope, grantee, capabilities, Instant.EPOCH, expiry));
    }

    /**
     * Prepares the end of a grant.
     *
     * @param scope what it covers
     * @param grantee who it is for
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareRevoke(Scope scope, GranteeId grantee) {
        return prepare(VaultCalls.revoke(scope, grantee));
    }

    /**
     * Prepares the end of all grants at once.
     *
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareRevokeAll() {
        return prepare(VaultCalls.revokeAll());
    }

    /**
     * Prepares the announcement of a re-wrapped envelope, after a grant or a revocation.
     *
     * @param file a file that exists
     * @param envelope digest of the new envelope
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareSetEnvelope(FileId file, ContentDigest envelope) {
        return prepare(VaultCalls.setEnvelope(file, envelope));
    }

    /**
     * Prepares the announcement of several re-wrapped envelopes. One transaction holds about 600 at a block limit of 30
     * million gas, and as many as the device's cap of gas lets pass.
     *
     * @param envelopes the digest of each file's new envelope; at least one file, all existing
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareSetEnvelopes(Map<FileId, ContentDigest> envelopes) {
        return prepare(VaultCalls.setEnvelopes(envelopes));
    }

    /**
     * Prepares the storing of a file of the owner's own.
     *
     * @param file the file
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareStore(Batch.NewFile file) {
        return prepare(VaultCalls.store(file.id(), file.body(), file.envelope()));
    }

    /**
     * Prepares the storing of a file of the owner's own in place of an earlier one.
     *
     * @param file the file
     * @param supersedes the newest version so far
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareStoreVersion(Batch.NewFile file, FileId supersedes) {
        return prepare(GuestCalls.storeVersion(file, supersedes));
    }

    /**
     * Prepares the erasure of a file. It spends the id; the device must destroy the file's keys wherever they lie.
     *
     * @param file the file, which need not exist yet
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareErase(FileId file) {
        return prepare(VaultCalls.erase(file));
    }

    /**
     * Prepares the owner's policy about breaking the glass, which is allowed at first.
     *
     * @param allowed false also ends what is broken
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareBreakGlassPolicy(boolean allowed) {
        return prepare(VaultCalls.setBreakGlass(allowed));
    }

    /**
     * Prepares the end of a clinician's emergency before its time.
     *
     * @param clinician the clinician's account
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareEndEmergency(WalletAddress clinician) {
        return prepare(VaultCalls.endEmergency(clinician));
    }

    /**
     * Returns the nonce that the owner's next {@link com.patientory.chain.device.SignatureRequest} must carry. Taking a grant
     * back spends it.
     *
     * @return the vault's counter
     */
    public BigInteger nextRequest() {
        return network.read(address, VaultCalls.nextNonce()).number();
    }

    /**
     * Tells whether a file has an entry of its own and was not erased.
     *
     * @param file the file
     * @return false also for a file that stands in a batch only
     */
    public boolean exists(FileId file) {
        return network.read(address, VaultCalls.exists(file)).bool();
    }

    /**
     * Tells whether a file was erased.
     *
     * @param file the file
     * @return true if its id is spent
     */
    public boolean isErased(FileId file) {
        return network.read(address, VaultCalls.isErased(file)).bool();
    }

    /**
     * Finds the newest version of a file.
     *
     * @param file any version
     * @return what nothing has superseded, erased or not; the file itself where there is nothing newer
     */
    public FileId currentVersion(FileId file) {
        return FileId.of(network.read(address, VaultCalls.currentVersion(file)).word());
    }

    /**
     * Tells whether the owner's policy allows breaking the glass.
     *
     * @return true until the owner forbids it
     */
    public boolean breakGlassAllowed() {
        return network.read(address, VaultCalls.breakGlassAllowed()).bool();
    }

    /**
     * Tells until when a clinician may read in an emergency.
     *
     * @param clinician the clinician's account
     * @return the first second after; empty when no emergency lives now
     */
    public Optional<Instant> emergencyOf(WalletAddress clinician) {
        Instant end =
                network.read(address, VaultCalls.emergencyOf(clinician)).words().time(1);
        return end.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(end);
    }

    /**
     * Asks the contract whether a file stands at a place of an anchored batch.
     *
     * @param root the batch's root
     * @param index the place, from zero
     * @param file the file
     * @param proof the hashes beside the path, from the leaf upwards
     * @return false also for a root that is not anchored
     */
    public boolean isAnchored(ContentDigest root, int index, Batch.NewFile file, List<ContentDigest> proof) {
        return network.read(address, GuestCalls.isAnchored(root, index, file, proof))
                .bool();
    }

    /**
     * Asks the contract whether an access stands at a place of a list. Root and count are those of an {@code AccessAnchored}
     * event of this vault, which is the caller's to check.
     *
     * @param root the list's root
     * @param count the number of its entries
     * @param index the place, from zero
     * @param access the entry
     * @param proof the hashes beside the path, from the leaf upwards
     * @return true if so
     */
    public boolean isAccessAnchored(
            ContentDigest root, int count, int index, Batch.Access access, List<ContentDigest> proof) {
        return network.read(address, GuestCalls.isAccessAnchored(root, count, index, access, proof))
                .bool();
    }

    /**
     * Returns the grant with this scope and grantee as written, dead or alive.
     *
     * @param scope what it covers
     * @param grantee who it is for
     * @return empty when there is none
     */
    public Optional<Grant> grantOf(Scope scope, GranteeId grantee) {
        return VaultCalls.grant(scope, grantee, network.read(address, VaultCalls.grantOf(scope, grantee)));
    }

    /**
     * Returns what a grantee holds now: its living grants for the scope and for the whole vault together.
     *
     * @param grantee an account or a hospital
     * @param scope what is concerned
     * @return the capabilities, all for the owner
     */
    public Set<Capability> capabilitiesOf(GranteeId grantee, Scope scope) {
        return Capability.fromBits(network.read(address, VaultCalls.capabilitiesOf(grantee, scope))
                .number()
                .intValueExact());
    }

    /**
     * Returns what an account can do now, with the grants of the hospital for which it writes.
     *
     * @param account the account
     * @param scope what is concerned
     * @return the capabilities
     */
    public Set<Capability> capabilitiesOfAccount(WalletAddress account, Scope scope) {
        return Capability.fromBits(network.read(address, VaultCalls.capabilitiesOfAccount(account, scope))
                .number()
                .intValueExact());
    }

    /**
     * Tells whether a grantee may read a file now. It says nothing about a key: the file's envelope must be wrapped to
     * the reader as well.
     *
     * @param grantee an account or a hospital
     * @param file the file
     * @return true if READ is among its capabilities
     */
    public boolean canRead(GranteeId grantee, FileId file) {
        return network.read(address, VaultCalls.canRead(grantee, file)).bool();
    }

    /**
     * Tells whether a file was stored with exactly this content. Later envelopes make no difference.
     *
     * @param file the file
     * @param body digest of the encrypted body
     * @param envelope digest of the first envelope
     * @return true if so
     */
    public boolean isStored(FileId file, ContentDigest body, ContentDigest envelope) {
        return network.read(address, VaultCalls.isStored(file, body, envelope)).bool();
    }

    /**
     * Writes an access into the audit trail. Blocks until a block includes it.
     *
     * @param logger the key of a hospital's writer, or the reader's own
     * @param file the file that was read
     * @param actor who read it
     * @param purpose a purpose-of-use code of at most 32 printable ASCII characters, for instance {@code TREAT}; never
     *     anything about the patient
     * @return the receipt
     * @throws com.patientory.chain.model.UnreachableNodeException when no node answered; the entry may have been
     *     written all the same, so look before repeating
     */
    public TransactionReceipt logAccess(WalletKey logger, FileId file, GranteeId actor, String purpose) {
        return network.send(
                logger, address, VaultCalls.logAccess(file, actor, purpose).data());
    }

    /**
     * Writes a refused access into the audit trail. Blocks until a block includes it.
     *
     * @param logger the key of a writer of a hospital with a living grant for the file
     * @param file the file that was asked for
     * @param actor who asked
     * @param reason a code of at most 32 printable ASCII characters, for instance {@code NO_GRANT}
     * @return the receipt
     * @throws com.patientory.chain.model.UnreachableNodeException when no node answered; the entry may have been
     *     written all the same, so look before repeating
     */
    public TransactionReceipt logRefusal(WalletKey logger, FileId file, GranteeId actor, String reason) {
        return network.send(
                logger, address, VaultCalls.logRefusal(file, actor, reason).data());
    }

    /**
     * Reads the vault's whole history from its events, in ranges of the configured size.
     *
     * @return all events up to the newest block, in the order of the chain
     */
    public List<VaultEvent> history() {
        return history(0);
    }

    /**
     * Reads the vault's history from a block on.
     *
     * @param fromBlock the first block, included
     * @return the events up to the newest block, in the order of the chain; none from a block on that is not there yet
     * @throws IllegalArgumentException when the block is negative
     */
    public List<VaultEvent> history(long fromBlock) {
        if (fromBlock < 0) {
            throw new IllegalArgumentException("the first block is 0 or later, got " + fromBlock);
        }
        network.requireCode(address);
        List<VaultEvent> events = new ArrayList<>();
        new LogRanges(network, logRangeBlocks)
                .logs(address, fromBlock, List.of())
                .forEach(log -> VaultLogs.read(log).ifPresent(events::add));
        return events;
    }

    /**
     * Reads the current files of the vault, and of the vaults of earlier registries that it continues, from their events: with
     * the owner's words, this is all that a new device needs to find them. A vault with anchored batches needs {@link #files(Function)}: what stands in a batch only is not listed here.
     *
     * @return the files that nothing has superseded or erased, in the order in which they were stored, each with its current
     *     envelope
     */
    public List<FileRecord> files() {
        return files(manifest -> Optional.empty()).current();
    }

    /**
     * Reads the current files of the vault, and of the vaults of earlier registries that it continues, from their events, those
     * of anchored batches included. Each record names the vault in which it lies. A manifest is trusted only if its
     * root is the one on the chain; one that cannot be had or is another hides no other file.
     *
     * @param manifests fetches a manifest by the digest in its CID; empty when it cannot be had
     * @return the files and the batches whose manifests are missing
     */
    public Files files(Function<ContentDigest, Optional<byte[]>> manifests) {
        VaultIndex index = line().files(manifests);
        return new Files(index.current(), index.missing());
    }

    /**
     * Reads all versions of a file from the events, also those in the vaults that this one continues.
     *
     * @param file any version
     * @param manifests fetches a manifest by the digest in its CID; empty when it cannot be had
     * @return oldest first; without erased ones, and empty for an unknown file
     */
    public List<FileRecord> versions(FileId file, Function<ContentDigest, Optional<byte[]>> manifests) {
        return line().files(manifests).versions(file);
    }

    /**
     * What a vault holds now.
     *
     * @param current the files that nothing has superseded or erased; stored ones in their order, then those that stand in a
     *     batch only
     * @param missing the batches whose manifests could not be had, or were not theirs
     */
    public record Files(List<FileRecord> current, List<VaultEvent.Anchored> missing) {
        /**
         * Copies both lists.
         *
         * @param current the files
         * @param missing the batches
         */
        public Files {
            current = List.copyOf(current);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Returns what others than the owner do in this vault.
     *
     * @return the same contract, for hospitals, clinicians and whoever holds a grant
     */
    public VaultGuest guest() {
        return new VaultGuest(network, address);
    }

    /**
     * Returns how this vault continues others of earlier registries, and is continued.
     *
     * @return the line through this vault
     */
    public VaultLine line() {
        return new VaultLine(network, this, other -> new FileVaultContract(network, other, logRangeBlocks));
    }

    private UnsignedTransaction prepare(AbiCall call) {
        return Prepared.of(network, owner(), address, call);
    }
}
