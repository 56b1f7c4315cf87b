package com.patientory.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for things that must not be found. Each marker is looked for as it is, in hexadecimal, and in base64 at each
 * of its three alignments, so that an encoded leak is a leak too. Memory use does not depend on the files' sizes.
 */
final class PlaintextHunt {
    private static final int CHUNK_BYTES = 1 << 20;

    /** The needles by their first two bytes: one look into this table per byte of hay is nearly all the work. */
    private final Needle[][] byPrefix = new Needle[1 << 16][];

    private int longestBytes;

    /**
     * A hunt.
     *
     * @param markers what to look for, by the name under which a find is reported
     */
    PlaintextHunt(Map<String, String> markers) {
        markers.forEach((name, marker) -> spellings(marker.getBytes(UTF_8)).forEach(bytes -> add(name, bytes)));
    }

    private static final class Needle {
        private final String name;
        private final byte[] bytes;

        Needle(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    /** Where a marker was found. */
    record Find(String marker, String place) {}

    /** What a hunt has looked through. */
    record Result(List<Find> finds, long bytes, int places) {}

    /** Searches all regular files below the folders. */
    Result searchFolders(List<Path> folders) throws IOException {
        List<Find> finds = new ArrayList<>();
        long bytes = 0;
        int places = 0;
        for (Path folder : folders) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        bytes += search(in, folder.relativize(file).toString(), finds);
                        places++;
                    }
                }
            }
        }
        return new Result(finds, bytes, places);
    }

    /** Searches a stream to its end, and says how long it was. */
    long search(InputStream in, String place, List<Find> finds) throws IOException {
        byte[] buffer = new byte[longestBytes + CHUNK_BYTES];
        int kept = 0;
        long total = 0;
        for (int n = in.readNBytes(buffer, 0, CHUNK_BYTES); n > 0; n = in.readNBytes(buffer, kept, CHUNK_BYTES)) {
            int end = kept + n;
            total += n;
            searchBuffer(buffer, end, place, finds);
            kept = Math.min(end, longestBytes - 1);
            System.arraycopy(buffer, end - kept, buffer, 0, kept);
        }
        return total;
    }

    private static List<byte[]> spellings(byte[] marker) {
        List<byte[]> all = new ArrayList<>();
        all.add(marker);
        all.add(HexFormat.of().formatHex(marker).getBytes(UTF_8));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + marker.length];
            System.arraycopy(marker, 0, shifted, shift, marker.length);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
            // The first and last characters depend on the neighbours; what lies between is always the same.
            String core = text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1);
            all.add(core.getBytes(UTF_8));
            all.add(core.replace('-', '+').replace('_', '/').getBytes(UTF_8));
        }
        return all;
    }

    private void add(String name, byte[] bytes) {
        int prefix = prefix(bytes, 0);
        Needle[] others = byPrefix[prefix];
        int count = others == null ? 0 : others.length;
        Needle[] all = others == null ? new Needle[1] : Arrays.copyOf(others, count + 1);
        all[count] = new Needle(name, bytes);
        byPrefix[prefix] = all;
        longestBytes = Math.max(longestBytes, bytes.length);
    }

    private void searchBuffer(byte[] buffer, int end, String place, List<Find> finds) {
        for (int i = 0; i < end - 1; i++) {
            Needle[] candidates = byPrefix[prefix(buffer, i)];
            if (candidates != null) {
                match(candidates, buffer, i, end, place, finds);
            }
        }
    }

    private static void match(Needle[] candidates, byte[] buffer, int at, int end, String place, List<Find> finds) {
        for (Needle needle : candidates) {
            byte[] bytes = needle.bytes;
            if (at + bytes.length <= end && Arrays.equals(buffer, at, at + bytes.length, bytes, 0, bytes.length)) {
                Find find = new Find(needle.name, place);
                if (!finds.contains(find)) {
                    finds.add(find);
                }
            }
        }
    }

    private static int prefix(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
