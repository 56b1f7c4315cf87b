package com.patientory.crypto.vectors;

import com.patientory.crypto.WalletKey;
import com.patientory.crypto.internal.eth.Eip712;
import com.patientory.crypto.internal.rsa.RsaCipher;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes registration-v1, in parts that a case may replace before the binding is signed. */
final class RegistrationWriter {
    static final String SIGNUP = "signup-4711";
    static final long CHAIN = 1337;
    static final String REGISTRY = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    private static final String BINDING = "KeyBinding(address wallet,bytes32 rsaThumbprint,bytes32 ecdsaBlobHash,"
            + "bytes32 rsaBlobHash,string signupReferenceId)";

    private final WalletKey wallet = WalletKey.of(KeystoreCases.SCALAR);
    Keys rsa = Keys.PATIENT;
    String ecdsaBlob = KeystoreCases.WALLET.toString();
    String rsaBlob = KeystoreCases.RSA.toString();
    String signed = Keys.ADDRESS;
    long chain = CHAIN;
    String registry = REGISTRY;
    String boundSignup = SIGNUP;

    private String binding() {
        byte[] domain = Eip712.domain("Patientory", "1", chain, HexFormat.of().parseHex(registry.substring(2)));
        byte[] struct = Eip712.struct(
                BINDING,
                Eip712.address(wallet.address().bytes()),
                Base64.getUrlDecoder().decode(rsa.kid()),
                Fixed.sha256(ecdsaBlob.getBytes(StandardCharsets.US_ASCII)),
                Fixed.sha256(rsaBlob.getBytes(StandardCharsets.US_ASCII)),
                Eip712.string(boundSignup));
        return wallet.sign(Eip712.digest(domain, struct)).toString();
    }

    /** The members, each with its JSON value. */
    Map<String, String> members() {
        byte[] message = signed.getBytes(StandardCharsets.US_ASCII);
        Map<String, String> members = new LinkedHashMap<>();
        members.put("ecdsa_public_key", "0x" + HexFormat.of().formatHex(wallet.publicKey()));
        members.put("ecdsa_verification_signature", wallet.signMessage(message).toString());
        members.put("encryptedECDSAPrivateKey", ecdsaBlob);
        members.put("encryptedRsaPrivateKey", rsaBlob);
        members.put("key_binding_signature", binding());
        members.put("rsa_public_key", "");
        members.put(
                "rsa_verification_signature",
                Vector.base64url(RsaCipher.sign(rsa.privateKey(), message, new Fixed("PSS"))));
        members.put("signup_reference_id", SIGNUP);
        members.put("typ", "registration-v1");
        members.put("wallet_address", Keys.ADDRESS);
        members.replaceAll((name, value) -> "\"" + value + "\"");
        members.put("rsa_public_key", jwk(rsa));
        return members;
    }

    static String jwk(Keys key) {
        return "{\"e\":\"AQAB\",\"kid\":\"" + key.kid() + "\",\"kty\":\"RSA\",\"n\":\""
                + key.privateJwk().string("n") + "\"}";
    }

    /** With one member's JSON value replaced; null leaves it out. */
    String with(String member, String value) {
        Map<String, String> members = members();
        members.put(member, value);
        members.values().remove(null);
        return json(members);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Canonical JSON. */
    @Override
    public String toString() {
        return json(members());
    }
}
