package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.WrongWordsException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatientIdentityTest {
    private static final String ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    private static final String THUMBPRINT = "mI7mhchp-QQ9vkcQV5pWo230jFpoW3VLkwlIuJ39qGE";

    private static Mnemonic words;
    private static PatientIdentity identity;
    private static SealedKeys sealed;

    @BeforeAll
    static void derive() {
        words = Mnemonic.parse(MnemonicTest.JUNK);
        identity = PatientIdentity.from(words);
        sealed = identity.seal(words);
    }

    @Test
    void from_knownWords_givesTheKnownKeys() {
        assertEquals(ADDRESS, identity.wallet().address().toString());
        assertEquals(THUMBPRINT, identity.recipient().kid());
        assertEquals("PatientIdentity[" + ADDRESS + ", " + THUMBPRINT + "]", identity.toString());
    }

    @Test
    void from_nextRotation_keepsTheWalletAndChangesTheRsaKey() {
        try (PatientIdentity rotated = PatientIdentity.from(words, 1)) {
            assertEquals(ADDRESS, rotated.wallet().address().toString());
            assertNotEquals(THUMBPRINT, rotated.recipient().kid());
            SealedKeys own = rotated.seal(words);
            assertEquals(rotated.recipient(), PatientIdentity.from(words, own).recipient());
        }
        assertThrows(IllegalArgumentException.class, () -> PatientIdentity.from(words, -1));
    }

    @Test
    void from_wordsAndSealedKeys_restoresBothKeys() {
        SealedKeys read = new SealedKeys(
                PrivateKeyBlob.parse(sealed.wallet().toCompact()),
                PrivateKeyBlob.parse(sealed.rsa().toCompact()));
        assertEquals(sealed, read);
        try (PatientIdentity restored = PatientIdentity.from(words, read)) {
            byte[] digest = Keccak256.digest();
            assertEquals(identity.wallet().sign(digest), restored.wallet().sign(digest));
            byte[] secret = {1, 2, 3};
            assertArrayEquals(
                    secret,
                    restored.recipientKey()
                            .unwrapKey()
                            .unwrap(identity.recipient().wrapKey().wrap(secret, new SecureRandom()))
                            .orElseThrow());
            assertEquals(sealed.rsa().kid(), restored.seal(words).rsa().kid());
        }
    }

    @Test
    void seal_twice_givesDifferentBlobsWithTheKeysNames() {
        assertEquals(ADDRESS, sealed.wallet().kid());
        assertEquals(THUMBPRINT, sealed.rsa().kid());
        assertNotEquals(sealed, identity.seal(words));
        int size = sealed.rsa().toCompact().length();
        assertTrue(size > 3_000 && size < 4_000, "an RSA blob of about 3.5 KB, it has " + size);
        assertFalse(sealed.toString().contains(sealed.rsa().toCompact()));
    }

    @Test
    void seal_otherWords_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> identity.seal(Mnemonic.generate()));
    }

    @Test
    void from_otherWords_isTheWrongWordsError() {
        WrongWordsException error =
                assertThrows(WrongWordsException.class, () -> PatientIdentity.from(Mnemonic.generate(), sealed));
        assertEquals(ADDRESS, error.kid());
    }

    @Test
    void from_blobsOfTwoKinds_areRefused() {
        assertThrows(
                com.patientory.crypto.error.PatientoryCryptoException.class,
                () -> PatientIdentity.from(
                        words, new SealedKeys(/* wallet= */ sealed.rsa(), /* rsa= */ sealed.wallet())));
    }

    @Test
    void from_alteredCiphertext_isAnIntegrityError() {
        String compact = sealed.wallet().toCompact();
        int at = compact.lastIndexOf('.') - 10;
        char other = compact.charAt(at) == 'A' ? 'B' : 'A';
        PrivateKeyBlob altered = PrivateKeyBlob.parse(compact.substring(0, at) + other + compact.substring(at + 1));
        assertThrows(
                IntegrityException.class, () -> PatientIdentity.from(words, new SealedKeys(altered, sealed.rsa())));
    }

    @Test
    void close_afterwards_bothKeysAreClosed() {
        PatientIdentity closed = PatientIdentity.from(words, sealed);
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.wallet().sign(new byte[32]));
        assertThrows(IllegalStateException.class, () -> closed.recipientKey().sign(new byte[32]));
        assertThrows(IllegalStateException.class, () -> closed.seal(words));
    }

    @Test
    void recipientKey_generated_unwrapsAndSigns() {
        RecipientKey doctor = RecipientKey.generate(new SecureRandom());
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        byte[] signature = doctor.sign(message);
        assertTrue(doctor.recipient().verify(message, signature));
        assertFalse(identity.recipient().verify(message, signature));
        signature[7] ^= 1;
        assertFalse(doctor.recipient().verify(message, signature));
        assertFalse(doctor.recipient().verify(message, new byte[3]));
        assertEquals(Recipient.parse(doctor.recipient().toJwk()), doctor.recipient());
        assertEquals("RecipientKey[" + doctor.recipient().kid() + "]", doctor.toString());
    }
}
