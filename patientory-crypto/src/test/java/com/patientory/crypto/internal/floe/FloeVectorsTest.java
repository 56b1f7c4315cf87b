package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.testkit.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The published known answers of the FLOE reference implementations: Java, public Java, Rust. */
class FloeVectorsTest {
    private static final String CIPHERTEXT = "_ct.txt";
    private static final byte[] KEY = new byte[32];
    private static final byte[] AAD = "This is AAD".getBytes(StandardCharsets.UTF_8);
    private static final int ROTATION_VECTORS_BITS = 2;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> read_publishedBody_givesPublishedPlaintext() throws IOException {
        return names().stream().flatMap(name -> {
            FloeFixture floe = fixture(name);
            return Stream.of(
                    dynamicTest(name + ", stream", () -> assertArrayEquals(plain(name), floe.readStream(body(name)))),
                    dynamicTest(name + ", file", () -> assertArrayEquals(plain(name), floe.readFile(body(name)))),
                    dynamicTest(
                            name + ", channel", () -> assertArrayEquals(plain(name), floe.readChannel(body(name)))));
        });
    }

    @TestFactory
    Stream<DynamicTest> write_publishedPlaintextWithPublishedNonces_givesPublishedBody() throws IOException {
        // This SDK writes an empty last segment only for an empty plaintext.
        return names().stream().filter(name -> !name.contains("lastSegEmpty")).flatMap(name -> {
            FloeFixture floe = fixture(name);
            return Stream.of(
                    dynamicTest(
                            name + ", stream",
                            () -> assertArrayEquals(
                                    body(name), floe.encryptStream(parameters(name), plain(name), nonces(name)))),
                    dynamicTest(
                            name + ", file",
                            () -> assertArrayEquals(
                                    body(name), floe.encryptFile(parameters(name), plain(name), nonces(name), 1))));
        });
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(Vectors.of("floe"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CIPHERTEXT))
                    .map(name -> name.substring(0, name.length() - CIPHERTEXT.length()))
                    .sorted()
                    .toList();
            assertEquals(11, names.size(), "published bodies");
            return names;
        }
    }

    private FloeFixture fixture(String name) {
        return new FloeFixture(KEY, AAD, new FloeParameters.Limits(40, 4096, rotationBits(name)), folder);
    }

    private static int rotationBits(String name) {
        return name.contains("rotation") ? ROTATION_VECTORS_BITS : FloeParameters.STANDARD_ROTATION_BITS;
    }

    private static FloeParameters parameters(String name) throws IOException {
        int segmentBytes = ByteBuffer.wrap(body(name)).getInt(2);
        return new FloeParameters(segmentBytes, rotationBits(name));
    }

    private static byte[] body(String name) throws IOException {
        return hex(name + CIPHERTEXT);
    }

    private static byte[] plain(String name) throws IOException {
        return hex(name + "_pt.txt");
    }

    private static byte[] hex(String file) throws IOException {
        return HexFormat.of()
                .parseHex(Files.readString(Vectors.of("floe").resolve(file)).trim());
    }

    /** Gives out the random values that the published body was made with. */
    private static SecureRandom nonces(String name) throws IOException {
        byte[] body = body(name);
        ByteArrayOutputStream used = new ByteArrayOutputStream();
        used.write(body, FloeParameters.PARAMETERS_BYTES, FloeParameters.IV_BYTES);
        for (int at = FloeParameters.HEADER_BYTES;
                at < body.length;
                at += parameters(name).segmentBytes()) {
            used.write(body, at + FloeParameters.LENGTH_BYTES, FloeParameters.SEGMENT_IV_BYTES);
        }
        return new ScriptedRandom(used.toByteArray());
    }
}
