package com.patientory.crypto;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;

/** The JSON form of registration-v1. The names are those of the onboarding flow. */
final class RegistrationJson {
    private static final String FORMAT = "registration-v1";
    private static final int MAX_BYTES = 64 * 1024;

    private static final String TYP = "typ";
    private static final String SIGNUP = "signup_reference_id";
    private static final String ADDRESS = "wallet_address";
    private static final String ECDSA_KEY = "ecdsa_public_key";
    private static final String RSA_KEY = "rsa_public_key";
    private static final String ECDSA_BLOB = "encryptedECDSAPrivateKey";
    private static final String RSA_BLOB = "encryptedRsaPrivateKey";
    private static final String ECDSA_SIGNATURE = "ecdsa_verification_signature";
    private static final String RSA_SIGNATURE = "rsa_verification_signature";
    private static final String BINDING_SIGNATURE = "key_binding_signature";

    private RegistrationJson() {}

    static RegistrationFields parse(String json) {
        JsonObject object = JsonObject.parse(FORMAT, json, MAX_BYTES);
        // First: a later version may have other members.
        if (!object.string(TYP).equals(FORMAT)) {
            throw new UnsupportedException("registration typ", object.string(TYP), FORMAT);
        }
        object.exactly(
                TYP,
                SIGNUP,
                ADDRESS,
                ECDSA_KEY,
                RSA_KEY,
                ECDSA_BLOB,
                RSA_BLOB,
                ECDSA_SIGNATURE,
                RSA_SIGNATURE,
                BINDING_SIGNATURE);
        if (!RegistrationFields.isReference(object.string(SIGNUP))) {
            throw MalformedException.of(FORMAT, SIGNUP + " is not 1 to 128 visible ASCII characters");
        }
        Base64Url.decode(RSA_SIGNATURE, object.string(RSA_SIGNATURE));
        return new RegistrationFields(
                object.string(SIGNUP),
                address(object.string(ADDRESS)),
                point(object.string(ECDSA_KEY)),
                Recipient.ofJwk(object.object(RSA_KEY)),
                new SealedKeys(
                        PrivateKeyBlob.parse(object.string(ECDSA_BLOB)), PrivateKeyBlob.parse(object.string(RSA_BLOB))),
                EcdsaSignature.parse(object.string(ECDSA_SIGNATURE)),
                object.string(RSA_SIGNATURE),
                EcdsaSignature.parse(object.string(BINDING_SIGNATURE)));
    }

    /** One text for each address: what both signatures cover must be what was sent. */
    private static WalletAddress address(String text) {
        WalletAddress address = WalletAddress.parse(text);
        if (!address.toString().equals(text)) {
            throw MalformedException.of(FORMAT, ADDRESS + " is not in EIP-55 form");
        }
        return address;
    }

    private static String point(String text) {
        byte[] point = Hex.decodePrefixed(ECDSA_KEY, text, RegistrationFields.POINT_BYTES);
        String canonical = "0x" + Hex.encode(point);
        if (!Secp256k1.isPoint(point) || !canonical.equals(text)) {
            throw MalformedException.of(ECDSA_KEY, "not an uncompressed point of secp256k1 in lower case");
        }
        return text;
    }

    static String write(RegistrationFields fields) {
        return JsonObject.builder()
                .put(TYP, FORMAT)
                .put(SIGNUP, fields.signupReferenceId())
                .put(ADDRESS, fields.address().toString())
                .put(ECDSA_KEY, fields.ecdsaPublicKey())
                .put(RSA_KEY, fields.recipient().jwk())
                .put(ECDSA_BLOB, fields.sealedKeys().wallet().toCompact())
                .put(RSA_BLOB, fields.sealedKeys().rsa().toCompact())
                .put(ECDSA_SIGNATURE, fields.walletSignature().toString())
                .put(RSA_SIGNATURE, fields.rsaSignature())
                .put(BINDING_SIGNATURE, fields.bindingSignature().toString())
                .build()
                .toCanonicalString();
    }
}
