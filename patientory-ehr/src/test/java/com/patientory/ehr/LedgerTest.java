package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.PatientRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final LedgerKey KEY = LedgerKey.of(new byte[32]);
    private static final PatientRef ADA = PatientRef.of("patient-ADA");

    @TempDir
    Path directory;

    @Test
    void open_truncatedAtEveryByte_keepsEveryWholeRecord() throws Exception {
        List<Long> ends = new ArrayList<>();
        write(ledger -> ends.add(size()));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            long cut = length;
            int expected = (int) ends.stream().filter(end -> end <= cut).count();
            try (Ledger ledger = open()) {
                assertEquals(Math.min(expected, 6), ledger.select(e -> true).size(), "cut at " + length);
                assertEquals(expected == 7 ? Cursor.of("cursor-SECRET") : Cursor.START, ledger.cursor(ADA));
                // It goes on from there.
                ledger.put(DocumentEntry.discovered(ledger.name(document(99)), 1));
            }
            try (Ledger ledger = open()) {
                assertTrue(ledger.find(ledger.name(document(99))).isPresent());
                assertEquals(Math.min(expected, 6) + 1, ledger.select(e -> true).size());
            }
        }
    }

    @Test
    void open_anyBitFlippedBeforeTheLastRecord_isRefused() throws Exception {
        List<Long> ends = new ArrayList<>();
        write(ledger -> ends.add(size()));
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < ends.get(5); i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file(), damaged);
            LedgerException e = assertThrows(LedgerException.class, this::open, "flipped at " + i);
            assertTrue(e.kind() == LedgerException.Kind.CORRUPT || e.kind() == LedgerException.Kind.NOT_A_LEDGER);
        }
    }

    @Test
    void open_anotherKey_isRefused() throws Exception {
        write(ledger -> {});
        byte[] other = new byte[32];
        other[0] = 1;
        LedgerException e = assertThrows(
                LedgerException.class, () -> Ledger.open(directory, LedgerKey.of(other), "site", new SecureRandom()));
        assertEquals(LedgerException.Kind.WRONG_KEY, e.kind());
    }

    @Test
    void open_anotherFile_isRefusedAndLeftAlone() throws Exception {
        byte[] text = "this is somebody else's file, do not touch it".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), text);
        assertEquals(
                LedgerException.Kind.NOT_A_LEDGER,
                assertThrows(LedgerException.class, this::open).kind());
        assertEquals(text.length, Files.size(file()));
    }

    @Test
    void open_manyChangesOfFewDocuments_isCompacted() throws Exception {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 12_000; i++) {
                // Straight to the file of a document that changes often; forcing each to disk is not the point here.
                Files.write(
                        file(),
                        LedgerCodec.record(DocumentEntry.discovered(ledger.name(document(i % 3)), i)),
                        java.nio.file.StandardOpenOption.APPEND);
            }
        }
        long before = Files.size(file());
        try (Ledger ledger = open()) {
            assertEquals(3, ledger.select(e -> true).size());
            assertEquals(
                    11_999, ledger.find(ledger.name(document(2))).orElseThrow().attempts());
            ledger.put(DocumentEntry.discovered(ledger.name(document(3)), 1));
        }
        assertTrue(before > 1 << 20);
        assertTrue(Files.size(file()) < 1000);
        try (Ledger ledger = open()) {
            assertEquals(4, ledger.select(e -> true).size());
        }
    }

    @Test
    void put_anything_writesNoIdentifierInClear() throws Exception {
        write(ledger -> {});
        String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
        for (String secret : List.of("ADA", "doc-", "token-", "SECRET", "site")) {
            assertFalse(bytes.contains(secret), secret);
        }
        assertTrue(bytes.startsWith("PTYLEDG1"), "the control");
    }

    @Test
    void header_ofTheSpecification_isAsPrinted() throws Exception {
        open().close();
        assertEquals(SpecExample.HEADER, java.util.HexFormat.of().formatHex(Files.readAllBytes(file())));
    }

    @Test
    void record_ofTheSpecification_isAsPrinted() {
        LedgerCrypto crypto = new LedgerCrypto(KEY, new SecureRandom());
        Pseudonym one = crypto.pseudonym("version", "site", "p", "d", "1");
        byte[] record = LedgerCodec.record(DocumentEntry.discovered(
                new DocumentEntry.Name(one, new Pseudonym(1, 2), new Pseudonym(3, 4), new Pseudonym(5, 6)), 1));
        assertEquals(SpecExample.RECORD, java.util.HexFormat.of().formatHex(record));
    }

    private void write(Consumer<Ledger> afterEach) throws Exception {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 6; i++) {
                DocumentEntry.Name name = ledger.name(document(i));
                ledger.put(DocumentEntry.discovered(name, 1)
                        .sealed(Pseudonym.NONE, ledger.seal(name, SinkToken.of("token-" + i))));
                afterEach.accept(ledger);
            }
            ledger.cursor(ADA, Cursor.of("cursor-SECRET"));
            afterEach.accept(ledger);
        }
    }

    private Ledger open() throws LedgerException {
        return Ledger.open(directory, KEY, "site", new SecureRandom());
    }

    private Path file() {
        return directory.resolve("ledger-v1");
    }

    private long size() {
        return file().toFile().length();
    }

    private static DocumentRef document(int number) {
        return new DocumentRef(
                ADA,
                "doc-" + number + "#0",
                "1",
                new DocumentRef.Content("url:x", "text/plain", -1, null),
                DocumentRef.Info.NONE);
    }
}
