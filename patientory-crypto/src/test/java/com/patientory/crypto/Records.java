package com.patientory.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Keys and contents that tests share; an RSA key takes a second, so there are four for all. */
final class Records {
    static final RecipientKey PATIENT = RecipientKey.generate(new SecureRandom());
    static final RecipientKey DOCTOR = RecipientKey.generate(new SecureRandom());
    static final RecipientKey STRANGER = RecipientKey.generate(new SecureRandom());
    static final RecipientKey FOURTH = RecipientKey.generate(new SecureRandom());
    static final RecordMetadata METADATA = RecordMetadata.builder()
            .name("Befund Jörg Müller.pdf")
            .mediaType("application/pdf")
            .bodyCid("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")
            .writer(WalletAddress.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"))
            .time(Instant.parse("2026-11-22T16:00:00.123Z"))
            .build();

    private static final int COLD_BYTES = 32 * 1024 * 1024;

    private Records() {}

    static KeyEnvelope envelope(SealedBody sealed, RecipientKey... recipients) {
        return sealed.envelope(
                METADATA,
                List.of(recipients).stream().map(RecipientKey::recipient).toList());
    }

    /** The key of a body, the way a reader gets it. */
    static RecordKey keyOf(SealedBody sealed) {
        return envelope(sealed, PATIENT).open(PATIENT);
    }

    /** The first files of a process are encrypted by the calling thread alone; none after this. */
    static void encryptUntilThreadsHelp(Path folder) throws IOException {
        Path file = Files.write(folder.resolve("cold"), new byte[COLD_BYTES]);
        RecordCipher.create().encrypt(file, file).close();
        Files.delete(file);
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
