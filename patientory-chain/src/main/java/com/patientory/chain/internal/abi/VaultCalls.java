package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.FileVault.GrantInfo;
import com.patientory.chain.internal.contract.FileVault.NewEnvelope;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.Grant;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions of FileVault. */
public final class VaultCalls {
    private VaultCalls() {}

    /** Encodes {@code grant}. */
    public static AbiCall grant(Scope scope, GranteeId grantee, Set<Capability> may, Instant from, Instant until) {
        return new AbiCall(Wrappers.VAULT.grant(
                scope.bytes(),
                grantee.bytes(),
                BigInteger.valueOf(Capability.toBits(may)),
                Uint.seconds(from),
                Uint.seconds(until)));
    }

    /** Encodes {@code revoke}. */
    public static AbiCall revoke(Scope scope, GranteeId grantee) {
        return new AbiCall(Wrappers.VAULT.revoke(scope.bytes(), grantee.bytes()));
    }

    /** Encodes {@code revokeAll}. */
    public static AbiCall revokeAll() {
        return new AbiCall(Wrappers.VAULT.revokeAll());
    }

    /** Encodes {@code setEnvelope}. */
    public static AbiCall setEnvelope(FileId file, ContentDigest envelope) {
        return new AbiCall(Wrappers.VAULT.setEnvelope(file.bytes(), envelope.bytes()));
    }

    /** Encodes {@code store}. */
    public static AbiCall store(FileId file, ContentDigest body, ContentDigest envelope) {
        return new AbiCall(Wrappers.VAULT.store(file.bytes(), body.bytes(), envelope.bytes()));
    }

    /** Encodes {@code logAccess} without a detail. */
    public static AbiCall logAccess(FileId file, GranteeId actor, String purpose) {
        return new AbiCall(Wrappers.VAULT.logAccess(file.bytes(), actor.bytes(), Words.code(purpose), new byte[32]));
    }

    /** Encodes {@code logRefusal} without a detail. */
    public static AbiCall logRefusal(FileId file, GranteeId actor, String reason) {
        return new AbiCall(Wrappers.VAULT.logRefusal(file.bytes(), actor.bytes(), Words.code(reason), new byte[32]));
    }

    /** Encodes the call that sets several envelopes at once. */
    public static AbiCall setEnvelopes(Map<FileId, ContentDigest> envelopes) {
        return new AbiCall(Wrappers.VAULT.setEnvelopes(envelopes.entrySet().stream()
                .map(e -> new NewEnvelope(e.getKey().bytes(), e.getValue().bytes()))
                .toList()));
    }

    /** Encodes {@code erase}. */
    public static AbiCall erase(FileId file) {
        return new AbiCall(Wrappers.VAULT.erase(file.bytes()));
    }

    /** Encodes {@code setBreakGlass}. */
    public static AbiCall setBreakGlass(boolean allowed) {
        return new AbiCall(Wrappers.VAULT.setBreakGlass(allowed));
    }

    /** Encodes {@code endEmergency}. */
    public static AbiCall endEmergency(WalletAddress clinician) {
        return new AbiCall(
                Wrappers.VAULT.endEmergency(GranteeId.ofAccount(clinician).bytes()));
    }

    /** Encodes {@code migrate}. */
    public static AbiCall migrate(WalletAddress successor) {
        return new AbiCall(Wrappers.VAULT.migrate(Hex.data(successor)));
    }

    /** Encodes {@code predecessor}. */
    public static AbiCall predecessor() {
        return new AbiCall(Wrappers.VAULT.predecessor());
    }

    /** Encodes {@code successor}. */
    public static AbiCall successor() {
        return new AbiCall(Wrappers.VAULT.successor());
    }

    /** Encodes {@code owner}. */
    public static AbiCall owner() {
        return new AbiCall(Wrappers.VAULT.owner());
    }

    /** Encodes {@code canRead}. */
    public static AbiCall canRead(GranteeId grantee, FileId file) {
        return new AbiCall(Wrappers.VAULT.canRead(grantee.bytes(), file.bytes()));
    }

    /** Encodes {@code isStored}. */
    public static AbiCall isStored(FileId file, ContentDigest body, ContentDigest envelope) {
        return new AbiCall(Wrappers.VAULT.isStored(file.bytes(), body.bytes(), envelope.bytes()));
    }

    /** Encodes {@code nextNonce}. */
    public static AbiCall nextNonce() {
        return new AbiCall(Wrappers.VAULT.nextNonce());
    }

    /** Encodes {@code exists}. */
    public static AbiCall exists(FileId file) {
        return new AbiCall(Wrappers.VAULT.exists(file.bytes()));
    }

    /** Encodes {@code isErased}. */
    public static AbiCall isErased(FileId file) {
        return new AbiCall(Wrappers.VAULT.isErased(file.bytes()));
    }

    /** Encodes {@code currentVersion}. */
    public static AbiCall currentVersion(FileId file) {
        return new AbiCall(Wrappers.VAULT.currentVersion(file.bytes()));
    }

    /** Encodes {@code breakGlassAllowed}. */
    public static AbiCall breakGlassAllowed() {
        return new AbiCall(Wrappers.VAULT.breakGlassAllowed());
    }

    /** Encodes {@code emergencyOf}. */
    public static AbiCall emergencyOf(WalletAddress clinician) {
        return new AbiCall(
                Wrappers.VAULT.emergencyOf(GranteeId.ofAccount(clinician).bytes()));
    }

    /** Encodes {@code capabilitiesOf}. */
    public static AbiCall capabilitiesOf(GranteeId grantee, Scope scope) {
        return new AbiCall(Wrappers.VAULT.capabilitiesOf(grantee.bytes(), scope.bytes()));
    }

    /** Encodes {@code capabilitiesOfAccount}. */
    public static AbiCall capabilitiesOfAccount(WalletAddress account, Scope scope) {
        return new AbiCall(Wrappers.VAULT.capabilitiesOfAccount(Hex.data(account), scope.bytes()));
    }

    /** Encodes {@code grantOf}. */
    public static AbiCall grantOf(Scope scope, GranteeId grantee) {
        return new AbiCall(Wrappers.VAULT.grantOf(scope.bytes(), grantee.bytes()));
    }

    /** Reads what {@code grantOf} returned. */
    public static Optional<Grant> grant(Scope scope, GranteeId grantee, AbiResult result) {
        GrantInfo info = result.struct(GrantInfo.class);
        if (info.capabilities.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Grant(
                scope,
                grantee,
                Capability.fromBits(info.capabilities.intValueExact()),
                Instant.ofEpochSecond(info.notBefore.longValueExact()),
                Instant.ofEpochSecond(info.expiry.longValueExact()),
                info.epoch.longValueExact(),
                GranteeId.of(info.grantedBy)));
    }
}
