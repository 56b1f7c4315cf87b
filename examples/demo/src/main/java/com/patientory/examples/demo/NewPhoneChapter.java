package com.patientory.examples.demo;

import com.patientory.chain.ChainConfig;
import com.patientory.chain.PatientoryChain;
import com.patientory.crypto.Mnemonic;
import com.patientory.examples.fhirserver.SourceDocument;
import com.patientory.examples.patient.PatientDevice;
import com.patientory.examples.patient.PatientRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The old phone is lost. The twelve words, the chain and the stores are enough. */
final class NewPhoneChapter {
    private static final int WINDOW_BYTES = 4096;

    private final World world;
    private final Workspace workspace;
    private final Narrator narrator;

    NewPhoneChapter(World world, Workspace workspace, Narrator narrator) {
        this.world = world;
        this.workspace = workspace;
        this.narrator = narrator;
    }

    void restoreAndCompare(Patient patient, Mnemonic words) throws Exception {
        narrator.chapter("A new phone, from the twelve words alone");
        ChainConfig known = world.chain().config();
        // The typed words, a node's address and the registry's: nothing else comes from the old phone.
        char[] typed = words.revealSentence();
        try (PatientoryChain chain = PatientoryChain.connect(
                        ChainConfig.of(world.node().uri(), known.chainId(), known.contracts()));
                Mnemonic again = Mnemonic.parse(CharBuffer.wrap(typed));
                PatientDevice phone = PatientDevice.from(again, chain, world.store())) {
            narrator.claim(
                    phone.address().equals(patient.device().address()), "the wallet is %s again", phone.address());
            List<PatientRecord> records = narrator.timed("records found and headers opened", phone::records);
            records.stream()
                    .collect(Collectors.groupingBy(record -> record.metadata().mediaType(), Collectors.counting()))
                    .forEach((type, count) -> narrator.say("%3d x %s", count, type));
            compare(phone, records, patient);
            seek(phone, records);
        } finally {
            Arrays.fill(typed, ' ');
        }
    }

    private void compare(PatientDevice phone, List<PatientRecord> records, Patient patient) throws Exception {
        List<SourceDocument> documents =
                world.ehr().documents(patient.atHospital().id());
        Comparison comparison = new Comparison(documents);
        Path folder = workspace.folder("new-phone");
        long bytes = 0;
        for (PatientRecord record : records) {
            Path file = folder.resolve("record");
            if (record.sizeBytes() > 1 << 26) {
                narrator.timed("the scan decrypted", () -> {
                    phone.decrypt(record, file, (done, total) -> narrator.progress("decrypted", done, total));
                    return file;
                });
            } else {
                phone.decrypt(record, file, (done, total) -> {});
            }
            if (!Comparison.same(file, comparison.sourceOf(record))) {
                throw new ClaimFailedException("each byte is the hospital's");
            }
            bytes += Files.size(file);
            Files.delete(file);
        }
        List<String> ours = records.stream().map(PatientRecord::sha256).sorted().toList();
        List<String> theirs = new ArrayList<>();
        for (SourceDocument document : documents) {
            theirs.add(document.sha256());
        }
        Collections.sort(theirs);
        narrator.claim(
                ours.equals(theirs),
                "%d records decrypted, %d bytes, each byte as the hospital holds it",
                records.size(),
                bytes);
    }

    private void seek(PatientDevice phone, List<PatientRecord> records) throws IOException {
        PatientRecord largest = records.stream()
                .max(Comparator.comparingLong(PatientRecord::sizeBytes))
                .orElseThrow();
        long middle = largest.sizeBytes() / 2;
        ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
        long before = System.nanoTime();
        try (SeekableByteChannel plain = phone.open(largest)) {
            plain.position(middle);
            while (window.hasRemaining() && plain.read(window) >= 0) {
                // until the window is full
            }
        }
        double millis = (System.nanoTime() - before) / 1e6;
        byte[] expected;
        try (InputStream source = comparisonSource(largest)) {
            source.skipNBytes(middle);
            expected = source.readNBytes(WINDOW_BYTES);
        }
        narrator.claim(
                ByteBuffer.wrap(expected).equals(window.flip()),
                "4 KiB from the middle of the scan are right, in %.0f ms",
                millis);
    }

    private InputStream comparisonSource(PatientRecord record) throws IOException {
        for (var person : world.ehr().patients()) {
            for (SourceDocument document : world.ehr().documents(person.id())) {
                if (document.sizeBytes() == record.sizeBytes()
                        && document.sha256().equals(record.sha256())) {
                    return document.open();
                }
            }
        }
        throw new ClaimFailedException("the hospital holds the scan");
    }
}
