package com.patientory.examples.fhirserver.internal.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes DICOM data elements in explicit VR little endian (PS3.5, 7.1.2): just what a scan's header needs. */
final class DicomWriter {
    /** Tag, VR, two reserved bytes, length of four bytes. */
    static final int LONG_HEADER_BYTES = 4 + 2 + 2 + 4;

    private static final int PREAMBLE_BYTES = 128;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    DicomWriter preamble() {
        out.writeBytes(new byte[PREAMBLE_BYTES]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** A text value; odd lengths are padded, UIDs with NUL and the rest with a blank. */
    DicomWriter text(int group, int element, String vr, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int pad = bytes.length % 2;
        tag(group, element, vr);
        littleEndian(bytes.length + pad, 2);
        out.writeBytes(bytes);
        if (pad == 1) {
            out.write(vr.equals("UI") ? 0 : ' ');
        }
        return this;
    }

    /** One unsigned number of two (US) or four (UL) bytes. */
    DicomWriter number(int group, int element, String vr, long value) {
        int bytes = vr.equals("US") ? 2 : 4;
        tag(group, element, vr);
        littleEndian(bytes, 2);
        littleEndian(value, bytes);
        return this;
    }

    DicomWriter longValue(int group, int element, String vr, byte[] value) {
        longHeader(group, element, vr, value.length);
        out.writeBytes(value);
        return this;
    }

    /** The header of a value whose bytes follow elsewhere. */
    DicomWriter longHeader(int group, int element, String vr, long length) {
        tag(group, element, vr);
        littleEndian(0, 2);
        littleEndian(length, 4);
        return this;
    }

    DicomWriter append(DicomWriter other) {
        out.writeBytes(other.toByteArray());
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private void tag(int group, int element, String vr) {
        littleEndian(group, 2);
        littleEndian(element, 2);
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    }

    private void littleEndian(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }
}
