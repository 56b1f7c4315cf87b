package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A library that turns a file into an encrypted one and back; what it encrypted last it can decrypt. */
public interface FileCipher {
    /** Reads {@code plain} and makes {@code sealed}, which does not exist before. */
    void encrypt(Path plain, Path sealed) throws IOException, GeneralSecurityException;

    /** Whatever is needed once before {@link #decrypt}, and does not depend on the file's length. */
    default void unlock() {}

    /** Reads {@code sealed} and makes {@code plain}, which does not exist before. */
    void decrypt(Path sealed, Path plain) throws IOException, GeneralSecurityException;
}
