package com.patientory.benchmarks.crypto;

import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.SealedBody;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;

/** A program that does one thing to one file and ends: what a command does. */
public final class FreshProcess {
    private FreshProcess() {}

    /** {@code copy}, {@code cipher} or {@code encrypt}, the file to read, the file to make. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path from = Paths.get(arguments[1]);
        Path to = Paths.get(arguments[2]);
        if (arguments[0].equals("copy")) {
            new PlainCopy().copy(from, to);
        } else if (arguments[0].equals("cipher")) {
            new BareCipher().encrypt(from, to);
        } else {
            try (SealedBody sealed = RecordCipher.create().encrypt(from, to)) {
                if (sealed.bodyBytes() <= sealed.sizeBytes()) {
                    throw new IOException("The body is too short");
                }
            }
        }
    }
}
