package com.patientory.examples.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Tells the story on the console and keeps a copy, so that what was told can be searched for secrets afterwards. A
 * claim that does not hold ends the demo. Not thread-safe, but for {@link #progress}.
 */
final class Narrator implements Closeable {
    private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final Writer copy;
    private final long start = System.nanoTime();
    private int chapter;
    private int claims;
    private long lastProgress;

    Narrator(PrintStream out, Path copy) throws IOException {
        this.out = out;
        this.copy = Files.newBufferedWriter(copy);
    }

    /** Begins a chapter. */
    void chapter(String title) {
        chapter++;
        line("");
        line(String.format(Locale.ROOT, "%2d. %s  (at %.1f s)", chapter, title, seconds(start)));
    }

    /** Says something. */
    void say(String format, Object... args) {
        line("    " + String.format(Locale.ROOT, format, args));
    }

    /** Says what is done, does it, and says how long it took. */
    <T> T timed(String what, Callable<T> work) throws Exception {
        long before = System.nanoTime();
        lastProgress = before;
        T result = work.call();
        Demo.checkStopping();
        say("%s: %.2f s", what, seconds(before));
        return result;
    }

    /** Says how far long work has come, at most every two seconds. */
    void progress(String what, long doneBytes, long totalBytes) {
        long mib = 1L << 20;
        progress(what + " " + doneBytes / mib + (totalBytes > 0 ? " of " + totalBytes / mib : "") + " MiB");
    }

    /** Says how far long work has come, at most every two seconds. */
    synchronized void progress(String how) {
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            say("... %s", how);
        }
    }

    /** Says a claim that has just been checked. */
    void claim(boolean holds, String format, Object... args) {
        String text = String.format(Locale.ROOT, format, args);
        if (!holds) {
            line("  ✗ " + text);
            throw new ClaimFailedException(text);
        }
        claims++;
        line("  ✓ " + text);
    }

    /** Checks a part of the claim before it that the reader need not hear. */
    void expect(boolean holds, String what) {
        if (!holds) {
            throw new ClaimFailedException(what);
        }
    }

    /** Says a claim that something is refused in just this way, and checks it. */
    <E extends Throwable> E refused(Class<E> kind, String what, Callable<?> attempt) {
        try {
            attempt.call();
        } catch (Throwable thrown) {
            Throwable cause = thrown;
            while (!kind.isInstance(cause) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (!kind.isInstance(cause)) {
                throw new ClaimFailedException(what + " was refused with " + thrown + " instead of " + kind, thrown);
            }
            claim(true, "%s is refused: %s", what, String.valueOf(cause.getMessage()));
            return kind.cast(cause);
        }
        throw new ClaimFailedException(what + " should have been refused");
    }

    int claims() {
        return claims;
    }

    double elapsedSeconds() {
        return seconds(start);
    }

    private void line(String text) {
        synchronized (this) {
            out.println(text);
            out.flush();
            try {
                copy.write(text);
                copy.write('\n');
                copy.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
