package com.patientory.crypto.fuzz;

import java.util.List;

/** One parser under fuzzing: what a reader does with bytes from a stranger. */
interface FuzzTarget {
    /** Valid inputs to start from, made by the code itself so that they stay valid when a format changes. */
    List<byte[]> seeds() throws Exception;

    /**
     * Reads the input and checks what was read.
     *
     * @throws com.patientory.crypto.error.PatientoryCryptoException if the input is refused; everything else is a finding
     */
    void accept(byte[] input) throws Exception;
}
