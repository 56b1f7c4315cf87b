package com.patientory.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stops in the midst of a decryption until it is killed. */
public final class DecryptForeverMain {
    private static final int MIB = 1024 * 1024;

    private DecryptForeverMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Paths.get(arguments[0]);
        try (RecipientKey patient = RecipientKey.generateP256(new SecureRandom())) {
            RecordFile file = RecordFile.create(folder.resolve("record.ptoy"))
                    .metadata(Records.METADATA)
                    .recipients(List.of(patient.recipient()))
                    .encrypt(Files.write(folder.resolve("plain"), new byte[5 * MIB]));
            try (RecordKey key = file.envelope().open(patient)) {
                file.decrypt(key, folder.resolve("decrypted"), (done, total) -> {
                    System.out.println("ready");
                    await(new CountDownLatch(1));
                });
            }
        }
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
