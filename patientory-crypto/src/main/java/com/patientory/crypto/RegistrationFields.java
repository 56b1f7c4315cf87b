package com.patientory.crypto;

import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.jose.Base64Url;

/**
 * All fields of registration-v1, as they were read or made.
 *
 * @param signupReferenceId the server's reference
 * @param address the wallet's address
 * @param ecdsaPublicKey the wallet's uncompressed public point, {@code 0x} and 130 digits
 * @param recipient the public RSA key
 * @param sealedKeys both private keys
 * @param walletSignature EIP-191 over the address
 * @param rsaSignature RSASSA-PSS over the address, in base64url
 * @param bindingSignature EIP-712 over everything
 */
record RegistrationFields(
        String signupReferenceId,
        WalletAddress address,
        String ecdsaPublicKey,
        Recipient recipient,
        SealedKeys sealedKeys,
        EcdsaSignature walletSignature,
        String rsaSignature,
        EcdsaSignature bindingSignature) {
    static final int POINT_BYTES = 65;

    private static final int REFERENCE_MAX_CHARS = 128;

    WalletAddress addressOfKey() {
        return WalletAddress.ofPoint(Hex.decodePrefixed("ecdsa_public_key", ecdsaPublicKey, POINT_BYTES));
    }

    byte[] rsaSignatureBytes() {
        return Base64Url.decode("rsa_verification_signature", rsaSignature);
    }

    static boolean isReference(String text) {
        return !text.isEmpty()
                && text.length() <= REFERENCE_MAX_CHARS
                && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
