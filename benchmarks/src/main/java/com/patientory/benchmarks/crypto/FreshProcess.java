package com.patientory.benchmarks.crypto;

import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.SealedBody;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** A program that does one thing to one file and ends: what a command does. */
public final class FreshProcess {
    private FreshProcess() {}

    /** {@code copy} or {@code encrypt}, the file to read, the file to make. */
    public static void main(String[] arguments) throws IOException {
        Path from = Paths.get(arguments[1]);
        Path to = Paths.get(arguments[2]);
        if (arguments[0].equals("copy")) {
            new PlainCopy().copy(from, to);
        } else {
            try (SealedBody sealed = RecordCipher.create().encrypt(from, to)) {
                if (sealed.bodyBytes() <= sealed.sizeBytes()) {
                    throw new IOException("The body is too short");
                }
            }
        }
    }
}
