package com.patientory.examples.demo;

import com.patientory.examples.fhirserver.SourceDocument;
import com.patientory.examples.patient.PatientRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what came out with what the hospital holds, byte for byte. */
final class Comparison {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<String, SourceDocument> bySha256 = new HashMap<>();

    /** Hashes all documents at their source. */
    Comparison(List<SourceDocument> documents) throws IOException {
        for (SourceDocument document : documents) {
            bySha256.put(document.sha256(), document);
        }
    }

    /** The document that a record is a copy of, by its SHA-256, for {@link #same} to prove. */
    SourceDocument sourceOf(PatientRecord record) {
        SourceDocument source = bySha256.get(record.sha256());
        if (source == null) {
            throw new ClaimFailedException("each record is a document of the hospital's");
        }
        return source;
    }

    static boolean same(Path file, SourceDocument source) throws IOException {
        try (InputStream ours = Files.newInputStream(file);
                InputStream theirs = new BufferedInputStream(source.open())) {
            return same(ours, theirs);
        }
    }

    private static boolean same(InputStream a, InputStream b) throws IOException {
        byte[] left = new byte[BUFFER_BYTES];
        byte[] right = new byte[BUFFER_BYTES];
        while (true) {
            int n = a.readNBytes(left, 0, BUFFER_BYTES);
            int m = b.readNBytes(right, 0, BUFFER_BYTES);
            if (n != m || !Arrays.equals(left, 0, n, right, 0, m)) {
                return false;
            }
            if (n < BUFFER_BYTES) {
                return true;
            }
        }
    }
}
