package com.patientory.chain.internal.write;

import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.rpc.Rejections;
import com.patientory.chain.internal.rpc.RpcResponse;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.SignedBytes;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.TransactionRejectedException.Reason;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes one key's transactions: gives nonces and numbers, signs, and has it all on disk before anybody may send it. */
final class LaneSigner {
    /** A file alone costs some 65,000 gas, and up to 95,000 under a grant for the file through a hospital. */
    private static final long STORE_GAS = 200_000;

    /** A file more in a batch: 26,670 gas, and 30,090 at worst. */
    private static final long FILE_GAS = 35_000;

    private static final long TRANSFER_GAS = 21_000;

    /** A signed batch must fit a record of the journal. */
    private static final int MOST_FILES = 500;

    private final Network network;
    private final WalletKey key;
    private final LaneJournal journal;
    private final NonceCounter nonces;
    private long nextEntry;

    LaneSigner(Network network, WalletKey key, LaneJournal journal, NonceCounter nonces) {
        this.network = network;
        this.key = key;
        this.journal = journal;
        this.nonces = nonces;
        this.nextEntry = journal.state().nextEntry();
    }

    /** Returns how many files fit one transaction of so much gas, at least one. */
    static int filesIn(long gas) {
        return (int) Math.max(1, Math.min(MOST_FILES, (gas - STORE_GAS) / FILE_GAS));
    }

    /** Signs each group as one transaction; one disk write makes all of them durable. */
    List<Flight> sign(List<List<WriteEntry>> groups) {
        List<Flight> flights = new ArrayList<>();
        for (List<WriteEntry> group : groups) {
            flights.add(flight(group, nonces.take(), 0));
        }
        boolean noted = false;
        try {
            note(flights);
            noted = true;
        } finally {
            if (!noted) {
                // What did not reach the disk is not sent, and its nonces are as good as new.
                flights.forEach(flight -> nonces.giveBack(flight.nonce()));
            }
        }
        return flights;
    }

    /** Signs the same writes with the same nonce in other bytes, which a node takes for another transaction. */
    Flight signOtherwise(Flight flight) {
        long more = flight.signed.transaction().gasLimit() - gas(flight.entries) + 1;
        Flight other = flight(flight.entries, flight.nonce(), more);
        note(List.of(other));
        return other;
    }

    private Flight flight(List<WriteEntry> entries, long nonce, long moreGas) {
        WalletAddress vault = entries.get(0).command.vault();
        RawTransaction raw = new RawTransaction(
                nonce, network.gasPrice(), gas(entries) + moreGas, vault, BigInteger.ZERO, data(entries));
        return new Flight(entries, SignedBytes.sign(raw, network.chainId(), key));
    }

    private static long gas(List<WriteEntry> entries) {
        return entries.size() == 1 ? STORE_GAS : STORE_GAS + entries.size() * FILE_GAS;
    }

    private static byte[] data(List<WriteEntry> entries) {
        if (entries.size() == 1) {
            WriteCommand c = entries.get(0).command;
            return VaultCalls.store(c.file(), c.body(), c.envelope()).data();
        }
        return GuestCalls.storeMany(entries.stream()
                        .map(e -> new Batch.NewFile(e.command.file(), e.command.body(), e.command.envelope()))
                        .toList())
                .data();
    }

    private void note(List<Flight> flights) {
        List<WriteEntry> numbered = new ArrayList<>();
        long first = nextEntry;
        boolean noted = false;
        try {
            List<JournalRecord> records = records(flights, numbered);
            if (!records.isEmpty()) {
                journal.append(records, true);
            }
            noted = true;
        } finally {
            if (!noted) {
                // Another lane may take them, under numbers of its own. If only the journal's answer was lost, it has
                // them nevertheless, and the next ones with these numbers replace them there.
                numbered.forEach(entry -> entry.id = -1);
                nextEntry = first;
            }
        }
        flights.forEach(flight -> flight.entries.forEach(WriteEntry::takenOver));
    }

    private List<JournalRecord> records(List<Flight> flights, List<WriteEntry> numbered) {
        List<JournalRecord> records = new ArrayList<>();
        for (Flight flight : flights) {
            for (WriteEntry entry : flight.entries) {
                if (entry.id < 0) {
                    entry.id = nextEntry++;
                    numbered.add(entry);
                }
                records.add(new JournalRecord.Reserved(entry.id, entry.command, flight.nonce()));
            }
            List<Long> further =
                    flight.entries.stream().skip(1).map(entry -> entry.id).toList();
            records.add(new JournalRecord.Signed(flight.id(), further, flight.signed));
        }
        return records;
    }

    /** A nonce that no node took is given to the next transaction. */
    void giveBack(long nonce) {
        nonces.giveBack(nonce);
    }

    /** Somebody else used all nonces below. */
    void atLeast(long nonce) {
        nonces.atLeast(nonce);
    }

    /** Fills gaps by empty transactions to oneself, so that later nonces can go on. */
    void fillGaps() {
        OptionalLong gap = nonces.gap();
        while (gap.isPresent() && fill(gap.getAsLong())) {
            nonces.filled(gap.getAsLong());
            gap = nonces.gap();
        }
    }

    private boolean fill(long nonce) {
        RawTransaction nothing = new RawTransaction(
                nonce, network.gasPrice(), TRANSFER_GAS, key.address(), BigInteger.ZERO, new byte[0]);
        byte[] signed = SignedBytes.sign(nothing, network.chainId(), key).bytes();
        RpcResponse.RpcError error =
                network.node().sendRaw(List.of(signed)).get(0).error();
        return error == null
                || Rejections.alreadyKnown(error.message())
                || Rejections.reason(error.message()) == Reason.NONCE_TOO_LOW;
    }
}
