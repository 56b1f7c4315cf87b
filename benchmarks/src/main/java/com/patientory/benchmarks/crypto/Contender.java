package com.patientory.benchmarks.crypto;

import java.security.GeneralSecurityException;

/** The libraries and settings that are compared. */
public enum Contender {
    /** This SDK as {@code RecordCipher.create()} gives it: two threads, 64 KiB segments, SHA-256 of the plaintext. */
    PATIENTORY {
        @Override
        FileCipher open() {
            return new PatientoryCipher(2);
        }
    },
    /** This SDK in the calling thread alone. */
    PATIENTORY_ONE_THREAD {
        @Override
        FileCipher open() {
            return new PatientoryCipher(1);
        }
    },
    /** Tink's AES256_GCM_HKDF_1MB: one thread, no digest of the plaintext. */
    TINK_1MIB {
        @Override
        FileCipher open() throws GeneralSecurityException {
            return new TinkCipher(1024 * 1024);
        }
    },
    /** The same with segments as long as ours. */
    TINK_64KIB {
        @Override
        FileCipher open() throws GeneralSecurityException {
            return new TinkCipher(64 * 1024);
        }
    },
    /** Tink's AES256_GCM_HKDF_4KB. */
    TINK_4KIB {
        @Override
        FileCipher open() throws GeneralSecurityException {
            return new TinkCipher(4 * 1024);
        }
    };

    abstract FileCipher open() throws GeneralSecurityException;
}
