package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of those who remain must be exactly right: else somebody would be shut out, or be kept. */
class VaultRemovalTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RecipientKey ME = RecipientKey.generateX25519(RANDOM);
    private static final Recipient LEAVING = RecipientKey.generateX25519(RANDOM).recipient();
    private static final Recipient STAYING = RecipientKey.generateX25519(RANDOM).recipient();

    @Test
    void remove_removedOneInThePlaceOfAnother_isRefused() {
        try (VaultKey vault = VaultKey.generate(RANDOM)) {
            VaultEnvelope envelope = vault.seal(List.of(ME.recipient(), LEAVING, STAYING));
            List<Recipient> wrong = List.of(ME.recipient(), LEAVING);
            assertThrows(IllegalArgumentException.class, () -> envelope.remove(ME, LEAVING.kid(), wrong));
            List<Recipient> right = List.of(ME.recipient(), STAYING);
            assertEquals(
                    List.of(ME.recipient().kid(), STAYING.kid()),
                    envelope.remove(ME, LEAVING.kid(), right).recipients());
        }
    }
}
