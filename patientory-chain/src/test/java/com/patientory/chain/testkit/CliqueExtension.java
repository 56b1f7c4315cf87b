package com.patientory.chain.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link CliqueNetwork} per test class, as a static {@code @RegisterExtension} field. Without Go the tests are skipped
 * with a message; where the environment variable {@code CI} is {@code true} they fail instead.
 */
public final class CliqueExtension implements BeforeAllCallback, AfterAllCallback {
    private @Nullable CliqueNetwork network;

    /** Returns the running network. */
    public CliqueNetwork network() {
        if (network == null) {
            throw new IllegalStateException("the network runs between beforeAll and afterAll only");
        }
        return network;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            network = CliqueNetwork.start();
        } catch (PrerequisiteMissingException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("skipped: " + e.getMessage());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (network != null) {
            network.close();
        }
    }
}
