package com.patientory.chain.internal.rpc;

import java.net.URI;
import java.time.Duration;

/** One node's address, and what was last heard of it. Safe for use by several threads. */
final class Endpoint {
    private static final int MOST_DOUBLINGS = 4;

    private final URI uri;
    private final Duration firstPause;
    private boolean checked;
    private int failures;
    private long asideUntilNanos;

    Endpoint(URI uri, Duration firstPause) {
        this.uri = uri;
        this.firstPause = firstPause;
    }

    URI uri() {
        return uri;
    }

    /** Tells whether its chain id was compared since it last failed: another process may have taken the port. */
    synchronized boolean checked() {
        return checked;
    }

    /** Tells whether it failed so lately that the others come first. */
    synchronized boolean aside(long nowNanos) {
        return failures > 0 && nowNanos - asideUntilNanos < 0;
    }

    synchronized void answered() {
        checked = true;
        failures = 0;
    }

    /** Puts it aside, each time for twice as long, up to sixteen pauses. */
    synchronized void failed(long nowNanos) {
        checked = false;
        asideUntilNanos = nowNanos + (firstPause.toNanos() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
    }
}
