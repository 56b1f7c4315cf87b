package com.patientory.benchmarks.crypto;

import java.security.GeneralSecurityException;

/** The libraries and settings that are compared. */
public enum Contender {
    /** This SDK as {@code RecordCipher.create()} gives it: two threads, and the fastest provider on the class path. */
    PATIENTORY {
        @Override
        FileCipher open() {
            return new PatientoryCipher(2, "");
        }
    },
    /** The same in the calling thread alone. */
    PATIENTORY_ONE_THREAD {
        @Override
        FileCipher open() {
            return new PatientoryCipher(1, "");
        }
    },
    /** With the JDK's own provider. */
    PATIENTORY_PLATFORM {
        @Override
        FileCipher open() {
            return new PatientoryCipher(2, "platform");
        }
    },
    /** With the JDK's own provider in the calling thread alone. */
    PATIENTORY_PLATFORM_ONE_THREAD {
        @Override
        FileCipher open() {
            return new PatientoryCipher(1, "platform");
        }
    },
    /** With Conscrypt. */
    PATIENTORY_CONSCRYPT {
        @Override
        FileCipher open() {
            return new PatientoryCipher(2, "conscrypt");
        }
    },
    /** Tink's AES256_GCM_HKDF_1MB: one thread. */
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
    },
    /** AWS Encryption SDK: AES-256-GCM with key commitment, without signature, frames of 64 KiB, a local key. */
    AWS {
        @Override
        FileCipher open() {
            return new AwsCipher();
        }
    },
    /** Cryptomator's cryptolib: AES-256-GCM in chunks of 32 KiB. */
    CRYPTOLIB {
        @Override
        FileCipher open() throws GeneralSecurityException {
            return new CryptolibCipher();
        }
    },
    /** age for Java: ChaCha20-Poly1305 in chunks of 64 KiB. */
    JAGGED {
        @Override
        FileCipher open() throws GeneralSecurityException {
            return new JaggedCipher();
        }
    };

    abstract FileCipher open() throws GeneralSecurityException;
}
