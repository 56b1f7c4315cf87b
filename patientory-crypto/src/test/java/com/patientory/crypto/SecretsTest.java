package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.internal.derive.Bip32Key;
import com.patientory.crypto.internal.derive.PatientKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** After close() every array that a secret type reaches is zero, except those that hold public values. */
class SecretsTest {
    private static final Set<String> PUBLIC = Set.of("WalletKey.point", "WalletAddress.bytes", "X25519PublicKey.point");

    private static Mnemonic words() {
        return Mnemonic.parse(MnemonicTest.JUNK);
    }

    private static byte[] sentence() {
        return MnemonicTest.JUNK.getBytes(StandardCharsets.US_ASCII);
    }

    private static SealedBody sealedBody() {
        try {
            return RecordCipher.create().encrypt(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> close_eachSecretType_leavesZeros() {
        return Map.<String, AutoCloseable>of(
                        "Mnemonic", words(),
                        "WalletKey", WalletKey.generate(new SecureRandom()),
                        "PatientIdentity", PatientIdentity.from(words(), 1),
                        "X25519", RecipientKey.generateX25519(new SecureRandom()),
                        "X-Wing", ExperimentalXWing.generate(new SecureRandom()),
                        "VaultKey", VaultKey.generate(new SecureRandom()),
                        "SealedBody", sealedBody(),
                        "RecordKey", Records.keyOf(sealedBody()),
                        "Bip32Key", Bip32Key.master(new byte[] {1, 2, 3}),
                        "PatientKeys", new PatientKeys(sentence()))
                .entrySet()
                .stream()
                .map(secret -> dynamicTest(secret.getKey(), () -> assertErased(secret.getValue())));
    }

    private static void assertErased(AutoCloseable secret) throws Exception {
        Map<String, Object> before = ReachableArrays.of(secret);
        before.keySet().removeIf(path -> PUBLIC.contains(path.substring(0, path.lastIndexOf('#'))));
        assertFalse(before.isEmpty(), "it holds secrets to erase");
        assertTrue(
                before.values().stream().noneMatch(ReachableArrays::isZero), "and they are there: " + before.keySet());
        secret.close();
        before.forEach((path, array) -> assertTrue(ReachableArrays.isZero(array), path + " is not erased"));
    }

    @Test
    void of_nestedObjectsAndArrays_findsAll() throws IllegalAccessException {
        Map<String, Object> found = ReachableArrays.of(WalletKey.generate(new SecureRandom()));
        assertEquals(3, found.size(), found.keySet().toString());
    }
}
