package com.patientory.examples.fhirserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.examples.fhirserver.internal.content.Content;
import com.patientory.examples.fhirserver.internal.content.Imaging;
import com.patientory.examples.fhirserver.internal.content.Population;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents themselves: whole, valid, the same on every reading. */
class SourceDocumentTest {
    @Test
    void pdfReports_openedByAnotherLibrary_showTheirLines() throws Exception {
        int opened = 0;
        try (FhirServer server = FhirServer.start(FhirServerOptions.defaults())) {
            for (HospitalPatient patient : server.patients()) {
                for (SourceDocument document : server.documents(patient.id())) {
                    if (document.contentType().equals("application/pdf")) {
                        try (InputStream in = document.open();
                                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
                            String text = new PDFTextStripper().getText(pdf);
                            assertTrue(text.contains("LABORATORY REPORT"));
                            assertTrue(text.contains(patient.family()));
                            assertTrue(text.contains(Markers.PDF));
                            opened++;
                        }
                    }
                }
            }
        }
        assertTrue(opened >= 8, "only a few PDF reports");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 20, (1L << 20) + 2, 5_000_000, 16L << 20})
    void imaging_ofAnySize_isThatLongTheSameEachTimeAndDicom(long sizeBytes) throws Exception {
        SourceDocument scan = scan(sizeBytes);
        byte[] whole;
        try (InputStream in = scan.open()) {
            whole = in.readAllBytes();
        }
        assertEquals(sizeBytes, whole.length);
        assertEquals("DICM", new String(whole, 128, 4, StandardCharsets.US_ASCII));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole);
        assertEquals(HexFormat.of().formatHex(digest), scan.sha256());
        assertEquals(elementsEnd(whole), whole.length, "the last element ends where the file does");
    }

    @Test
    void imaging_readInSmallUnevenPieces_isTheSame() throws Exception {
        SourceDocument scan = scan(2L << 20);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = scan.open()) {
            byte[] piece = new byte[4_099];
            for (int n = in.read(piece, 1, 4_097); n >= 0; n = in.read(piece, 1, 4_097)) {
                digest.update(piece, 1, n);
            }
        }
        assertEquals(scan.sha256(), HexFormat.of().formatHex(digest.digest()));
    }

    private static SourceDocument scan(long sizeBytes) {
        Content content = Imaging.of("Doe^Jané", "id-1", sizeBytes);
        return new SourceDocument("d", "p", "t", content.contentType(), content.sizeBytes(), content::open);
    }

    /** Walks the data elements by their lengths. */
    private static long elementsEnd(byte[] file) {
        int at = 132;
        while (at < file.length) {
            String vr = new String(file, at + 4, 2, StandardCharsets.US_ASCII);
            boolean isLong = vr.equals("OB") || vr.equals("OW");
            int length = isLong ? little(file, at + 8, 4) : little(file, at + 6, 2);
            at += (isLong ? 12 : 8) + length;
        }
        return at;
    }

    private static int little(byte[] file, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (file[at + i] & 0xFF) << (8 * i);
        }
        return value;
    }

    @Test
    void population_everyClinicalDocument_isWellFormedXml() throws Exception {
        int parsed = 0;
        for (Population.Held held : Population.load().binaries().values()) {
            if (held.content().contentType().equals("application/xml")) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                try (InputStream in = held.content().open()) {
                    byte[] xml = in.readAllBytes();
                    assertEquals(
                            "ClinicalDocument",
                            factory.newDocumentBuilder()
                                    .parse(new ByteArrayInputStream(xml))
                                    .getDocumentElement()
                                    .getLocalName());
                }
                parsed++;
            }
        }
        assertEquals(8, parsed);
    }

    @Test
    void values_printed_tellNothingAboutThePerson() throws Exception {
        try (FhirServer server = FhirServer.start(FhirServerOptions.defaults().withBearerToken("secret"))) {
            HospitalPatient patient = server.patients().get(0);
            assertFalse(patient.toString().contains(patient.family()));
            SourceDocument document = server.documents(patient.id()).get(0);
            assertFalse(document.toString().contains(patient.id()));
        }
        assertFalse(FhirServerOptions.defaults()
                .withBearerToken("secret")
                .toString()
                .contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, (1L << 20) + 1, 1L << 31})
    void options_imagingSizeOutOfBounds_isRefusedWithTheValue(long sizeBytes) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> FhirServerOptions.defaults().withImagingSizeBytes(sizeBytes));
        assertTrue(refusal.getMessage().contains(Long.toString(sizeBytes)));
    }
}
