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

    private static final Map<String, Reader> READERS = Map.of(
            topic(FileVault.VAULTCREATED_EVENT), (p, t, d) -> new VaultEvent.Created(p, t.address(1)),
            topic(FileVault.GRANTED_EVENT), VaultLogs::granted,
            topic(FileVault.REVOKED_EVENT),
                    (p, t, d) -> new VaultEvent.Revoked(p, Scope.of(t.word(1)), grantee(t, 2), grantee(t, 3)),
            topic(FileVault.ALLREVOKED_EVENT), (p, t, d) -> new VaultEvent.AllRevoked(p, d.small(0)),
            topic(FileVault.FILESTORED_EVENT),
                    (p, t, d) -> new VaultEvent.FileStored(
                            p, FileId.of(t.word(1)), grantee(t, 2), digest(d, 0), digest(d, 1)),
            topic(FileVault.ENVELOPESET_EVENT),
                    (p, t, d) -> new VaultEvent.EnvelopeSet(p, FileId.of(t.word(1)), digest(d, 0)),
            topic(FileVault.ACCESSLOGGED_EVENT),
                    (p, t, d) -> new VaultEvent.AccessLogged(
                            p, FileId.of(t.word(1)), grantee(t, 2), grantee(t, 3), Words.code(d.word(0))),
            topic(FileVault.ACCESSREFUSED_EVENT),
                    (p, t, d) -> new VaultEvent.AccessRefused(
                            p, FileId.of(t.word(1)), grantee(t, 2), grantee(t, 3), Words.code(d.word(0))));

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

    private static String topic(Event event) {
        return EventEncoder.encode(event);
    }
}
