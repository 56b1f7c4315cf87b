package com.patientory.chain.model;

import org.jspecify.annotations.Nullable;

/**
 * Everything that the chain module refuses or fails with, as a closed family; each member carries its facts as fields.
 *
 * <p>No member's message or cause carries a key, words, a signature, calldata or patient data. A wrong argument is an
 * {@link IllegalArgumentException} instead, and a bug is an {@link IllegalStateException} or {@link AssertionError}.
 */
public abstract sealed class PatientoryChainException extends RuntimeException
        permits CallInterruptedException,
                UnreachableNodeException,
                ChainIdMismatchException,
                ContractNotDeployedException,
                ContractRevertException,
                NodeErrorException,
                TransactionRejectedException,
                TransactionTimeoutException,
                ReviewRefusedException,
                Batch.ManifestException,
                WriteJournalException,
                WriteNotSentException,
                MissingWriterKeyException,
                EventCursorException {
    private static final long serialVersionUID = 1L;

    PatientoryChainException(String message) {
        super(message);
    }

    PatientoryChainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
