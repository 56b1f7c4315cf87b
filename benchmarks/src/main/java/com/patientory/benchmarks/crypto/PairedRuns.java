package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * All contenders in one process, once in each round and in a new order each time, so that a slow moment of the machine
 * strikes them all: for ratios, where {@link FileCipherBenchmark} is for times.
 *
 * <p>From the project's root; rounds, size, then contenders:
 *
 * <pre>{@code
 * java -Xmx512m -cp benchmarks/target/benchmarks.jar com.patientory.benchmarks.crypto.PairedRuns \
 *   9 1024 PATIENTORY PATIENTORY_ONE_THREAD TINK_1MIB TINK_64KIB
 * }</pre>
 *
 * <p>Beside them run {@code cp}, a plain copy, reading alone and writing alone. The contenders share one provider:
 * {@code -Dpatientory.crypto.provider} names it, otherwise each finds its own.
 */
public final class PairedRuns {
    private static final int WARM_UP_ROUNDS = 2;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double MIB_PER_GIB = 1024;

    private final int sizeMiB;
    private final Workspace workspace;
    private final Path plain;
    private final Path target;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private PairedRuns(int sizeMiB) throws IOException {
        this.sizeMiB = sizeMiB;
        this.workspace = Workspace.create();
        this.plain = workspace.noise("plain", sizeMiB);
        this.target = workspace.file("target");
    }

    /** Rounds, MiB, contenders. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        PairedRuns runs = new PairedRuns(Integer.parseInt(arguments[1]));
        try {
            runs.add(arguments);
            runs.run(Integer.parseInt(arguments[0]));
            runs.print();
        } finally {
            runs.workspace.delete();
        }
    }

    private void add(String[] arguments) throws IOException, GeneralSecurityException {
        PlainCopy copy = new PlainCopy();
        steps.put("cp", () -> PlainCopy.system(plain, target));
        steps.put("copy", () -> copy.copy(plain, target));
        steps.put("read", () -> copy.read(plain));
        steps.put("write", () -> copy.write(Files.size(plain), target));
        for (int i = 2; i < arguments.length; i++) {
            add(Contender.valueOf(arguments[i]));
        }
    }

    private void add(Contender contender) throws IOException, GeneralSecurityException {
        FileCipher cipher = contender.open();
        Path sealed = workspace.file("sealed-" + contender);
        cipher.encrypt(plain, sealed);
        cipher.unlock();
        Files.deleteIfExists(target);
        cipher.decrypt(sealed, target);
        if (Files.mismatch(plain, target) >= 0) {
            throw new IllegalStateException(contender + " does not give back what it was given");
        }
        steps.put("encrypt " + contender, () -> cipher.encrypt(plain, target));
        steps.put("decrypt " + contender, () -> cipher.decrypt(sealed, target));
    }

    private void run(int rounds) {
        List<String> order = new ArrayList<>(steps.keySet());
        Random random = new Random(rounds);
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                double taken = time(steps.get(name));
                if (round >= 0) {
                    millis.computeIfAbsent(name, key -> new ArrayList<>()).add(taken);
                }
            }
        }
    }

    private double time(Step step) {
        try {
            Files.deleteIfExists(target);
            long start = System.nanoTime();
            step.run();
            return (System.nanoTime() - start) / NANOS_PER_MILLI;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A ratio is the median of the rounds' ratios: above 1 the row is faster. */
    private void print() {
        List<String> rivals = new ArrayList<>();
        for (String name : steps.keySet()) {
            if (name.equals("cp") || name.contains("TINK")) {
                rivals.add(name);
            }
        }
        System.out.printf("Java %s, %d MiB%n", System.getProperty("java.runtime.version"), sizeMiB);
        System.out.printf("| | ms | quartiles | GiB/s | speed against %s |%n", String.join(" | ", rivals));
        System.out.printf("|---|---:|---:|---:|%s%n", String.join("", Collections.nCopies(rivals.size(), "---:|")));
        for (String name : steps.keySet()) {
            List<Double> own = millis.get(name);
            StringBuilder row = new StringBuilder(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f to %.0f | %.2f |",
                    name.toLowerCase(Locale.ROOT).replace('_', ' '),
                    quantile(own, 2),
                    quantile(own, 1),
                    quantile(own, 3),
                    sizeMiB / MIB_PER_GIB / (quantile(own, 2) / MILLIS_PER_SECOND)));
            for (String rival : rivals) {
                row.append(ratio(name, own, rival, millis.get(rival)));
            }
            System.out.println(row);
        }
    }

    private static String ratio(String name, List<Double> own, String rival, List<Double> other) {
        boolean comparable =
                rival.equals("cp") || name.substring(0, 2).equals(rival.substring(0, 2)) && name.indexOf(' ') > 0;
        if (!comparable) {
            return " |";
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < own.size(); round++) {
            ratios.add(other.get(round) / own.get(round));
        }
        return String.format(Locale.ROOT, " %.2f |", quantile(ratios, 2));
    }

    private static double quantile(List<Double> values, int quarter) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) * quarter / 4);
    }

    /** One timed piece of work. */
    private interface Step {
        void run() throws IOException, GeneralSecurityException;
    }
}
