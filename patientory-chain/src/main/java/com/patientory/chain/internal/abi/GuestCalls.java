package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.FileVault;
import com.patientory.chain.internal.contract.FileVault.Access;
import com.patientory.chain.internal.contract.FileVault.GrantRequest;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The functions of FileVault that others than its owner call: writers, clinicians, relays. */
public final class GuestCalls {
    private GuestCalls() {}

    /** Encodes {@code storeMany}. */
    public static AbiCall storeMany(List<Batch.NewFile> files) {
        return new AbiCall(
                Wrappers.VAULT.storeMany(files.stream().map(GuestCalls::struct).toList()));
    }

    /** Encodes {@code storeVersion}. */
    public static AbiCall storeVersion(Batch.NewFile file, FileId supersedes) {
        return new AbiCall(Wrappers.VAULT.storeVersion(struct(file), supersedes.bytes()));
    }

    /** Encodes {@code anchor}. */
    public static AbiCall anchor(Batch.Files batch, ContentDigest manifest) {
        return new AbiCall(
                Wrappers.VAULT.anchor(batch.root().bytes(), BigInteger.valueOf(batch.count()), manifest.bytes()));
    }

    /** Encodes {@code storeAnchored}. */
    public static AbiCall storeAnchored(Batch.Files batch, int index) {
        List<byte[]> proof = bytes(batch.proof(index));
        return new AbiCall(Wrappers.VAULT.storeAnchored(
                batch.root().bytes(), Uint.of(64, index), struct(batch.files().get(index)), proof));
    }

    /** Encodes {@code isAnchored}. */
    public static AbiCall isAnchored(ContentDigest root, int index, Batch.NewFile file, List<ContentDigest> proof) {
        return new AbiCall(Wrappers.VAULT.isAnchored(root.bytes(), Uint.of(64, index), struct(file), bytes(proof)));
    }

    /** Encodes {@code anchorAccess}. */
    public static AbiCall anchorAccess(Batch.Accesses batch) {
        return new AbiCall(Wrappers.VAULT.anchorAccess(batch.root().bytes(), BigInteger.valueOf(batch.count())));
    }

    /** Encodes {@code isAccessAnchored}. */
    public static AbiCall isAccessAnchored(
            ContentDigest root, int count, int index, Batch.Access a, List<ContentDigest> proof) {
        Access struct = new Access(
                a.file().bytes(),
                a.actor().bytes(),
                Arrays.copyOf(a.code().getBytes(StandardCharsets.US_ASCII), 32),
                a.detail().bytes(),
                Uint.seconds(a.moment()),
                a.refused());
        return new AbiCall(Wrappers.VAULT.isAccessAnchored(
                root.bytes(), Uint.of(64, count), Uint.of(64, index), struct, bytes(proof)));
    }

    /** Encodes {@code announce}. */
    public static AbiCall announce(Scope scope, ContentDigest message) {
        return new AbiCall(Wrappers.VAULT.announce(scope.bytes(), message.bytes()));
    }

    /** Encodes {@code forward}. */
    public static AbiCall forward(Scope scope, GranteeId grantee, Set<Capability> may, Instant until) {
        return new AbiCall(Wrappers.VAULT.forward(
                scope.bytes(), grantee.bytes(), BigInteger.valueOf(Capability.toBits(may)), Uint.seconds(until)));
    }

    /** Encodes {@code breakGlass}. */
    public static AbiCall breakGlass(ContentDigest reason, Duration duration) {
        return new AbiCall(Wrappers.VAULT.breakGlass(reason.bytes(), Uint.seconds(duration)));
    }

    /** Encodes {@code grantBySig}. */
    public static AbiCall grantBySig(
            VaultRequestFields f, Set<Capability> may, Instant from, Instant until, EcdsaSignature signature) {
        GrantRequest request = new GrantRequest(
                f.scope().bytes(),
                f.grantee().bytes(),
                BigInteger.valueOf(Capability.toBits(may)),
                Uint.seconds(from),
                Uint.seconds(until),
                Uint.of(256, f.nonce()),
                Uint.seconds(f.deadline()));
        return new AbiCall(Wrappers.VAULT.grantBySig(request, signature.toBytes()));
    }

    /** Encodes {@code revokeBySig}. */
    public static AbiCall revokeBySig(VaultRequestFields f, EcdsaSignature signature) {
        return new AbiCall(Wrappers.VAULT.revokeBySig(
                f.scope().bytes(),
                f.grantee().bytes(),
                Uint.of(256, f.nonce()),
                Uint.seconds(f.deadline()),
                signature.toBytes()));
    }

    /** Encodes {@code revokeAllBySig}. */
    public static AbiCall revokeAllBySig(BigInteger nonce, Instant deadline, EcdsaSignature signature) {
        return new AbiCall(
                Wrappers.VAULT.revokeAllBySig(Uint.of(256, nonce), Uint.seconds(deadline), signature.toBytes()));
    }

    /** Encodes {@code eraseBySig}. */
    public static AbiCall eraseBySig(FileId file, BigInteger nonce, Instant deadline, EcdsaSignature signature) {
        return new AbiCall(Wrappers.VAULT.eraseBySig(
                file.bytes(), Uint.of(256, nonce), Uint.seconds(deadline), signature.toBytes()));
    }

    /** Encodes {@code migrateBySig}. */
    public static AbiCall migrateBySig(
            WalletAddress successor, BigInteger nonce, Instant deadline, EcdsaSignature signature) {
        return new AbiCall(Wrappers.VAULT.migrateBySig(
                Hex.data(successor), Uint.of(256, nonce), Uint.seconds(deadline), signature.toBytes()));
    }

    /** What requests for one grant have in common. */
    public record VaultRequestFields(Scope scope, GranteeId grantee, BigInteger nonce, Instant deadline) {}

    private static FileVault.NewFile struct(Batch.NewFile file) {
        return new FileVault.NewFile(
                file.id().bytes(), file.body().bytes(), file.envelope().bytes());
    }

    private static List<byte[]> bytes(List<ContentDigest> proof) {
        return proof.stream().map(ContentDigest::bytes).toList();
    }
}
