package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owner and hospital do with the files of a vault. */
class VaultFilesTest extends AnvilTest {
    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
    }

    @Test
    void owner_storesCorrectsRewrapsAndErases_filesFollow() {
        NewFile first = TestWorld.newFile();
        NewFile second = TestWorld.newFile();
        NewFile other = TestWorld.newFile();
        world.signAndSubmit(vault.prepareStore(first));
        world.signAndSubmit(vault.prepareStore(other));
        world.signAndSubmit(vault.prepareStoreVersion(second, first.id()));
        assertEquals(second.id(), vault.currentVersion(first.id()));
        assertEquals(List.of(other.id(), second.id()), ids(vault.files()));
        assertEquals(List.of(first.id(), second.id()), ids(vault.versions(first.id(), m -> Optional.empty())));
        assertEquals(
                new ContractError.AlreadySuperseded(first.id(), second.id()),
                refusal(() -> vault.prepareStoreVersion(TestWorld.newFile(), first.id())));

        Map<FileId, ContentDigest> envelopes = new LinkedHashMap<>();
        envelopes.put(second.id(), TestWorld.digest());
        envelopes.put(other.id(), TestWorld.digest());
        world.signAndSubmit(vault.prepareSetEnvelopes(envelopes));
        vault.files().forEach(f -> assertEquals(envelopes.get(f.id()), f.envelope()));

        world.signAndSubmit(vault.prepareErase(other.id()));
        assertTrue(vault.isErased(other.id()));
        assertFalse(vault.exists(other.id()));
        assertEquals(List.of(second.id()), ids(vault.files()));
        assertEquals(new ContractError.FileErased(other.id()), refusal(() -> vault.prepareStore(other)));
    }

    private static List<FileId> ids(List<FileRecord> files) {
        return files.stream().map(FileRecord::id).toList();
    }

    @Test
    void storeMany_withinABoundOfGas_storesAllOnceInFewTransactions() {
        world.admit(vault, Capability.SUBMIT);
        List<NewFile> files = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            files.add(TestWorld.newFile());
        }
        List<TransactionReceipt> receipts = vault.guest().storeMany(world.writer, files, 2_000_000);
        receipts.forEach(r -> assertTrue(r.gasUsed() <= 2_000_000, "used " + r.gasUsed()));
        assertTrue(receipts.size() <= 4, receipts.size() + " transactions");
        assertEquals(files.stream().map(NewFile::id).toList(), ids(vault.files()));
        vault.guest().storeMany(world.writer, files, 2_000_000);
        assertEquals(120, vault.files().size());
        assertThrows(
                IllegalArgumentException.class,
                () -> vault.guest().storeMany(world.writer, List.of(TestWorld.newFile()), 30_000));
    }

    @Test
    void storeVersion_byAHospital_takesTheEarlierOnesPlace() {
        world.admit(vault, Capability.SUBMIT);
        NewFile first = TestWorld.newFile();
        NewFile second = TestWorld.newFile();
        vault.guest().storeMany(world.writer, List.of(first), 1_000_000);
        vault.guest().storeVersion(world.writer, second, first.id());
        assertEquals(List.of(second.id()), ids(vault.files()));
        try (WalletKey stranger = WalletKey.generate(TestWorld.RANDOM)) {
            assertInstanceOf(
                    ContractError.MissingCapability.class,
                    refusal(() -> vault.guest().storeVersion(stranger, TestWorld.newFile(), second.id())));
        }
    }
}
