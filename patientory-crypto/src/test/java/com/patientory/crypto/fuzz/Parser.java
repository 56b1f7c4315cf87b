package com.patientory.crypto.fuzz;

/** Every parser that meets a stranger's bytes. */
enum Parser {
    MNEMONIC,
    REGISTRATION,
    BLOB,
    JWK,
    BODY,
    ENVELOPE,
    PTOY,
    TYPED_DATA,
    WEB3_KEYSTORE;

    FuzzTarget target() {
        return switch (this) {
            case MNEMONIC -> new MnemonicFuzz();
            case REGISTRATION -> new RegistrationFuzz();
            case BLOB -> new BlobFuzz();
            case JWK -> new JwkFuzz();
            case BODY -> new BodyFuzz();
            case ENVELOPE -> new EnvelopeFuzz();
            case PTOY -> new PtoyFuzz();
            case TYPED_DATA -> new TypedDataFuzz();
            case WEB3_KEYSTORE -> new Web3KeystoreFuzz();
        };
    }
}
