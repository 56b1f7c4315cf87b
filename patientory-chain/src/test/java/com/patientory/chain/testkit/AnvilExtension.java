package com.patientory.chain.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link AnvilNode} per test class, as a static {@code @RegisterExtension} field; each test starts from the state
 * that the class was in before its first test. Without npm the tests are skipped with a message; where the environment
 * variable {@code CI} is {@code true} they fail instead.
 */
public final class AnvilExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private final @Nullable Duration blockTime;
    private @Nullable AnvilNode node;
    private String snapshot = "";

    /** Makes a block for each transaction at once. */
    public AnvilExtension() {
        this.blockTime = null;
    }

    /** Makes a block every interval, in whole seconds. */
    public AnvilExtension(Duration blockTime) {
        this.blockTime = blockTime;
    }

    /** Returns the running node. */
    public AnvilNode node() {
        if (node == null) {
            throw new IllegalStateException("the node runs between beforeAll and afterAll only");
        }
        return node;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            node = blockTime == null ? AnvilNode.start() : AnvilNode.start(blockTime);
        } catch (PrerequisiteMissingException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("skipped: " + e.getMessage());
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        snapshot = node().snapshot();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        node().revert(snapshot);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (node != null) {
            node.close();
        }
    }
}
