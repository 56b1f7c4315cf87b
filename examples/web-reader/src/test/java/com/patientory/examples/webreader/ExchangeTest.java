package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Java and JavaScript read what the other one wrote, and refuse the same files for the same reason. */
class ExchangeTest {
    private static Cast cast;
    private static Exchange exchange;

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws Exception {
        cast = new Cast();
        exchange = new Exchange(folder);
        JavaSide java = new JavaSide("application/dicom");
        new JavaWrites(cast, java).addTo(exchange);
        new JavaScriptWrites(cast, java).addTo(exchange);
        new MoreKinds(cast, java).addTo(exchange);
        new BlobDamage(cast).addTo(exchange);
        PublishedVectors.addTo(exchange);
        new Refusals(cast, java, exchange).add();
        new SameRules(cast, exchange).add();
        exchange.ready();
    }

    @AfterAll
    static void end() {
        cast.close();
    }

    @TestFactory
    Stream<DynamicTest> exchange_withNode_agrees() throws Exception {
        return agreeing(new NodeEngine());
    }

    @TestFactory
    Stream<DynamicTest> exchange_withChromium_agrees() throws Exception {
        return agreeing(new ChromiumEngine());
    }

    private static Stream<DynamicTest> agreeing(Engine engine) throws Exception {
        engine.missing().ifPresent(Tools::missing);
        Path out = folder.resolve("out-" + engine.name());
        engine.run(folder, out);
        Map<String, JsonNode> results = Exchange.results(out);
        assertEquals(exchange.checks().keySet(), results.keySet());
        return exchange.checks().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.getKey(), () -> check.getValue().of(results.get(check.getKey()), out)));
    }
}
