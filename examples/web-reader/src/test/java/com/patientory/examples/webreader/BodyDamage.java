package com.patientory.examples.webreader;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One body of three segments, spoiled in each way that body-v1 names. */
final class BodyDamage {
    static final int PLAIN = 140_000;
    private static final int HEADER = 74;
    private static final int SEGMENT = 65_536;
    private static final int SECOND = HEADER + SEGMENT;
    private static final int FINAL = HEADER + 2 * SEGMENT;

    private BodyDamage() {}

    /** The spoiled bodies by what is wrong with them. */
    static Map<String, byte[]> refusedForIntegrity(byte[] body) {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        int end = body.length;
        for (int length : new int[] {0, 1, 10, 73, 74, 77, 78, 500, SECOND, SECOND + 3, FINAL, FINAL + 31, end - 1}) {
            cases.put("cut to " + length, Arrays.copyOf(body, length));
        }
        cases.put("another size of segments", with(body, 2, 0, 0, 0x10, 0));
        for (int at : new int[] {
            10,
            41,
            42,
            73,
            HEADER,
            HEADER + 4,
            HEADER + 16,
            SECOND - 1,
            SECOND + 20,
            FINAL,
            FINAL + 3,
            FINAL + 5,
            FINAL + 20,
            end - 1
        }) {
            cases.put("a bit turned at " + at, with(body, at, body[at] ^ 1));
        }
        byte[] swapped = body.clone();
        System.arraycopy(body, HEADER, swapped, SECOND, SEGMENT);
        System.arraycopy(body, SECOND, swapped, HEADER, SEGMENT);
        cases.put("two segments exchanged", swapped);
        cases.put("a segment twice", join(part(body, 0, SECOND), part(body, HEADER, end)));
        cases.put("a segment missing", join(part(body, 0, SECOND), part(body, FINAL, end)));
        cases.put("a byte behind the final segment", Arrays.copyOf(body, end + 1));
        cases.put("the final segment twice", join(body, part(body, FINAL, end)));
        cases.put("only inner segments, the last of them called final", with(part(body, 0, FINAL), SECOND, 0, 1, 0, 0));
        cases.put("the final segment called inner", with(body, FINAL, -1, -1, -1, -1));
        return cases;
    }

    static Map<String, byte[]> refusedAsUnsupported(byte[] body) {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("another AEAD", with(body, 0, 1));
        cases.put("another KDF", with(body, 1, 1));
        cases.put("segments of 4,095 bytes", with(body, 2, 0, 0, 0x0f, 0xff));
        cases.put("segments of 16 MiB and a byte", with(body, 2, 1, 0, 0, 1));
        cases.put("segments of 4 GiB", with(body, 2, -1, -1, -1, -1));
        cases.put("an IV of 31 bytes", with(body, 9, 31));
        return cases;
    }

    private static byte[] with(byte[] body, int at, int... values) {
        byte[] changed = body.clone();
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
    }

    private static byte[] part(byte[] body, int from, int to) {
        return Arrays.copyOfRange(body, from, to);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
