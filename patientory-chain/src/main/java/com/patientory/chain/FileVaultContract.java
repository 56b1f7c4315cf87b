package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.abi.VaultLogs;
import com.patientory.chain.internal.rpc.LogEntry;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * @return the events up to the newest block, in the order of the chain
     */
    public List<VaultEvent> history(long fromBlock) {
        network.requireCode(address);
        long head = network.node().blockNumber();
        List<VaultEvent> events = new ArrayList<>();
        for (long from = fromBlock; from <= head; from += logRangeBlocks) {
            long to = Math.min(head, from + logRangeBlocks - 1);
            for (LogEntry log : network.node().logs(address, from, to)) {
                VaultLogs.read(log).ifPresent(events::add);
            }
        }
        return events;
    }

    /**
     * Reads the vault's files from its events: with the owner's words, this is all that a new device needs to find them.
     *
     * <p>Without what was erased, and without files that stand only in an anchored batch.
     *
     * @return the files in the order in which they were stored, each with its current envelope
     */
    public List<FileRecord> files() {
        Map<FileId, FileRecord> files = new LinkedHashMap<>();
        for (VaultEvent event : history()) {
            if (event instanceof VaultEvent.FileStored e) {
                VaultEvent.Position at = e.position();
                files.put(
                        e.file(),
                        new FileRecord(e.file(), e.body(), e.envelope(), e.submitter(), at.block(), at.transaction()));
            } else if (event instanceof VaultEvent.EnvelopeSet e) {
                files.computeIfPresent(e.file(), (id, file) -> file.withEnvelope(e.envelope()));
            } else if (event instanceof VaultEvent.Erased e) {
                files.remove(e.file());
            }
        }
        return List.copyOf(files.values());
    }

    private UnsignedTransaction prepare(AbiCall call) {
        WalletAddress owner = owner();
        long gas = network.estimate(owner, address, call.data());
        long nonce = network.node().pendingNonce(owner);
        RawTransaction raw = new RawTransaction(nonce, network.gasPrice(), gas, address, BigInteger.ZERO, call.data());
        return UnsignedTransaction.of(Rlp155.unsigned(raw, network.chainId()));
    }
}
