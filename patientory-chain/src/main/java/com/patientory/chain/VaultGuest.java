package com.patientory.chain;

import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What others than its owner do in a vault. Servers act with a {@link WalletKey} of their own, and such a method blocks until
 * a block includes the transaction; people act with a device, for which the {@code prepare} methods make a transaction.
 *
 * <p>When no node answers, or no block came in time, a transaction may have happened all the same. Storing, anchoring and
 * relaying may be repeated: stored and anchored content is recognised, and a relayed signature is good once.
 */
public final class VaultGuest {
    private final Network network;
    private final WalletAddress address;

    VaultGuest(Network network, WalletAddress address) {
        this.network = network;
        this.address = address;
    }

    /**
     * Stores many files in as few transactions as a bound of gas allows. What a failure has left undone is done by the same
     * call again: files that stand there with this content are passed over by the contract.
     *
     * @param writer a key with SUBMIT: a hospital's writer, or an account
     * @param files any number
     * @param maxGas the most gas of one transaction; at most the block's limit
     * @return one receipt a transaction, in the order of the files
     * @throws IllegalArgumentException when one file alone needs more gas
     */
    public List<TransactionReceipt> storeMany(WalletKey writer, List<Batch.NewFile> files, long maxGas) {
        List<TransactionReceipt> receipts = new ArrayList<>();
        GasBatches.send(files, maxGas, GuestCalls::storeMany, (call, limit) -> {
            long gas = network.estimate(writer.address(), address, call.data());
            if (gas > limit) {
                return false;
            }
            receipts.add(network.send(writer, address, call.data()));
            return true;
        });
        return receipts;
    }

    /**
     * Stores a file in place of an earlier one.
     *
     * @param writer a key with SUBMIT for both
     * @param file the file
     * @param supersedes the newest version so far
     * @return the receipt
     */
    public TransactionReceipt storeVersion(WalletKey writer, Batch.NewFile file, FileId supersedes) {
        return send(writer, GuestCalls.storeVersion(file, supersedes));
    }

    /**
     * Stores any number of files as one root. Store the manifest first.
     *
     * @param writer a key with SUBMIT for the whole vault
     * @param batch the files
     * @param manifest the digest in the CID of {@link Batch.Files#manifest}
     * @return the receipt
     */
    public TransactionReceipt anchor(WalletKey writer, Batch.Files batch, ContentDigest manifest) {
        return send(writer, GuestCalls.anchor(batch, manifest));
    }

    /**
     * Gives one file of an anchored batch an entry of its own, which new envelopes, the audit trail and versions need.
     *
     * @param sender any key, which pays
     * @param batch the anchored batch
     * @param index the file's place, from zero
     * @return the receipt
     * @throws IllegalArgumentException when there is no such place
     */
    public TransactionReceipt storeAnchored(WalletKey sender, Batch.Files batch, int index) {
        return send(sender, GuestCalls.storeAnchored(batch, index));
    }

    /**
     * Fixes a list of accesses and refusals in the audit trail.
     *
     * @param writer a key of a hospital with any grant for the whole vault
     * @param accesses the list, which the hospital keeps
     * @return the receipt
     */
    public TransactionReceipt anchorAccess(WalletKey writer, Batch.Accesses accesses) {
        return send(writer, GuestCalls.anchorAccess(accesses));
    }

    /**
     * Announces an encrypted message to the owner.
     *
     * @param sender a key with NOTIFY
     * @param scope what it is about
     * @param message digest of the encrypted message
     * @return the receipt
     */
    public TransactionReceipt announce(WalletKey sender, Scope scope, ContentDigest message) {
        return send(sender, GuestCalls.announce(scope, message));
    }

    /**
     * Passes a part of an owner's grant on.
     *
     * @param holder a key with FORWARD from the owner
     * @param scope what it covers
     * @param grantee who gets it
     * @param capabilities a part of what the holder was granted, without FORWARD
     * @param expiry the first second after it, not later than that of the holder's own
     * @return the receipt
     */
    public TransactionReceipt forward(
            WalletKey holder, Scope scope, GranteeId grantee, Set<Capability> capabilities, Instant expiry) {
        return send(holder, GuestCalls.forward(scope, grantee, capabilities, expiry));
    }

    /**
     * Takes back what one forwarded.
     *
     * @param holder the key that forwarded, or another writer of the same hospital
     * @param scope what it covers
     * @param grantee whose it is
     * @return the receipt
     */
    public TransactionReceipt takeBack(WalletKey holder, Scope scope, GranteeId grantee) {
        return send(holder, VaultCalls.revoke(scope, grantee));
    }

    /**
     * Sends what the owner signed as typed data, and pays for it.
     *
     * @param sender any key
     * @param signed a request about this vault
     * @return the receipt
     * @throws com.patientory.chain.model.ContractRevertException with {@code InvalidSignature}, {@code InvalidNonce} or
     *     {@code SignatureExpired}
     * @throws IllegalArgumentException when it is a permit, which goes to {@link PtoyToken#permit}
     */
    public TransactionReceipt relay(WalletKey sender, SignatureRequest.Signed signed) {
        return send(sender, Requests.vaultCall(signed));
    }

    /**
     * Prepares the breaking of the glass.
     *
     * @param clinician an account that a hospital attests
     * @param reason digest of the reason, which the hospital keeps
     * @param duration at most 4 hours
     * @return a transaction for the clinician's device
     */
    public UnsignedTransaction prepareBreakGlass(WalletAddress clinician, ContentDigest reason, Duration duration) {
        return prepare(clinician, GuestCalls.breakGlass(reason, duration));
    }

    /**
     * Prepares the forwarding of a part of an owner's grant.
     *
     * @param holder an account with FORWARD from the owner
     * @param scope what it covers
     * @param grantee who gets it
     * @param capabilities a part of what the holder was granted, without FORWARD
     * @param expiry the first second after it
     * @return a transaction for the holder's device
     */
    public UnsignedTransaction prepareForward(
            WalletAddress holder, Scope scope, GranteeId grantee, Set<Capability> capabilities, Instant expiry) {
        return prepare(holder, GuestCalls.forward(scope, grantee, capabilities, expiry));
    }

    /**
     * Prepares the taking back of what one forwarded.
     *
     * @param holder the account that forwarded
     * @param scope what it covers
     * @param grantee whose it is
     * @return a transaction for the holder's device
     */
    public UnsignedTransaction prepareTakeBack(WalletAddress holder, Scope scope, GranteeId grantee) {
        return prepare(holder, VaultCalls.revoke(scope, grantee));
    }

    /**
     * Prepares an entry about one's own reading.
     *
     * @param reader an account with any grant for the file
     * @param file the file that was read
     * @param purpose a purpose-of-use code of at most 32 printable ASCII characters
     * @return a transaction for the reader's device
     */
    public UnsignedTransaction prepareLogAccess(WalletAddress reader, FileId file, String purpose) {
        return prepare(reader, VaultCalls.logAccess(file, GranteeId.ofAccount(reader), purpose));
    }

    /**
     * Prepares the announcement of an encrypted message.
     *
     * @param sender an account with NOTIFY
     * @param scope what it is about
     * @param message digest of the encrypted message
     * @return a transaction for the sender's device
     */
    public UnsignedTransaction prepareAnnounce(WalletAddress sender, Scope scope, ContentDigest message) {
        return prepare(sender, GuestCalls.announce(scope, message));
    }

    private TransactionReceipt send(WalletKey key, AbiCall call) {
        return network.send(key, address, call.data());
    }

    private UnsignedTransaction prepare(WalletAddress from, AbiCall call) {
        return Prepared.of(network, from, address, call);
    }
}
