package com.patientory.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Takes JMH's own command line ({@code -h} lists it), runs, and prints a Markdown table for {@code RESULTS.md}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        CommandLineOptions options = new CommandLineOptions(arguments);
        Runner runner = new Runner(options);
        if (options.shouldHelp()) {
            showHelp(options);
        } else if (options.shouldList()) {
            runner.list();
        } else {
            Collection<RunResult> results = runner.run();
            System.out.println();
            System.out.println(ResultsTable.machine());
            System.out.print(ResultsTable.of(results));
        }
    }

    private static void showHelp(CommandLineOptions options) throws RunnerException {
        try {
            options.showHelp();
        } catch (IOException e) {
            throw new RunnerException(e);
        }
    }
}
