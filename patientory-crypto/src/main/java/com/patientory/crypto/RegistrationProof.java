package com.patientory.crypto;

import com.patientory.crypto.internal.eth.Eip712;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.jose.Base64Url;
import java.nio.charset.StandardCharsets;

/** The messages that a registration's three signatures cover. */
final class RegistrationProof {
    private static final String BINDING = "KeyBinding(address wallet,bytes32 rsaThumbprint,bytes32 ecdsaBlobHash,"
            + "bytes32 rsaBlobHash,string signupReferenceId)";

    private RegistrationProof() {}

    /** What both verification signatures cover: the address in its EIP-55 form. */
    static byte[] address(WalletAddress address) {
        return address.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The EIP-712 digest that binds the keys, the sealed keys and the signup to a network. */
    static byte[] binding(
            WalletAddress address, Recipient recipient, SealedKeys sealed, String signup, RegistrationDomain domain) {
        byte[] separator = Eip712.domain(
                "Patientory", "1", domain.chainId(), domain.registry().bytes());
        byte[] struct = Eip712.struct(
                BINDING,
                Eip712.address(address.bytes()),
                Base64Url.decode("kid", recipient.kid()),
                sealed.wallet().digest(),
                sealed.rsa().digest(),
                Eip712.string(signup));
        return Eip712.digest(separator, struct);
    }

    /** Makes the three signatures. */
    static RegistrationFields sign(
            String signup, PatientIdentity identity, SealedKeys sealed, RegistrationDomain domain) {
        WalletAddress address = identity.wallet().address();
        Recipient recipient = identity.recipient();
        if (!RegistrationFields.isReference(signup)) {
            throw new IllegalArgumentException("A signup reference id is 1 to 128 visible ASCII characters");
        }
        if (!sealed.wallet().kid().equals(address.toString())
                || !sealed.rsa().kid().equals(recipient.kid())) {
            throw new IllegalArgumentException("The sealed keys are not those of this identity");
        }
        byte[] message = address(address);
        return new RegistrationFields(
                signup,
                address,
                "0x" + Hex.encode(identity.wallet().publicKey()),
                recipient,
                sealed,
                identity.wallet().signMessage(message),
                Base64Url.encode(identity.recipientKey().sign(message)),
                identity.wallet().sign(binding(address, recipient, sealed, signup, domain)));
    }
}
