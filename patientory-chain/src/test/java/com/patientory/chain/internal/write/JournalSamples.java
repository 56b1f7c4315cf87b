package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** One record of each kind, and records in words: signed bytes have no equality. */
final class JournalSamples {
    static final ChainId CHAIN = ChainId.of(1337);
    static final byte[] GENESIS = bytes(32, 9);

    private JournalSamples() {}

    static WalletAddress writer(int number) {
        return WalletAddress.of(bytes(WalletAddress.LENGTH_BYTES, number + 1));
    }

    static List<JournalRecord> all() {
        WriteCommand command = new WriteCommand(
                writer(7), FileId.of(bytes(32, 1)), ContentDigest.of(bytes(32, 2)), ContentDigest.of(bytes(32, 3)));
        RawTransaction raw = new RawTransaction(5, BigInteger.ZERO, 200_000, writer(7), BigInteger.ZERO, bytes(100, 4));
        try (WalletKey key = WalletKey.of(bytes(32, 5))) {
            SignedBytes signed = SignedBytes.sign(raw, CHAIN, key);
            BlockRef block = new BlockRef(12, "0x" + "ab".repeat(32));
            return List.of(
                    new JournalRecord.Reserved(0, command, 5),
                    new JournalRecord.Signed(0, List.of(), signed),
                    new JournalRecord.Reserved(1L << 40, command, 6),
                    new JournalRecord.Signed(1L << 40, List.of(2L, 3L), signed),
                    new JournalRecord.Sent(0),
                    new JournalRecord.Included(0, new TransactionReceipt(signed.hash(), block, 61_002)),
                    new JournalRecord.Final(0),
                    new JournalRecord.Abandoned(1));
        }
    }

    static List<String> text(List<JournalRecord> records) {
        return records.stream().map(r -> Hex.data(JournalCodec.encodeBody(r))).toList();
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
