package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.abi.UserLogs;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.internal.rpc.LogEntry;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A patient's identity on the chain: the owner, the sealed key bundle, a blinded id per hospital, and the guardians who can
 * hand all of it, with the vault, to a new account when the key is lost. The {@code prepare} methods make a transaction for
 * a device and estimate its gas, so a call that the contract would refuse fails here already.
 */
public final class UserContract {
    private final Network network;
    private final WalletAddress address;
    private final int logRangeBlocks;

    UserContract(Network network, WalletAddress address, int logRangeBlocks) {
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
        return network.read(address, UserCalls.owner()).address();
    }

    /**
     * Returns the version of the keys.
     *
     * @return 1 at registration, one more with each rotation
     */
    public int keyVersion() {
        return network.read(address, UserCalls.keyVersion()).number().intValueExact();
    }

    /**
     * Returns what the sealed key bundle hashes to.
     *
     * @return its SHA-256
     */
    public ContentDigest keyBundle() {
        return ContentDigest.of(network.read(address, UserCalls.keyBundleHash()).word());
    }

    /**
     * Returns where the sealed key bundle is.
     *
     * @return for instance {@code ipfs://} and a CID
     */
    public String keyBundleLocator() {
        return network.read(address, UserCalls.keyBundleLocator()).text();
    }

    /**
     * Returns the thumbprint of the key to which records are encrypted.
     *
     * @return RFC 7638, SHA-256
     */
    public ContentDigest rsaThumbprint() {
        return ContentDigest.of(network.read(address, UserCalls.rsaThumbprint()).word());
    }

    /**
     * Returns the blinded id at a hospital.
     *
     * @param hospital the hospital
     * @return empty when none is linked
     */
    public Optional<BlindedPatientId> patientIdAt(GranteeId hospital) {
        byte[] id = network.read(address, UserCalls.patientIdAt(hospital)).word();
        return Arrays.equals(id, new byte[id.length]) ? Optional.empty() : Optional.of(BlindedPatientId.of(id));
    }

    /**
     * Returns the account that registered, from which the addresses of this contract and of the vault follow.
     *
     * @return the owner, unless guardians have put another in its place
     */
    public WalletAddress origin() {
        return network.read(address, UserCalls.origin()).address();
    }

    /**
     * Reads all keys that ever were from the events: what was encrypted to an earlier key needs that key's bundle.
     *
     * @return oldest first, the current one last
     */
    public List<Keys> keyHistory() {
        return new LogRanges(network, logRangeBlocks)
                .logs(address, 0, List.of(UserLogs.KEYS_CHANGED)).stream()
                        .map(UserContract::keys)
                        .toList();
    }

    /**
     * Returns the guardians.
     *
     * @return the accounts in ascending order, and how many must agree
     */
    public Guardians guardians() {
        Words words = network.read(address, UserCalls.guardiansOf()).words();
        List<WalletAddress> accounts = new ArrayList<>();
        for (int i = 0; i < words.small(2); i++) {
            accounts.add(words.address(3 + i));
        }
        return new Guardians(accounts, (int) words.small(1));
    }

    /**
     * Returns what the guardians agreed on.
     *
     * @return empty while too few agree
     */
    public Optional<Recovery> recovery() {
        Words words = network.read(address, UserCalls.recovery()).words();
        return words.number(0).signum() == 0
                ? Optional.empty()
                : Optional.of(new Recovery(words.address(0), words.time(1)));
    }

    /**
     * Returns for whom a guardian speaks.
     *
     * @param guardian the guardian
     * @return empty when for nobody
     */
    public Optional<WalletAddress> supportedBy(WalletAddress guardian) {
        Words words = network.read(address, UserCalls.supportedBy(guardian)).words();
        return words.number(0).signum() == 0 ? Optional.empty() : Optional.of(words.address(0));
    }

