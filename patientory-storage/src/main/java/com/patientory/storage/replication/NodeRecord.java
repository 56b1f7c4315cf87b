package com.patientory.storage.replication;

import java.time.Duration;

/**
 * What has been seen of one node: a beta reputation, that is counts of right and wrong answers that fade, and an
 * exponentially weighted mean of its latency. Starts with the credit of a few right answers. Silence counts against a
 * node until it answers again: each answer halves it.
 */
final class NodeRecord {
    private static final double FADING = 0.98;
    private static final double CREDIT = 4;
    private static final double DOUBT = 1;
    /** A wrong answer is no accident of the network. */
    private static final double TAMPERED_WEIGHT = 5;

    private static final double LATENCY_SHARE = 0.2;

    private double right;
    private double wrong;
    private double silent;
    private double latencyNanos;

    synchronized void answeredRightly(Duration latency) {
        fade();
        right += 1;
        double nanos = latency.toNanos();
        latencyNanos = latencyNanos == 0 ? nanos : latencyNanos + LATENCY_SHARE * (nanos - latencyNanos);
    }

    synchronized void tampered() {
        fade();
        wrong += TAMPERED_WEIGHT;
    }

    synchronized void failed() {
        fade();
        wrong += 1;
    }

    synchronized void gaveNoAnswer() {
        fade();
        silent += 1;
    }

    /** It is there, whatever it said. */
    synchronized void answered() {
        silent /= 2;
    }

    private void fade() {
        right *= FADING;
        wrong *= FADING;
        silent *= FADING;
    }

    /** Mean of the beta distribution: the expected share of right answers. */
    synchronized double reputation() {
        return (CREDIT + right) / (CREDIT + DOUBT + right + wrong + silent);
    }

    synchronized Duration latency() {
        return Duration.ofNanos((long) latencyNanos);
    }
}
