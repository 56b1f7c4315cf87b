package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal keeps of its records when it is made smaller. */
class LaneJournalTest {
    private static final BlockRef BLOCK = new BlockRef(12, "0x" + "ab".repeat(32));

    @TempDir
    Path folder;

    private static byte[] word(long value) {
        return ByteBuffer.allocate(32).putLong(24, value + 1).array();
    }

    private static JournalRecord.Reserved reserved(long entry, long nonce) {
        WriteCommand command = new WriteCommand(
                JournalSamples.writer(1),
                FileId.of(word(entry)),
                ContentDigest.of(word(entry)),
                ContentDigest.of(word(entry)));
        return new JournalRecord.Reserved(entry, command, nonce);
    }

    private static JournalRecord.Signed signed(long nonce, long entry, Long... further) {
        RawTransaction raw = new RawTransaction(
                nonce, BigInteger.ZERO, 200_000, JournalSamples.writer(1), BigInteger.ZERO, new byte[100]);
        try (WalletKey key = WalletKey.of(word(6))) {
            return new JournalRecord.Signed(entry, List.of(further), SignedBytes.sign(raw, JournalSamples.CHAIN, key));
        }
    }

    private static JournalRecord.Included included(JournalRecord.Signed signed) {
        return new JournalRecord.Included(
                signed.entry(), new TransactionReceipt(signed.transaction().hash(), BLOCK, 60_000));
    }

    private LaneJournal open(long compactBytes) {
        FileJournal file = FileJournal.open(
                folder.resolve("journal"), JournalSamples.CHAIN, JournalSamples.GENESIS, JournalSamples.writer(0));
        return new LaneJournal(file, 2, compactBytes);
    }

    private static void write(LaneJournal journal, long entry) {
        JournalRecord.Signed signed = signed(entry, entry);
        journal.append(List.of(reserved(entry, entry), signed), true);
        journal.append(List.of(new JournalRecord.Sent(entry), included(signed), new JournalRecord.Final(entry)), false);
    }

    @Test
    void open_afterManyWrites_keepsTheLastFinishedAndAllUnfinished() throws IOException {
        try (LaneJournal journal = open(1L << 20)) {
            journal.append(List.of(reserved(0, 0), signed(0, 0)), true);
            LongStream.range(1, 100).forEach(entry -> write(journal, entry));
        }
        long before = Files.size(folder.resolve("journal"));
        try (LaneJournal journal = open(1L << 20)) {
            assertEquals(1, journal.state().transactions().size());
            assertEquals(1, journal.state().openWrites());
            assertEquals(
                    List.of(reserved(98, 98).command(), reserved(99, 99).command()),
                    List.copyOf(journal.state().finished().keySet()));
            assertTrue(Files.size(folder.resolve("journal")) < before / 20);
            assertEquals(100, journal.state().nextEntry());
        }
        try (LaneJournal journal = open(1L << 20)) {
            assertEquals(2, journal.state().finished().size());
            assertEquals(1, journal.state().transactions().size());
            assertEquals(
                    0,
                    journal.state().transactions().get(0).signed().transaction().nonce());
        }
    }

    @Test
    void append_beyondItsBound_keepsTheFileSmall() throws IOException {
        try (LaneJournal journal = open(3_000)) {
            for (long entry = 0; entry < 200; entry++) {
                write(journal, entry);
                assertTrue(Files.size(folder.resolve("journal")) < 5_000, "grew with entry " + entry);
            }
        }
        try (LaneJournal journal = open(3_000)) {
            assertEquals(2, journal.state().finished().size());
            assertEquals(200, journal.state().nextEntry());
        }
    }

    @Test
    void open_onABatchOfWhichOneWasSignedAlone_keepsTheOthersInTheBatch() {
        JournalRecord.Signed batch = signed(0, 0, 1L, 2L);
        JournalRecord.Signed alone = signed(1, 0);
        try (LaneJournal journal = open(1L << 20)) {
            journal.append(List.of(reserved(0, 0), reserved(1, 0), reserved(2, 0), batch), true);
            journal.append(List.of(new JournalRecord.Abandoned(2), reserved(0, 1), alone), true);
            journal.append(List.of(included(alone), new JournalRecord.Final(0)), false);
        }
        for (int opened = 0; opened < 2; opened++) {
            try (LaneJournal journal = open(1L << 20)) {
                assertEquals(1, journal.state().finished().size());
                JournalState.Transaction left = journal.state().transactions().get(0);
                assertEquals(batch.transaction().hash(), left.signed().hash());
                assertEquals(
                        List.of(1L),
                        left.writes().stream().map(JournalState.Write::entry).toList());
            }
        }
    }

    @Test
    void open_onABatchInABlock_keepsItsReceiptForAll() {
        JournalRecord.Signed batch = signed(0, 0, 1L);
        try (LaneJournal journal = open(1L << 20)) {
            journal.append(List.of(reserved(0, 0), reserved(1, 0), batch, new JournalRecord.Sent(0)), true);
            journal.append(List.of(included(batch)), false);
        }
        try (LaneJournal journal = open(1L << 20)) {
            JournalState.Transaction transaction =
                    journal.state().transactions().get(0);
            assertEquals(included(batch).receipt(), transaction.receipt());
            journal.append(List.of(new JournalRecord.Final(1)), false);
            assertEquals(2, journal.state().finished().size());
            assertEquals(0, journal.state().openWrites());
        }
    }
}
