package com.patientory.examples.demo;

import com.patientory.chain.testkit.PrerequisiteMissingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The program: runs the story, and ends with 0 only if every claim that it printed held. */
public final class Demo {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int INTERRUPTED = 130;
    private static final Duration TIDY_UP = Duration.ofSeconds(15);

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param args the options of {@link Options#USAGE}
     */
    public static void main(String[] args) {
        CountDownLatch tidy = new CountDownLatch(1);
        Thread story = Thread.currentThread();
        // Ctrl-C: let the story close what it has opened before the process ends.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            STOPPING.set(true);
            story.interrupt();
            try {
                tidy.await(TIDY_UP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        int code;
        try {
            code = run(args);
        } finally {
            tidy.countDown();
        }
        System.exit(code);
    }

    /** Ends the story after Ctrl-C, also where a library has swallowed the interrupt. */
    static void checkStopping() throws InterruptedException {
        if (STOPPING.get()) {
            throw new InterruptedException();
        }
    }

    @SuppressWarnings("ClosingStandardOutputStreams") // the narrator closes its copy, not the console
    static int run(String... args) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            return USAGE;
        }
        try (Workspace workspace = Workspace.create(options.parent())) {
            Path told = workspace.folder("logs").resolve("told.txt");
            // Read by logback.xml when the first logger is made.
            System.setProperty(
                    "demo.log", workspace.folder("logs").resolve("demo.log").toString());
            try (Narrator narrator = new Narrator(System.out, told)) {
                new Story(options, workspace, narrator).tell();
            }
            return 0;
        } catch (PrerequisiteMissingException | com.patientory.storage.testkit.PrerequisiteMissingException e) {
            System.err.println("the demo cannot run here: " + e.getMessage());
            return FAILED;
        } catch (Exception e) {
            if (e instanceof InterruptedException || Thread.interrupted() || STOPPING.get()) {
                System.err.println("stopped; everything that was started has been closed and removed");
                return INTERRUPTED;
            }
            System.err.println("the demo failed: " + e.getMessage());
            e.printStackTrace();
            return FAILED;
        }
    }
}
