package com.patientory.crypto.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An input that describes a container instead of being one: a byte 0x01, then the parts with 0xFF between them.
 *
 * <p>The target encodes, encrypts and signs the parts as the format asks, so the fuzzer reaches what stands behind
 * Base64 and authentication tags. 0xFF occurs in no UTF-8 text, 0x01 begins no JSON.
 */
final class Parts {
    private static final int MARK = 1;
    private static final int SEPARATOR = 0xFF;

    private Parts() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = MARK;
        for (byte[] part : parts) {
            out.write(before);
            out.writeBytes(part);
            before = SEPARATOR;
        }
        return out.toByteArray();
    }

    /** The parts, exactly {@code count} (missing ones are empty); nothing if the input is the container itself. */
    static Optional<List<byte[]>> of(byte[] input, int count) {
        if (input.length == 0 || input[0] != MARK) {
            return Optional.empty();
        }
        List<byte[]> parts = new ArrayList<>();
        int start = 1;
        for (int i = 1; i < input.length && parts.size() < count - 1; i++) {
            if ((input[i] & 0xff) == SEPARATOR) {
                parts.add(Arrays.copyOfRange(input, start, i));
                start = i + 1;
            }
        }
        parts.add(Arrays.copyOfRange(input, start, input.length));
        while (parts.size() < count) {
            parts.add(new byte[0]);
        }
        return Optional.of(parts);
    }
}
