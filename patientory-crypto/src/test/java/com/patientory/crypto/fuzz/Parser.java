package com.patientory.crypto.fuzz;

/** Every parser that meets a stranger's bytes. */
enum Parser {
    MNEMONIC,
    REGISTRATION,
    BLOB,
    JWK,
    BODY,
    ENVELOPE;

    FuzzTarget target() {
        return switch (this) {
            case MNEMONIC -> new MnemonicFuzz();
            case REGISTRATION -> new RegistrationFuzz();
            case BLOB -> new BlobFuzz();
            case JWK -> new JwkFuzz();
            case BODY -> new BodyFuzz();
            case ENVELOPE -> new EnvelopeFuzz();
        };
    }
}
