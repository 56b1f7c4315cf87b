package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.FileVault;
import com.patientory.chain.internal.rpc.LogEntry;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.Grant;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import java.util.Map;
import java.util.Optional;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;

/** Reads the logs of FileVault as events. */
public final class VaultLogs {
    private interface Reader {
        VaultEvent read(VaultEvent.Position position, Words topics, Words data);
    }

    private static final Map<String, Reader> READERS = Map.ofEntries(
            entry(FileVault.VAULTCREATED_EVENT, (p, t, d) -> new VaultEvent.Created(p, t.address(1))),
            entry(
                    FileVault.OWNERCHANGED_EVENT,
                    (p, t, d) -> new VaultEvent.OwnerChanged(p, t.address(1), t.address(2))),
            entry(FileVault.PREDECESSORNAMED_EVENT, (p, t, d) -> new VaultEvent.PredecessorNamed(p, t.address(1))),
            entry(FileVault.MIGRATED_EVENT, (p, t, d) -> new VaultEvent.Migrated(p, t.address(1))),
            entry(FileVault.GRANTED_EVENT, VaultLogs::granted),
            entry(
                    FileVault.REVOKED_EVENT,
                    (p, t, d) -> new VaultEvent.Revoked(p, Scope.of(t.word(1)), grantee(t, 2), grantee(t, 3))),
            entry(FileVault.ALLREVOKED_EVENT, (p, t, d) -> new VaultEvent.AllRevoked(p, d.small(0))),
            entry(
                    FileVault.FILESTORED_EVENT,
                    (p, t, d) -> new VaultEvent.FileStored(p, file(t, 1), grantee(t, 2), digest(d, 0), digest(d, 1))),
            entry(
                    FileVault.FILESUPERSEDED_EVENT,
                    (p, t, d) -> new VaultEvent.FileSuperseded(p, file(t, 1), file(t, 2), grantee(t, 3))),
            entry(FileVault.ERASED_EVENT, (p, t, d) -> new VaultEvent.Erased(p, file(t, 1))),
            entry(FileVault.ENVELOPESET_EVENT, (p, t, d) -> new VaultEvent.EnvelopeSet(p, file(t, 1), digest(d, 0))),
            entry(
                    FileVault.ANCHORED_EVENT,
                    (p, t, d) -> new VaultEvent.Anchored(p, digest(t, 1), grantee(t, 2), d.number(0), digest(d, 1))),
            entry(
                    FileVault.ACCESSANCHORED_EVENT,
                    (p, t, d) -> new VaultEvent.AccessAnchored(p, digest(t, 1), grantee(t, 2), d.number(0))),
            entry(
                    FileVault.NOTIFIED_EVENT,
                    (p, t, d) -> new VaultEvent.Notified(p, Scope.of(t.word(1)), grantee(t, 2), digest(d, 0))),
            entry(
                    FileVault.GLASSBROKEN_EVENT,
                    (p, t, d) -> new VaultEvent.GlassBroken(p, grantee(t, 1), grantee(t, 2), digest(d, 0), d.time(1))),
            entry(FileVault.EMERGENCYENDED_EVENT, (p, t, d) -> new VaultEvent.EmergencyEnded(p, grantee(t, 1))),
            entry(
                    FileVault.BREAKGLASSPOLICYSET_EVENT,
                    (p, t, d) -> new VaultEvent.BreakGlassPolicySet(p, d.small(0) != 0)),
            entry(
                    FileVault.ACCESSLOGGED_EVENT,
                    (p, t, d) -> new VaultEvent.AccessLogged(
                            p, file(t, 1), grantee(t, 2), grantee(t, 3), Words.code(d.word(0)))),
            entry(
                    FileVault.ACCESSREFUSED_EVENT,
                    (p, t, d) -> new VaultEvent.AccessRefused(
                            p, file(t, 1), grantee(t, 2), grantee(t, 3), Words.code(d.word(0)))));

    private VaultLogs() {}

    /** Reads one log; empty for an event that this version does not know. */
    public static Optional<VaultEvent> read(LogEntry log) {
        Words topics = new Words(log.topics());
        Reader reader = READERS.get(log.firstTopic());
        return reader == null
                ? Optional.empty()
                : Optional.of(reader.read(log.position(), topics, new Words(log.data())));
    }

    private static VaultEvent granted(VaultEvent.Position position, Words topics, Words data) {
        return new VaultEvent.Granted(
                position,
                new Grant(
                        Scope.of(topics.word(1)),
                        grantee(topics, 2),
                        Capability.fromBits(Math.toIntExact(data.small(0))),
                        data.time(1),
                        data.time(2),
                        data.small(3),
                        grantee(topics, 3)));
    }

    private static GranteeId grantee(Words topics, int index) {
        return GranteeId.of(topics.word(index));
    }

    private static ContentDigest digest(Words data, int index) {
        return ContentDigest.of(data.word(index));
    }

    private static FileId file(Words topics, int index) {
        return FileId.of(topics.word(index));
    }

    private static Map.Entry<String, Reader> entry(Event event, Reader reader) {
        return Map.entry(EventEncoder.encode(event), reader);
    }
}
