package com.patientory.chain.device;

import com.patientory.chain.device.CallTable.Read;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of FileVault that a device signs. */
final class VaultTable {
    private static final FileId FILE = FileId.of(new byte[32]);
    private static final ContentDigest DIGEST = ContentDigest.of(new byte[32]);
    private static final GranteeId GRANTEE = GranteeId.ofHospital("sample");
    private static final WalletAddress ACCOUNT = WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]);
    private static final Scope ALL = Scope.wholeVault();
    private static final Set<Capability> READ = Set.of(Capability.READ);

    private VaultTable() {}

    /** The owner's calls to the own vault. */
    static CallTable own(Names names, @Nullable Successor successor) {
        return files(new CallTable())
                .add(VaultCalls.grant(ALL, GRANTEE, READ, Instant.EPOCH, Instant.EPOCH), w -> allow(names, w))
                .add(VaultCalls.revoke(ALL, GRANTEE), w -> withdraw(names, w))
                .add(VaultCalls.revokeAll(), w -> new Read(new Intent.WithdrawAll(), VaultCalls.revokeAll()))
                .add(VaultCalls.setBreakGlass(true), VaultTable::policy)
                .add(VaultCalls.endEmergency(ACCOUNT), w -> endEmergency(names, w))
                .add(VaultCalls.migrate(ACCOUNT), w -> migrate(successor, w));
    }

    private static CallTable files(CallTable table) {
        return table.add(VaultCalls.setEnvelope(FILE, DIGEST), VaultTable::envelope)
                .add(VaultCalls.setEnvelopes(Map.of()), VaultTable::envelopes)
                .add(VaultCalls.erase(FILE), w -> {
                    FileId file = FileId.of(w.word(0));
                    return new Read(new Intent.Erase(file), VaultCalls.erase(file));
                })
                .add(VaultCalls.store(FILE, DIGEST, DIGEST), VaultTable::store)
                .add(GuestCalls.storeVersion(new NewFile(FILE, DIGEST, DIGEST), FILE), VaultTable::version);
    }

    /** What somebody with a grant or an attestation does in the vault of a patient whom the device knows. */
    static CallTable guest(Names names, String patient, WalletAddress self) {
        return new CallTable()
                .add(GuestCalls.breakGlass(DIGEST, Duration.ZERO), w -> breakGlass(patient, w))
                .add(GuestCalls.forward(ALL, GRANTEE, READ, Instant.EPOCH), w -> forward(names, patient, w))
                .add(VaultCalls.revoke(ALL, GRANTEE), w -> takeBack(names, patient, w))
                .add(VaultCalls.logAccess(FILE, GRANTEE, "X"), w -> logAccess(patient, self, w))
                .add(GuestCalls.announce(ALL, DIGEST), w -> announce(patient, w));
    }

    private static Read allow(Names names, Words w) {
        GranteeId grantee = GranteeId.of(w.word(1));
        Intent.Allow a = new Intent.Allow(
                Scope.of(w.word(0)), grantee, names.of(grantee), capabilities(w, 2), w.time(3), w.time(4));
        return new Read(a, VaultCalls.grant(a.scope(), grantee, a.capabilities(), a.notBefore(), a.expiry()));
    }

    private static Set<Capability> capabilities(Words w, int index) {
        Set<Capability> may = Capability.fromBits(Math.toIntExact(w.small(index)));
        if (may.isEmpty()) {
            throw new IllegalArgumentException("no capability");
        }
        return may;
    }

    private static Read withdraw(Names names, Words w) {
        GranteeId grantee = GranteeId.of(w.word(1));
        Scope scope = Scope.of(w.word(0));
        return new Read(new Intent.Withdraw(scope, grantee, names.of(grantee)), VaultCalls.revoke(scope, grantee));
    }

    private static Read policy(Words w) {
        boolean allowed = w.small(0) != 0;
        return new Read(new Intent.EmergencyPolicy(allowed), VaultCalls.setBreakGlass(allowed));
    }

    private static Read endEmergency(Names names, Words w) {
        WalletAddress clinician = w.address(0);
        return new Read(
                new Intent.EndEmergency(clinician, names.orAddress(clinician)), VaultCalls.endEmergency(clinician));
    }

    private static Read migrate(@Nullable Successor successor, Words w) {
        WalletAddress given = w.address(0);
        return new Read(Successor.accept(successor, given), VaultCalls.migrate(given));
    }

    private static Read envelope(Words w) {
        FileId file = FileId.of(w.word(0));
        ContentDigest envelope = ContentDigest.of(w.word(1));
        return new Read(new Intent.ReplaceEnvelope(file, envelope), VaultCalls.setEnvelope(file, envelope));
    }

    private static Read envelopes(Words w) {
        Map<FileId, ContentDigest> envelopes = new LinkedHashMap<>();
        long count = w.small(1);
        for (int i = 0; i < count; i++) {
            envelopes.put(FileId.of(w.word(2 + 2 * i)), ContentDigest.of(w.word(3 + 2 * i)));
        }
        if (envelopes.isEmpty()) {
            throw new IllegalArgumentException("no file");
        }
        return new Read(new Intent.ReplaceEnvelopes(envelopes), VaultCalls.setEnvelopes(envelopes));
    }

    private static NewFile file(Words w) {
        return new NewFile(FileId.of(w.word(0)), ContentDigest.of(w.word(1)), ContentDigest.of(w.word(2)));
    }

    private static Read store(Words w) {
        NewFile f = file(w);
        return new Read(
                new Intent.Store(f.id(), f.body(), f.envelope()), VaultCalls.store(f.id(), f.body(), f.envelope()));
    }

    private static Read version(Words w) {
        NewFile f = file(w);
        FileId supersedes = FileId.of(w.word(3));
        return new Read(
                new Intent.StoreVersion(f.id(), f.body(), f.envelope(), supersedes),
                GuestCalls.storeVersion(f, supersedes));
    }

    private static Read breakGlass(String patient, Words w) {
        ContentDigest reason = ContentDigest.of(w.word(0));
        Duration duration = Duration.ofSeconds(w.small(1));
        return new Read(new CareIntent.BreakGlass(patient, reason, duration), GuestCalls.breakGlass(reason, duration));
    }

    private static Read forward(Names names, String patient, Words w) {
        GranteeId grantee = GranteeId.of(w.word(1));
        CareIntent.Forward f = new CareIntent.Forward(
                patient, Scope.of(w.word(0)), grantee, names.of(grantee), capabilities(w, 2), w.time(3));
        return new Read(f, GuestCalls.forward(f.scope(), grantee, f.capabilities(), f.expiry()));
    }

    private static Read takeBack(Names names, String patient, Words w) {
        GranteeId grantee = GranteeId.of(w.word(1));
        Scope scope = Scope.of(w.word(0));
        return new Read(
                new CareIntent.TakeBack(patient, scope, grantee, names.of(grantee)), VaultCalls.revoke(scope, grantee));
    }

    private static Read logAccess(String patient, WalletAddress self, Words w) {
        GranteeId actor = GranteeId.of(w.word(1));
        if (!actor.equals(GranteeId.ofAccount(self)) || !Arrays.equals(w.word(3), new byte[32])) {
            throw new ReviewRefusedException(Reason.UNKNOWN_GRANTEE, "a reader logs only itself, without a detail");
        }
        FileId file = FileId.of(w.word(0));
        String purpose = Words.code(w.word(2));
        return new Read(
                new CareIntent.LogAccess(patient, file, self, purpose), VaultCalls.logAccess(file, actor, purpose));
    }

    private static Read announce(String patient, Words w) {
        Scope scope = Scope.of(w.word(0));
        ContentDigest message = ContentDigest.of(w.word(1));
        return new Read(new CareIntent.Announce(patient, scope, message), GuestCalls.announce(scope, message));
    }
}
