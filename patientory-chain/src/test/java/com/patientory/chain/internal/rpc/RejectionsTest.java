package com.patientory.chain.internal.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.TransactionRejectedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The texts are the nodes' own, from the table in DESIGN.md, which is read here: the page and the code agree. */
class RejectionsTest {
    private record Case(String reason, String client, String words) {}

    private static List<Case> table() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("DESIGN.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5 && cells[3].strip().startsWith("`")) {
                for (String words : cells[3].split("; ", -1)) {
                    cases.add(new Case(
                            cells[1].strip(), cells[2].strip(), words.strip().replace("`", "")));
                }
            }
        }
        return cases;
    }

    @TestFactory
    List<DynamicTest> reason_ofANodesOwnWords_isTheTables() throws Exception {
        return table().stream()
                .map(c -> DynamicTest.dynamicTest(c.client + ": " + c.words, () -> {
                    boolean known = c.reason.equals("known");
                    assertEquals(known, Rejections.alreadyKnown(c.words));
                    if (!known) {
                        assertEquals(Reason.valueOf(c.reason), Rejections.reason(c.words));
                    }
                }))
                .toList();
    }

    @Test
    void table_ofTheDesign_namesEveryReasonAndClient() throws Exception {
        List<Case> cases = table();
        for (Reason reason : Reason.values()) {
            assertTrue(cases.stream().anyMatch(c -> c.reason.equals(reason.name())), reason.name());
        }
        for (String client : List.of("geth", "Besu", "anvil")) {
            assertTrue(cases.stream().filter(c -> c.client.equals(client)).count() >= 7, client);
        }
        assertFalse(Rejections.alreadyKnown("nonce too low"));
    }
}
