package com.patientory.ehr;

import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.PatientRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is known of all documents and patients of one site: in memory, and on disk before anything relies on it. */
final class Ledger implements AutoCloseable {
    private static final long COMPACT_FROM_BYTES = 1 << 20;

    private final String site;
    private final LedgerCrypto crypto;
    private final LedgerLock lock;
    private final LedgerFile file;
    private final Map<Pseudonym, DocumentEntry> documents;
    private final Map<Pseudonym, Ciphertext> cursors;
    /** What is anchored, to recognise a new version with an old content. */
    private final Set<List<Pseudonym>> contents = ConcurrentHashMap.newKeySet();

    private Ledger(
            String site,
            LedgerCrypto crypto,
            LedgerLock lock,
            LedgerFile file,
            Map<Pseudonym, DocumentEntry> documents,
            Map<Pseudonym, Ciphertext> cursors) {
        this.site = site;
        this.crypto = crypto;
        this.lock = lock;
        this.file = file;
        this.documents = documents;
        this.cursors = cursors;
        documents.values().forEach(this::index);
    }

    static Ledger open(Path directory, LedgerKey key, String site, SecureRandom random) throws LedgerException {
        LedgerCrypto crypto = new LedgerCrypto(key, random);
        byte[] header = LedgerCodec.header(crypto.pseudonym("ledger"));
        Map<Pseudonym, DocumentEntry> documents = new ConcurrentHashMap<>();
        Map<Pseudonym, Ciphertext> cursors = new ConcurrentHashMap<>();
        LedgerLock lock = LedgerLock.take(directory);
        try {
            LedgerFile file = LedgerFile.open(directory, header, body -> remember(body, documents, cursors));
            Ledger ledger = new Ledger(site, crypto, lock, file, documents, cursors);
            ledger.compactIfWorthIt(header);
            return ledger;
        } catch (LedgerException e) {
            lock.close();
            throw e;
        }
    }

    private static void remember(
            LedgerCodec.Body body, Map<Pseudonym, DocumentEntry> documents, Map<Pseudonym, Ciphertext> cursors) {
        DocumentEntry document = body.document();
        LedgerCodec.CursorEntry cursor = body.cursor();
        if (document != null) {
            documents.put(document.name().version(), document);
        } else if (cursor != null) {
            cursors.put(cursor.patient(), cursor.cursor());
        }
    }

    private void compactIfWorthIt(byte[] header) throws LedgerException {
        if (file.sizeBytes() < COMPACT_FROM_BYTES) {
            return;
        }
        List<byte[]> records = new ArrayList<>();
        documents.values().forEach(entry -> records.add(LedgerCodec.record(entry)));
        cursors.forEach(
                (patient, cursor) -> records.add(LedgerCodec.record(new LedgerCodec.CursorEntry(patient, cursor))));
        long live = records.stream().mapToLong(r -> r.length).sum();
        if (file.sizeBytes() > 2 * live) {
            file.compact(header, records);
        }
    }

    LedgerCrypto crypto() {
        return crypto;
    }

    DocumentEntry.Name name(DocumentRef document) {
        String patient = document.patient().id();
        String group = document.id().substring(0, document.id().lastIndexOf('#') + 1);
        return new DocumentEntry.Name(
                crypto.pseudonym("version", site, patient, document.id(), document.version()),
                crypto.pseudonym("document", site, patient, document.id()),
                group(document.patient(), group.isEmpty() ? document.id() : group),
                patient(document.patient()));
    }

    Pseudonym group(PatientRef patient, String idPrefix) {
        return crypto.pseudonym("group", site, patient.id(), idPrefix);
    }

    Pseudonym patient(PatientRef patient) {
        return crypto.pseudonym("patient", site, patient.id());
    }

    Optional<DocumentEntry> find(DocumentEntry.Name name) {
        return Optional.ofNullable(documents.get(name.version()));
    }

    List<DocumentEntry> select(Predicate<DocumentEntry> which) {
        return documents.values().stream().filter(which).collect(Collectors.toList());
    }

    void put(DocumentEntry entry) throws LedgerException {
        file.append(LedgerCodec.record(entry));
        documents.put(entry.name().version(), entry);
        index(entry);
    }

    private void index(DocumentEntry entry) {
        List<Pseudonym> content = List.of(entry.name().document(), entry.content());
        if (entry.state() == DocumentState.ANCHORED) {
            contents.add(content);
        } else if (entry.state() == DocumentState.WITHDRAWN) {
            contents.remove(content);
        }
    }

    boolean isAnchored(Pseudonym document, Pseudonym content) {
        return contents.contains(List.of(document, content));
    }

    Ciphertext seal(DocumentEntry.Name name, SinkToken token) {
        return crypto.encrypt(token.bytes(), context(name.version()));
    }

    SinkToken token(DocumentEntry entry) throws LedgerException {
        return SinkToken.of(decrypt(entry.token(), entry.name().version()));
    }

    Cursor cursor(PatientRef patient) throws LedgerException {
        Ciphertext stored = cursors.get(patient(patient));
        return stored == null
                ? Cursor.START
                : Cursor.of(new String(decrypt(stored, patient(patient)), StandardCharsets.UTF_8));
    }

    void cursor(PatientRef patient, Cursor reached) throws LedgerException {
        if (!reached.equals(cursor(patient))) {
            Pseudonym name = patient(patient);
            Ciphertext stored = crypto.encrypt(reached.value().getBytes(StandardCharsets.UTF_8), context(name));
            file.append(LedgerCodec.record(new LedgerCodec.CursorEntry(name, stored)));
            cursors.put(name, stored);
        }
    }

    @Override
    public void close() throws LedgerException {
        try (lock) {
            file.close();
        }
    }

    private byte[] decrypt(Ciphertext stored, Pseudonym owner) throws LedgerException {
        try {
            return crypto.decrypt(stored.bytes(), context(owner));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new LedgerException(LedgerException.Kind.CORRUPT, 0);
        }
    }

    private static byte[] context(Pseudonym owner) {
        ByteBuffer context = ByteBuffer.allocate(Pseudonym.BYTES);
        owner.write(context);
        return context.array();
    }
}
