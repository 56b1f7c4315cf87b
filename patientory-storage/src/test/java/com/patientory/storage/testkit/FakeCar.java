package com.patientory.storage.testkit;

import com.patientory.storage.Cid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A CARv1 with one root as a {@link FakeKubo} reads it: written apart from the code that writes CARs, to check it. */
record FakeCar(Cid root, Map<Cid, byte[]> blocks) {
    /** The fixed DAG-CBOR around the root in {@code {"roots": [root], "version": 1}}. */
    private static final byte[] BEFORE_ROOT = HexFormat.of().parseHex("a265726f6f747381d82a582500");

    private static final byte[] AFTER_ROOT = HexFormat.of().parseHex("6776657273696f6e01");

    /** Unpacks the only file of a multipart body. */
    static FakeCar ofMultipart(ByteBuffer request) {
        String text = StandardCharsets.ISO_8859_1.decode(request.duplicate()).toString();
        String boundary = text.substring(0, Math.max(0, text.indexOf("\r\n")));
        int from = text.indexOf("\r\n\r\n") + 4;
        int to = text.indexOf("\r\n" + boundary + "--\r\n", from);
        if (!boundary.startsWith("--") || from < 4 || to < 0) {
            throw new IllegalArgumentException("unexpected EOF");
        }
        return of(request.slice(from, to - from));
    }

    private static FakeCar of(ByteBuffer car) {
        byte[] header = take(car, varint(car));
        int rootEnd = BEFORE_ROOT.length + Cid.ENCODED_BYTES;
        if (!Arrays.equals(Arrays.copyOf(header, BEFORE_ROOT.length), BEFORE_ROOT)
                || !Arrays.equals(Arrays.copyOfRange(header, rootEnd, header.length), AFTER_ROOT)) {
            throw new IllegalArgumentException("invalid header");
        }
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        while (car.hasRemaining()) {
            int length = varint(car);
            Cid cid = Cid.parse(take(car, Cid.ENCODED_BYTES));
            byte[] block = take(car, length - Cid.ENCODED_BYTES);
            if (!cid.matches(ByteBuffer.wrap(block))) {
                throw new IllegalArgumentException("mismatch in content integrity, expected: " + cid);
            }
            blocks.put(cid, block);
        }
        return new FakeCar(Cid.parse(Arrays.copyOfRange(header, BEFORE_ROOT.length, rootEnd)), blocks);
    }

    private static byte[] take(ByteBuffer car, int length) {
        if (length < 0 || length > car.remaining()) {
            throw new IllegalArgumentException("unexpected EOF");
        }
        byte[] bytes = new byte[length];
        car.get(bytes);
        return bytes;
    }

    private static int varint(ByteBuffer car) {
        int value = 0;
        for (int shift = 0; car.hasRemaining(); shift += 7) {
            byte b = car.get();
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("unexpected EOF");
    }
}
