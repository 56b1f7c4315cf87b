package com.patientory.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** JMH's results as Markdown: time, speed, and the ratio to the baseline method of the same class and size. */
final class ResultsTable {
    private static final String SIZE = "sizeMiB";
    private static final String BASELINE = "copy";
    private static final double MILLIS = 1000;
    private static final double MIB_PER_GIB = 1024;

    private ResultsTable() {}

    static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%s %s, %d CPUs, Java %s (%s)%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                runtime.availableProcessors(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"));
    }

    static String of(Collection<RunResult> results) {
        Map<String, Double> baselines = new TreeMap<>();
        Map<String, RunResult> rows = new TreeMap<>();
        for (RunResult result : results) {
            rows.put(sortKey(result.getParams()), result);
            if (method(result.getParams()).equals(BASELINE)) {
                baselines.put(
                        group(result.getParams()), result.getPrimaryResult().getScore());
            }
        }
        StringBuilder table = new StringBuilder(
                String.format("| suite | MiB | operation | contender | ms | ± | GiB/s | of a plain copy |%n"
                        + "|---|---:|---|---|---:|---:|---:|---:|%n"));
        for (RunResult row : rows.values()) {
            table.append(row(row, baselines.getOrDefault(group(row.getParams()), Double.NaN)));
        }
        return table.toString();
    }

    private static String row(RunResult row, double baseline) {
        BenchmarkParams params = row.getParams();
        Result<?> result = row.getPrimaryResult();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.2f | %.2f | %s |%n",
                suite(params),
                Objects.toString(params.getParam(SIZE), ""),
                method(params),
                contender(params),
                result.getScore(),
                result.getScoreError(),
                speed(params.getParam(SIZE), result.getScore(), baseline));
    }

    /** Empty for a suite that is not about sizes. */
    private static String speed(@Nullable String sizeMiB, double millis, double baseline) {
        return sizeMiB == null
                ? "|"
                : String.format(
                        Locale.ROOT,
                        "%.2f | %.0f %%",
                        Integer.parseInt(sizeMiB) / MIB_PER_GIB / (millis / MILLIS),
                        100 * baseline / millis);
    }

    private static String contender(BenchmarkParams params) {
        String contender =
                params.getParamsKeys().contains("kind") ? params.getParam("kind") : params.getParam("contender");
        return contender == null ? "" : contender.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String suite(BenchmarkParams params) {
        String[] names = params.getBenchmark().split("\\.");
        return names[names.length - 2];
    }

    private static String method(BenchmarkParams params) {
        return params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    }

    private static String group(BenchmarkParams params) {
        return suite(params) + params.getParam(SIZE);
    }

    private static String sortKey(BenchmarkParams params) {
        return String.format("%s %6s %s %s", suite(params), params.getParam(SIZE), method(params), contender(params));
    }
}
