package com.patientory.crypto.fuzz;

import com.patientory.crypto.error.PatientoryCryptoException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** What Jazzer calls; its argument is the name of a {@link Parser}. */
public final class FuzzEntry {
    /** Processor time, not wall time: a busy or stopped machine is no finding. */
    private static final Duration MAX_TIME = Duration.ofSeconds(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static FuzzTarget target = Parser.MNEMONIC.target();

    private FuzzEntry() {}

    /** Called once by Jazzer. */
    public static void fuzzerInitialize(String[] arguments) {
        target = Parser.valueOf(arguments[0]).target();
    }

    /** Called for each input by Jazzer; what it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Duration first = timed(input);
        // Once more: the first time may have loaded classes or compiled them.
        if (first.compareTo(MAX_TIME) > 0 && timed(input).compareTo(MAX_TIME) > 0) {
            throw new AssertionError(input.length + " bytes took " + first + " of processor time");
        }
    }

    private static Duration timed(byte[] input) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        run(target, input);
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    }

    /** Runs one input; a refusal by the documented exceptions is fine. */
    static void run(FuzzTarget target, byte[] input) throws Exception {
        try {
            target.accept(input.clone());
        } catch (PatientoryCryptoException refused) {
            // It may go to a log: whatever the input was, one short printable line.
            if (!refused.getMessage().matches("[ -~]{1,400}")) {
                throw new AssertionError("The refusal's message carries too much of the input", refused);
            }
        }
    }
}
