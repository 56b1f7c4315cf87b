package com.patientory.crypto.error;

/** A registration is well formed, and one of its proofs does not hold: it must not be accepted. */
public final class RegistrationException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** What does not hold. */
    public enum Flaw {
        /** The signup reference id is not the one that the server gave out. */
        SIGNUP_REFERENCE("The signup reference id is another one"),
        /** The wallet address is not that of the ECDSA public key. */
        ADDRESS("The wallet address is not that of the ECDSA public key"),
        /** The key id in the sealed wallet key's header is not the wallet address. */
        WALLET_BLOB("The sealed wallet key is of another address"),
        /** The key id in the sealed RSA key's header is not the thumbprint of the RSA public key. */
        RSA_BLOB("The sealed RSA key is of another key"),
        /** The EIP-191 signature over the address is not by the wallet. */
        WALLET_SIGNATURE("The ECDSA verification signature is not by the wallet"),
        /** The RSASSA-PSS signature over the address is not by the RSA key. */
        RSA_SIGNATURE("The RSA verification signature is not by the RSA key"),
        /**
         * The EIP-712 signature that binds both keys, both sealed keys, the signup reference, the chain and the
         * contract together is not by the wallet.
         */
        KEY_BINDING("The key binding signature is not by the wallet over these keys, this signup, chain and contract");

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    /** The first proof that failed. */
    private final Flaw flaw;

    /**
     * Names the proof.
     *
     * @param flaw the first proof that failed
     */
    public RegistrationException(Flaw flaw) {
        super(flaw.sentence);
        this.flaw = flaw;
    }

    /**
     * What does not hold.
     *
     * @return the first proof that failed
     */
    public Flaw flaw() {
        return flaw;
    }
}
