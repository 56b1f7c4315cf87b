package com.patientory.examples.fhirserver.internal.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes lines of text as a PDF 1.7 file (ISO 32000-1): A4, Helvetica, uncompressed, the same bytes for the same lines.
 * A library would weigh megabytes and stamp the time into the file.
 */
final class PdfWriter {
    private static final Charset WIN_ANSI = Charset.forName("windows-1252");
    private static final int LINES_PER_PAGE = 56;
    private static final int FONT_OBJECT = 3;
    private static final int FIRST_PAGE_OBJECT = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private PdfWriter() {}

    static byte[] write(List<String> lines) {
        return new PdfWriter().document(lines);
    }

    private byte[] document(List<String> lines) {
        int pages = (lines.size() + LINES_PER_PAGE - 1) / LINES_PER_PAGE;
        // Four bytes above 127 tell transfer programs that the file is binary.
        ascii("%PDF-1.7\n%");
        out.writeBytes(new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
        object("<< /Type /Catalog /Pages 2 0 R >>");
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < pages; page++) {
            kids.append(pageObject(page)).append(" 0 R ");
        }
        object("<< /Type /Pages /Count " + pages + " /Kids [ " + kids + "] >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        for (int page = 0; page < pages; page++) {
            object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 " + FONT_OBJECT
                    + " 0 R >> >> /Contents " + (pageObject(page) + 1) + " 0 R >>");
            stream(lines.subList(page * LINES_PER_PAGE, Math.min(lines.size(), (page + 1) * LINES_PER_PAGE)));
        }
        trailer();
        return out.toByteArray();
    }

    private static int pageObject(int page) {
        return FIRST_PAGE_OBJECT + 2 * page;
    }

    private void object(String body) {
        begin();
        ascii(body + "\nendobj\n");
    }

    private void stream(List<String> lines) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("BT /F1 10 Tf 13 TL 50 790 Td\n".getBytes(StandardCharsets.US_ASCII));
        for (String line : lines) {
            String escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
            content.writeBytes(("(" + escaped + ") Tj T*\n").getBytes(WIN_ANSI));
        }
        content.writeBytes("ET\n".getBytes(StandardCharsets.US_ASCII));
        begin();
        ascii("<< /Length " + content.size() + " >>\nstream\n");
        out.writeBytes(content.toByteArray());
        ascii("endstream\nendobj\n");
    }

    private void begin() {
        offsets.add(out.size());
        ascii(offsets.size() + " 0 obj\n");
    }

    private void trailer() {
        int start = out.size();
        ascii("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) {
            ascii(String.format(Locale.ROOT, "%010d 00000 n \n", offset));
        }
        ascii("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
