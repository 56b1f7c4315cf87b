package com.patientory.chain.internal.write;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class FileJournalContractTest extends PersistentJournalContract {
    @TempDir
    Path folder;

    @Override
    Journal open(int writer) {
        return FileJournal.open(
                folder.resolve("journal-" + writer),
                JournalSamples.CHAIN,
                JournalSamples.GENESIS,
                JournalSamples.writer(writer));
    }

    @Override
    List<String> location() {
        return List.of("file", folder.resolve("journal-0").toString());
    }
}
