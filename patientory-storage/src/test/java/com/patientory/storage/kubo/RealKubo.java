package com.patientory.storage.kubo;

import com.patientory.storage.NodeDescription;
import com.patientory.storage.testkit.KuboCluster;
import com.patientory.storage.testkit.KuboInstaller;
import com.patientory.storage.testkit.KuboNode;
import com.patientory.storage.testkit.PrerequisiteMissingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** Real nodes for tests: skipped with a message where Kubo cannot be had, failing under {@code CI=true}. */
final class RealKubo {
    private RealKubo() {}

    static Path ipfs() throws IOException {
        try {
            return KuboInstaller.of(System.err::println).ipfs();
        } catch (PrerequisiteMissingException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            String message = "Skipped without a real Kubo node: " + e.getMessage();
            System.err.println(message); // the summary tells only how many were skipped
            Assumptions.abort(message);
            throw e;
        }
    }

    static KuboNode node() throws IOException {
        return KuboNode.start(ipfs());
    }

    static KuboCluster cluster(int size) throws IOException {
        return KuboCluster.start(ipfs(), size);
    }

    /** A store under a pin name that nobody has used, so that tests can share a node. */
    static KuboSettings.Builder settings(KuboNode node) {
        return KuboSettings.builder(node.api(), NodeDescription.of("kubo")).pinName("test-" + UUID.randomUUID());
    }
}
