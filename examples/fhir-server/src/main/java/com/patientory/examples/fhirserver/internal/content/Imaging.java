package com.patientory.examples.fhirserver.internal.content;

import com.patientory.examples.fhirserver.Markers;
import java.io.InputStream;

/**
 * A scan of any size that exists nowhere: a DICOM file (PS3.10, explicit VR little endian) whose pixels are computed
 * while they are read, the same on every reading. It is cut to the exact size by trailing padding.
 */
public final class Imaging implements Content {
    private static final int SIDE = 512;
    private static final int FRAME_BYTES = SIDE * SIDE * 2;

    private final byte[] header;
    private final byte[] padding;
    private final long pixelBytes;
    private final long sizeBytes;

    private Imaging(byte[] header, byte[] padding, long pixelBytes, long sizeBytes) {
        this.header = header;
        this.padding = padding;
        this.pixelBytes = pixelBytes;
        this.sizeBytes = sizeBytes;
    }

    /** A scan of a person, of exactly this even size. */
    public static Imaging of(String patientName, String patientId, long sizeBytes) {
        long room = sizeBytes - header(patientName, patientId, 1, 0).length - DicomWriter.LONG_HEADER_BYTES;
        // The header's own length varies by the digits of the frame count only, which DICOM pads to six here.
        int frames = Math.toIntExact(room / FRAME_BYTES);
        long pixelBytes = (long) frames * FRAME_BYTES;
        byte[] header = header(patientName, patientId, frames, pixelBytes);
        byte[] padding = new DicomWriter()
                .longHeader(0xFFFC, 0xFFFC, "OB", room - pixelBytes)
                .toByteArray();
        return new Imaging(header, padding, pixelBytes, sizeBytes);
    }

    private static byte[] header(String patientName, String patientId, int frames, long pixelBytes) {
        String instance = "1.2.826.0.1.3680043.10.1.20260901.1";
        DicomWriter meta = new DicomWriter()
                .longValue(0x0002, 0x0001, "OB", new byte[] {0, 1})
                .text(0x0002, 0x0002, "UI", "1.2.840.10008.5.1.4.1.1.7.3")
                .text(0x0002, 0x0003, "UI", instance)
                .text(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1")
                .text(0x0002, 0x0012, "UI", "1.2.826.0.1.3680043.10.1");
        return new DicomWriter()
                .preamble()
                .number(0x0002, 0x0000, "UL", meta.toByteArray().length)
                .append(meta)
                .text(0x0008, 0x0005, "CS", "ISO_IR 192")
                .text(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.7.3")
                .text(0x0008, 0x0018, "UI", instance)
                .text(0x0008, 0x0060, "CS", "OT")
                .text(0x0008, 0x1030, "LO", Markers.IMAGING)
                .text(0x0010, 0x0010, "PN", patientName)
                .text(0x0010, 0x0020, "LO", patientId)
                .text(0x0020, 0x000D, "UI", instance + ".1")
                .text(0x0020, 0x000E, "UI", instance + ".2")
                .number(0x0028, 0x0002, "US", 1)
                .text(0x0028, 0x0004, "CS", "MONOCHROME2")
                .text(0x0028, 0x0008, "IS", "%06d".formatted(frames))
                .number(0x0028, 0x0010, "US", SIDE)
                .number(0x0028, 0x0011, "US", SIDE)
                .number(0x0028, 0x0100, "US", 16)
                .number(0x0028, 0x0101, "US", 16)
                .number(0x0028, 0x0102, "US", 15)
                .number(0x0028, 0x0103, "US", 0)
                .longHeader(0x7FE0, 0x0010, "OW", pixelBytes)
                .toByteArray();
    }

    @Override
    public String contentType() {
        return "application/dicom";
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public InputStream open() {
        return new ImagingStream(header, pixelBytes, padding, sizeBytes);
    }
}
