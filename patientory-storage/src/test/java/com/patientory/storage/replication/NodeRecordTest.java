package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a node's answers do to its standing. */
class NodeRecordTest {
    @Test
    void reputation_nodeThatWasAwayAndAnswersAgain_recovers() {
        NodeRecord record = new NodeRecord();
        for (int i = 0; i < 20; i++) {
            record.gaveNoAnswer();
        }
        assertTrue(record.reputation() < 0.3, () -> "away: " + record.reputation());
        for (int i = 0; i < 8; i++) {
            record.answered();
        }
        assertTrue(record.reputation() > 0.7, () -> "back: " + record.reputation());
    }
}
