package com.patientory.ehr;

/** A value as the ledger keeps it: nonce, encrypted bytes and tag. Empty if there is none. */
final class Ciphertext {
    static final Ciphertext NONE = new Ciphertext(new byte[0]);

    private final byte[] bytes;

    Ciphertext(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not copied: nobody outside this package sees it. */
    byte[] bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }
}
