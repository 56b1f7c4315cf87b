package com.patientory.storage.kubo;

import static com.patientory.storage.Transfers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeRefusedException;
import com.patientory.storage.testkit.FakeKubo;
import com.patientory.storage.testkit.SampleContent;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is sent to a node on a public network unless it is allowed by name. */
class KuboNetworkTest {
    private FakeKubo fake;

    @BeforeEach
    void start() throws Exception {
        fake = FakeKubo.start();
    }

    @AfterEach
    void stop() throws Exception {
        fake.close();
    }

    private KuboSettings.Builder settings() {
        return KuboSettings.builder(fake.api(), NodeDescription.of("fake"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto",
                "/dnsaddr/bootstrap.libp2p.io/p2p/QmNnooDu7bfjPFoTZYxMNLWUQJyrVwtbZg5gBMjTezGAJN",
                "/ip4/104.131.131.82/tcp/4001/p2p/QmaCpDMGvV2BGHeYERUEnRQAwe3N8SzbUtfsmvsqQLuvuJ",
                "/ip6/2604:a880:1:20::203:d001/tcp/4001"
            })
    void put_publicBootstrap_isRefusedBeforeAnythingIsSent(String bootstrap) throws Exception {
        fake.bootstrapFrom(bootstrap);
        try (KuboBlobStore store = KuboBlobStore.of(settings().build())) {
            NodeRefusedException e =
                    assertThrows(NodeRefusedException.class, () -> await(store.put(SampleContent.of(1, 10))));
            assertEquals("fake", e.node().value());
            assertEquals(
                    Set.of("config/show", "swarm/peers"),
                    fake.requests().stream().collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ip4/10.1.2.3/tcp/4001/p2p/12D3KooW", "/ip4/172.31.0.9/tcp/4001", "/ip6/fd00::7/tcp/4001"})
    void put_privateBootstrap_isAccepted(String bootstrap) throws Exception {
        fake.bootstrapFrom(bootstrap);
        try (KuboBlobStore store = KuboBlobStore.of(settings().build())) {
            assertEquals(10, await(store.put(SampleContent.of(2, 10))).sizeBytes());
        }
    }

    @Test
    void put_publicNodeAllowedByName_isAccepted() throws Exception {
        fake.bootstrapFrom("auto");
        try (KuboBlobStore store =
                KuboBlobStore.of(settings().allowPublicNetworkOf("12D3KooWFake").build())) {
            assertEquals(10, await(store.put(SampleContent.of(3, 10))).sizeBytes());
        }
    }

    @Test
    void put_otherNodeThanTheAllowedOne_isRefused() throws Exception {
        try (KuboBlobStore store = KuboBlobStore.of(
                settings().allowPublicNetworkOf("12D3KooWOther").build())) {
            NodeRefusedException e =
                    assertThrows(NodeRefusedException.class, () -> await(store.put(SampleContent.of(4, 10))));
            assertTrue(String.valueOf(e.getMessage()).contains("12D3KooWOther"), e.getMessage());
        }
    }
}
