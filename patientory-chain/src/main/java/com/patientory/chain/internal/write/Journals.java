package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Where the journals of a writer's keys stand. */
public interface Journals {
    /** Opens or begins the journal of one key. */
    Journal open(WalletAddress key);

    /** Returns all keys that have a journal here. */
    List<WalletAddress> keys();

    /** Keeps nothing. */
    static Journals inMemory() {
        return each(key -> Journal.inMemory());
    }

    /** One journal of the caller's for a single key. */
    static Journals each(Function<WalletAddress, Journal> open) {
        return new Journals() {
            @Override
            public Journal open(WalletAddress key) {
                return open.apply(key);
            }

            @Override
            public List<WalletAddress> keys() {
                return List.of();
            }
        };
    }

    /** One file for each key in a folder that belongs to one writer: the address and {@code .journal}. */
    static Journals inFolder(Path folder, Network network) {
        byte[] genesis = network.node().genesisHash();
        return new Journals() {
            @Override
            public Journal open(WalletAddress key) {
                Path file = folder.resolve(Hex.data(key).toLowerCase(Locale.ROOT) + ".journal");
                try {
                    Files.createDirectories(folder);
                } catch (IOException e) {
                    throw new WriteJournalException(
                            Reason.IO, folder, e.getClass().getSimpleName());
                }
                return FileJournal.open(file, network.chainId(), genesis, key);
            }

            @Override
            public List<WalletAddress> keys() {
                Predicate<String> name =
                        Pattern.compile("0x[0-9a-f]{40}\\.journal").asMatchPredicate();
                if (!Files.isDirectory(folder)) {
                    return List.of();
                }
                try (Stream<Path> files = Files.list(folder)) {
                    return files.map(file -> file.getFileName().toString())
                            .filter(name)
                            .map(file -> WalletAddress.of(Hex.bytes(file.substring(0, 42))))
                            .toList();
                } catch (IOException e) {
                    throw new WriteJournalException(
                            Reason.IO, folder, e.getClass().getSimpleName());
                }
            }
        };
    }

    /** One name for each key in a database that belongs to one writer. */
    static Journals inDatabase(DataSource database, Network network) {
        ChainId chain = network.chainId();
        byte[] genesis = network.node().genesisHash();
        return new Journals() {
            @Override
            public Journal open(WalletAddress key) {
                return JdbcJournal.open(database, chain, genesis, key);
            }

            @Override
            public List<WalletAddress> keys() {
                return JournalTables.writers(database, chain, genesis);
            }
        };
    }
}
