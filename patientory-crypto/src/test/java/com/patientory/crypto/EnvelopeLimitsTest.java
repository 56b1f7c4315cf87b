package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How many recipients an envelope holds, as the specification says. */
class EnvelopeLimitsTest {
    private SealedBody sealed;

    @BeforeEach
    void seal() throws IOException {
        sealed = RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[1]), OutputStream.nullOutputStream());
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> envelope_asManyAsSpecified_fits() {
        return Stream.of(
                fits("RSA-3072", 95, 105, Keys::rsaPublic),
                fits(
                        "P-256",
                        180,
                        200,
                        () -> RecipientKey.generateP256(Keys.RANDOM).recipient()),
                fits(
                        "X25519",
                        205,
                        230,
                        () -> RecipientKey.generateX25519(Keys.RANDOM).recipient()),
                fits("vault key", 245, 257, () -> VaultKey.generate(Keys.RANDOM).recipient()),
                fits(
                        "X-Wing",
                        32,
                        40,
                        () -> ExperimentalXWing.generate(Keys.RANDOM).recipient()));
    }

    private DynamicTest fits(String kind, int fitting, int tooMany, Supplier<Recipient> keys) {
        return dynamicTest(kind, () -> {
            List<Recipient> recipients = Keys.many(tooMany, keys);
            KeyEnvelope full = sealed.envelope(Records.METADATA, recipients.subList(0, fitting));
            assertEquals(fitting, KeyEnvelope.parse(full.toBytes()).recipients().size());
            assertThrows(IllegalArgumentException.class, () -> sealed.envelope(Records.METADATA, recipients));
        });
    }

    /** A closed vault key refuses to wrap, so nothing was wrapped before the number was seen. */
    @Test
    void envelope_tooMany_isRefusedBeforeAnyWork() {
        List<Recipient> recipients = Keys.many(257, () -> {
            VaultKey key = VaultKey.generate(Keys.RANDOM);
            key.close();
            return key.recipient();
        });
        assertThrows(IllegalArgumentException.class, () -> sealed.envelope(Records.METADATA, recipients));
    }

    @Test
    void envelope_moreThanTheBytesHold_isRefusedWithTheSize() {
        List<Recipient> recipients = Keys.many(110, Keys::rsaPublic);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> sealed.envelope(Records.METADATA, recipients))
                .getMessage();
        assertTrue(message.contains("110 recipients") && message.contains("65536"), message);
    }
}
