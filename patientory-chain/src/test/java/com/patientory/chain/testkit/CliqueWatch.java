package com.patientory.chain.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a Clique network go on that its validators have locked: with four of them each may sign one block of three, so two
 * equally good blocks, signed in the same moment, can each wait for the signer of the other for ever. Whoever is bound by the
 * wrong one takes it back, as an operator would.
 */
final class CliqueWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CliqueWatch.class);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<CliqueNode> nodes;
    private final int needed;
    private final Thread thread = new Thread(this::watch, "clique-watch");

    /** Watches until it is closed. Where fewer than the needed number run, silence is in order. */
    CliqueWatch(List<CliqueNode> nodes, int needed) {
        this.nodes = nodes;
        this.needed = needed;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        long highest = 0;
        long since = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                List<CliqueNode> running =
                        nodes.stream().filter(CliqueNode::runs).toList();
                long height =
                        running.stream().mapToLong(CliqueNode::height).max().orElse(0);
                if (height > highest || running.size() < needed) {
                    highest = height;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > SILENCE.toNanos()) {
                    takeBack(running, height);
                    since = System.nanoTime();
                }
            } catch (RuntimeException e) {
                LOG.debug("a validator did not answer", e);
            }
        }
    }

    /** One at random: of two that hold each other, the second try or the third meets the right one. */
    private static void takeBack(List<CliqueNode> running, long height) {
        CliqueNode node = running.get(ThreadLocalRandom.current().nextInt(running.size()));
        LOG.warn("no block after {} for {}: {} takes its last one back", height, SILENCE, node.uri());
        node.rewind(Math.max(0, node.height() - 1));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
