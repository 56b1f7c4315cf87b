package com.patientory.crypto.error;

/** The input is at fault: the root of every error that this module reports about data, words, keys or signatures. */
public abstract sealed class PatientoryCryptoException extends RuntimeException
        permits HeaderFullException,
                IntegrityException,
                MalformedException,
                MnemonicException,
                NotARecipientException,
                RegistrationException,
                UnsupportedException,
                WrongPasswordException,
                WrongWordsException {
    private static final long serialVersionUID = 1L;

    PatientoryCryptoException(String message) {
        super(message);
    }
}