    /**
     * Prepares new keys in place of the current ones.
     *
     * @param keyBundle SHA-256 of the new sealed key bundle
     * @param rsaThumbprint RFC 7638 thumbprint of the new public key
     * @param locator where the new bundle is, at most 200 printable ASCII characters: a device refuses others
     * @return a transaction for the owner's device; it makes the version after the current one, or nothing
     */
    public UnsignedTransaction prepareRotateKeys(ContentDigest keyBundle, ContentDigest rsaThumbprint, String locator) {
        return byOwner(UserCalls.rotateKeys(keyVersion() + 1, keyBundle, rsaThumbprint, locator));
    }

    /**
     * Prepares a blinded id at a hospital, in place of an earlier one there.
     *
     * @param hospital the hospital
     * @param id the blinded id
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareLinkPatientId(GranteeId hospital, BlindedPatientId id) {
        return byOwner(UserCalls.linkPatientId(hospital, id));
    }

    /**
     * Prepares the removal of the blinded id at a hospital.
     *
     * @param hospital the hospital
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareUnlinkPatientId(GranteeId hospital) {
        return byOwner(UserCalls.unlinkPatientId(hospital));
    }

    /**
     * Prepares the choice of guardians, in place of all earlier ones and of their voices.
     *
     * @param guardians at most 16 accounts, none the owner; none to have no guardians
     * @param threshold how many must agree: more than half
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareSetGuardians(Set<WalletAddress> guardians, int threshold) {
        List<WalletAddress> ascending = guardians.stream()
                .sorted(Comparator.comparing(account -> new BigInteger(1, account.bytes())))
                .toList();
        return byOwner(UserCalls.setGuardians(ascending, threshold));
    }

    /**
     * Prepares the end of every recovery that guardians began.
     *
     * @return a transaction for the owner's device
     */
    public UnsignedTransaction prepareCancelRecovery() {
        return byOwner(UserCalls.cancelRecovery());
    }

    /**
     * Prepares a guardian's voice for a new owner, in place of an earlier one. The voice that makes enough starts 72 hours.
     *
     * @param guardian one of the guardians
     * @param newOwner the account that shall take over
     * @return a transaction for the guardian's device
     */
    public UnsignedTransaction prepareSupportRecovery(WalletAddress guardian, WalletAddress newOwner) {
        return Prepared.of(network, guardian, address, UserCalls.supportRecovery(newOwner));
    }

    /**
     * Prepares the end of a guardian's voice.
     *
     * @param guardian one of the guardians
     * @return a transaction for the guardian's device
     */
    public UnsignedTransaction prepareWithdrawSupport(WalletAddress guardian) {
        return Prepared.of(network, guardian, address, UserCalls.withdrawSupport());
    }

    /**
     * Prepares the taking over of User and vault, once the 72 hours are over.
     *
     * @param newOwner the account on which the guardians agreed
     * @return a transaction for the new owner's device
     */
    public UnsignedTransaction prepareExecuteRecovery(WalletAddress newOwner) {
        return Prepared.of(network, newOwner, address, UserCalls.executeRecovery());
    }

    private static Keys keys(LogEntry log) {
        Words topics = new Words(log.topics());
        Words data = new Words(log.data());
        return new Keys(
                Math.toIntExact(topics.small(1)),
                ContentDigest.of(data.word(0)),
                ContentDigest.of(topics.word(2)),
                data.text(2));
    }

    private UnsignedTransaction byOwner(AbiCall call) {
        return Prepared.of(network, owner(), address, call);
    }

    /**
     * One version of a patient's keys.
     *
     * @param version 1 at registration
     * @param keyBundle SHA-256 of the sealed key bundle
     * @param rsaThumbprint RFC 7638 thumbprint of the public key
     * @param locator where the bundle is
     */
    public record Keys(int version, ContentDigest keyBundle, ContentDigest rsaThumbprint, String locator) {}

    /**
     * Who can hand a patient's contracts to a new account.
     *
     * @param accounts in ascending order; empty for none
     * @param threshold how many must agree
     */
    public record Guardians(List<WalletAddress> accounts, int threshold) {
        /**
         * Copies the list.
         *
         * @param accounts in ascending order
         * @param threshold how many must agree
         */
        public Guardians {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * What enough guardians agreed on.
     *
     * @param newOwner the account that may take over
     * @param from the first second in which it may
     */
    public record Recovery(WalletAddress newOwner, Instant from) {}
}
