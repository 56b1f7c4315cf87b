package com.patientory.crypto;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.RegistrationException;
import com.patientory.crypto.error.RegistrationException.Flaw;
import com.patientory.crypto.internal.eth.Eip191;
import org.jspecify.annotations.Nullable;

/**
 * What a device sends to register a patient (registration-v1): his public keys, both private keys sealed under his
 * words, and the proof that all of it belongs together.
 *
 * <p>A registration that was parsed is a claim. Use {@link #verify(String, RegistrationDomain)} before anything else: a
 * server that skips it lets anyone put an RSA key of his own beside somebody else's address and receive that patient's
 * records.
 */
public final class Registration {
    private final RegistrationFields fields;

    Registration(RegistrationFields fields) {
        this.fields = fields;
    }

    /**
     * Starts a registration on the device.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the JSON form. Nothing is proved yet.
     *
     * @param json the text, at most 64 KiB, with exactly the members of registration-v1
     * @return the claim
     * @throws MalformedException if the text does not have this form
     * @throws com.patientory.crypto.error.UnsupportedException if a key or a sealed key asks for other algorithms
     */
    public static Registration parse(String json) {
        return new Registration(RegistrationJson.parse(json));
    }

    /**
     * Checks every proof: that the address is that of the ECDSA key, that both sealed keys carry the names of these keys,
     * that wallet and RSA key each signed the address, and that the wallet bound both keys, both sealed keys and the
     * signup to this network.
     *
     * <p>Not checked, because only the words could: that the sealed keys hold what they say. Not promised: that the
     * registration is used once; the server consumes the signup reference id.
     *
     * @param signupReferenceId the id that the server gave out for this signup
     * @param domain the network and registry that the server works with
     * @return this registration
     * @throws RegistrationException with the first {@link Flaw} found
     */
    public Registration verify(String signupReferenceId, RegistrationDomain domain) {
        require(fields.signupReferenceId().equals(signupReferenceId), Flaw.SIGNUP_REFERENCE);
        WalletAddress address = fields.address();
        require(fields.addressOfKey().equals(address), Flaw.ADDRESS);
        require(fields.sealedKeys().wallet().kid().equals(address.toString()), Flaw.WALLET_BLOB);
        require(fields.sealedKeys().rsa().kid().equals(fields.recipient().kid()), Flaw.RSA_BLOB);
        byte[] message = RegistrationProof.address(address);
        require(signed(fields.walletSignature(), Eip191.digest(message)), Flaw.WALLET_SIGNATURE);
        require(fields.recipient().verify(message, fields.rsaSignatureBytes()), Flaw.RSA_SIGNATURE);
        byte[] binding = RegistrationProof.binding(
                address, fields.recipient(), fields.sealedKeys(), fields.signupReferenceId(), domain);
        require(signed(fields.bindingSignature(), binding), Flaw.KEY_BINDING);
        return this;
    }

    private boolean signed(EcdsaSignature signature, byte[] digest) {
        try {
            return signature.recover(digest).equals(fields.address());
        } catch (MalformedException e) {
            return false;
        }
    }

    private static void require(boolean condition, Flaw flaw) {
        if (!condition) {
            throw new RegistrationException(flaw);
        }
    }

    /**
     * The signup that this registration completes.
     *
     * @return the server's reference
     */
    public String signupReferenceId() {
        return fields.signupReferenceId();
    }

    /**
     * The patient's wallet.
     *
     * @return its address
     */
    public WalletAddress address() {
        return fields.address();
    }

    /**
     * The patient's public RSA key.
     *
     * @return the recipient that hospitals encrypt for
     */
    public Recipient recipient() {
        return fields.recipient();
    }

    /**
     * The sealed private keys, to be stored for the patient.
     *
     * @return both blobs
     */
    public SealedKeys sealedKeys() {
        return fields.sealedKeys();
    }

    /**
     * The JSON form of registration-v1.
     *
     * @return canonical JSON (RFC 8785)
     */
    public String toJson() {
        return RegistrationJson.write(fields);
    }

    /**
     * The public names only.
     *
     * @return a short text
     */
    @Override
    public String toString() {
        return "Registration[" + address() + ", " + recipient().kid() + "]";
    }

    /** Collects what is registered and signs it on the device. All four values are needed. */
    public static final class Builder {
        private @Nullable String signupReferenceId;
        private @Nullable PatientIdentity identity;
        private @Nullable SealedKeys sealedKeys;
        private @Nullable RegistrationDomain domain;

        private Builder() {}

        /**
         * Sets the signup that the server opened.
         *
         * @param reference the server's reference, 1 to 128 visible ASCII characters
         * @return this builder
         */
        public Builder signupReferenceId(String reference) {
            this.signupReferenceId = reference;
            return this;
        }

        /**
         * Sets whose registration it is.
         *
         * @param patient the keys that are registered and that sign
         * @return this builder
         */
        public Builder identity(PatientIdentity patient) {
            this.identity = patient;
            return this;
        }

        /**
         * Sets the sealed private keys.
         *
         * @param sealed the result of {@link PatientIdentity#seal(Mnemonic)}
         * @return this builder
         */
        public Builder sealedKeys(SealedKeys sealed) {
            this.sealedKeys = sealed;
            return this;
        }

        /**
         * Sets the network that the registration is for.
         *
         * @param network chain and registry
         * @return this builder
         */
        public Builder domain(RegistrationDomain network) {
            this.domain = network;
            return this;
        }

        /**
         * Signs three times: the address with both keys, the binding with the wallet.
         *
         * @return the registration
         * @throws IllegalArgumentException if a value is missing, the reference is not of its form, or the sealed keys
         *     are not this identity's
         * @throws IllegalStateException if the identity is closed
         */
        public Registration sign() {
            if (signupReferenceId == null || identity == null || sealedKeys == null || domain == null) {
                throw new IllegalArgumentException(
                        "A registration needs a signup reference id, an identity, sealed keys and a domain");
            }
            return new Registration(RegistrationProof.sign(signupReferenceId, identity, sealedKeys, domain));
        }
    }
}
