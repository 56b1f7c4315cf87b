package com.patientory.examples.demo;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What the demo is asked for.
 *
 * @param stores what keeps the sealed files
 * @param imagingMib the size of the large scan in MiB
 * @param parent where the run's own folder is made
 */
record Options(Stores stores, int imagingMib, Path parent) {
    /** Kinds of storage. */
    enum Stores {
        /** Four folders that stand for four regions. */
        LOCAL,
        /** Four IPFS nodes. */
        KUBO
    }

    private static final int MAX_IMAGING_MIB = 2047;

    static final String USAGE = """
            usage: demo [--stores=local|kubo] [--imaging-mib=1..2047] [--work=FOLDER]
              --stores       local (default): four folders in four regions; kubo: four IPFS nodes (needs Go)
              --imaging-mib  size of the large scan, 256 by default
              --work         where the run's folder is made and removed, the temporary folder by default""";

    Options {
        if (imagingMib < 1 || imagingMib > MAX_IMAGING_MIB) {
            throw new IllegalArgumentException("--imaging-mib is " + imagingMib + ", must be 1 to " + MAX_IMAGING_MIB);
        }
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    static Options parse(String... args) {
        Stores stores = Stores.LOCAL;
        int imagingMib = 256;
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            String value = equals < 0 ? "" : arg.substring(equals + 1);
            switch (name) {
                case "--stores" -> stores = stores(value);
                case "--imaging-mib" -> imagingMib = number(name, value);
                case "--work" -> parent = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option '" + name + "'");
            }
        }
        return new Options(stores, imagingMib, parent);
    }

    private static Stores stores(String value) {
        try {
            return Stores.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--stores is '" + value + "', must be local or kubo", e);
        }
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value + "', must be a whole number", e);
        }
    }
}
