package com.patientory.benchmarks.chain;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Times from asking to knowing, in milliseconds. */
final class Latencies {
    private final double[] millis;
    private final AtomicInteger size = new AtomicInteger();

    Latencies(int capacity) {
        this.millis = new double[capacity];
    }

    /** May be called by several threads. */
    void add(long nanos) {
        millis[size.getAndIncrement()] = nanos / 1e6;
    }

    boolean isEmpty() {
        return size.get() == 0;
    }

    /** Returns the time as text; empty where nothing was noted. */
    String percentile(int percent) {
        double[] sorted = Arrays.copyOf(millis, size.get());
        if (sorted.length == 0) {
            return "";
        }
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.0f", sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)]);
    }
}
