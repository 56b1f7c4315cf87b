package com.patientory.chain.internal.write;

import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * Another process: appends two records at a time for ever, and says after each pair how many pairs are durable. With a third
 * argument it also replaces all records by the same ones after each pair.
 */
final class JournalProcess {
    private JournalProcess() {}

    static List<String> command() {
        return List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                JournalProcess.class.getName());
    }

    public static void main(String[] arguments) {
        try (Journal journal = open(arguments)) {
            List<JournalRecord> all = new ArrayList<>(journal.load());
            for (long pair = 0; ; pair++) {
                List<JournalRecord> two =
                        List.of(new JournalRecord.Sent(2 * pair), new JournalRecord.Sent(2 * pair + 1));
                journal.append(two, true);
                all.addAll(two);
                if (arguments.length > 2) {
                    journal.replace(all);
                }
                System.out.println(pair + 1);
            }
        }
    }

    private static Journal open(String[] arguments) {
        return arguments[0].equals("file")
                ? FileJournal.open(
                        Paths.get(arguments[1]), JournalSamples.CHAIN, JournalSamples.GENESIS, JournalSamples.writer(0))
                : JdbcJournal.open(
                        new UrlDataSource(arguments[1]),
                        JournalSamples.CHAIN,
                        JournalSamples.GENESIS,
                        JournalSamples.writer(0));
    }
}
