package com.patientory.crypto.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fuzzes the parsers one after the other, each in a process of its own, with Jazzer.
 *
 * <p>{@code mvn -Pfuzz -pl patientory-crypto -Dfuzz.seconds=60 -Dfuzz.parsers=BODY,JWK}: all parsers if none is named.
 * Corpus, log and findings of a parser stand in {@code target/fuzz/NAME}. Ends with status 1 if there was a finding.
 */
public final class FuzzMain {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "com", "patientory", "crypto", "fuzz");

    private FuzzMain() {}

    /** Seconds for each parser, folder to work in, names of parsers or "ALL". */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        List<String> failed = new ArrayList<>();
        for (Parser parser : Parser.values()) {
            if (arguments[2].equals("ALL") || List.of(arguments[2].split(",")).contains(parser.name())) {
                Path own = Files.createDirectories(folder.resolve(parser.name()));
                int status = fuzz(parser, arguments[0], own);
                System.out.println(parser + ": " + summary(own.resolve("log"), status));
                if (status != 0) {
                    failed.add(parser.name());
                    printFinding(own);
                }
            }
        }
        if (!failed.isEmpty()) {
            System.out.println("Findings in " + failed);
            System.exit(1);
        }
    }

    /** Inputs that once were findings, or that reach far. */
    static Path known(Parser parser) {
        return RESOURCES.resolve(parser.name());
    }

    private static int fuzz(Parser parser, String seconds, Path folder) throws Exception {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        List<byte[]> contents = parser.target().seeds();
        for (int i = 0; i < contents.size(); i++) {
            Files.write(seeds.resolve("seed-" + i), contents.get(i));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xss1m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + parser,
                "--instrumentation_includes=com.patientory.**:com.fasterxml.jackson.core.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + seconds,
                // Only for what never ends: the target measures the processor time of each input itself.
                "-timeout=600",
                "-use_value_profile=1",
                "-print_final_stats=1",
                "-dict=" + RESOURCES.resolve("tokens.dict"),
                Files.createDirectories(folder.resolve("corpus")).toString(),
                seeds.toString()));
        if (Files.isDirectory(known(parser))) {
            command.add(known(parser).toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
    }

    private static String summary(Path log, int status) throws IOException {
        String coverage = "";
        String executed = "no input";
        for (String line : Files.readAllLines(log)) {
            if (line.contains(" cov: ")) {
                coverage = line;
            } else if (line.startsWith("stat::number_of_executed_units")) {
                executed = line.replaceAll("\\D+", "") + " inputs";
            }
        }
        return executed
                + coverage.replaceAll(".*( cov: \\d+ ft: \\d+).*", "$1")
                + (status == 0 ? ", no finding" : ", FINDING (status " + status + ")");
    }

    private static void printFinding(Path folder) throws IOException {
        List<String> log = Files.readAllLines(folder.resolve("log"));
        log.subList(Math.max(0, log.size() - 60), log.size()).forEach(System.out::println);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("(crash|timeout|oom|leak)-.*"))
                    .forEach(file -> System.out.println("Input: " + file));
        }
    }
}
