package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Keys.ADDRESS;

import com.patientory.crypto.WalletKey;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** registration-v1: proofs that hold, and each proof broken. */
final class RegistrationCases {
    private static final RegistrationWriter GOOD = new RegistrationWriter();
    private static final String TEXT = GOOD.toString();
    static final String OTHER_ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final WalletKey OTHER = WalletKey.of(
            java.util.HexFormat.of().parseHex("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"));

    private RegistrationCases() {}

    static Stream<Vector> all() {
        return Stream.of(valid(), proofs(), bindings()).flatMap(cases -> cases);
    }

    static Vector on(String name, String why, Object registration) {
        return expecting(RegistrationWriter.SIGNUP, name, why, registration);
    }

    private static Vector expecting(String signup, String name, String why, Object registration) {
        return new Vector("registration-v1", name, why)
                .given("signup_reference_id", signup)
                .given("chain_id", RegistrationWriter.CHAIN)
                .given("registry", RegistrationWriter.REGISTRY)
                .given("registration", registration.toString());
    }

    private static Stream<Vector> valid() {
        String withoutKid = GOOD.with(
                "rsa_public_key",
                RegistrationWriter.jwk(Keys.PATIENT).replace("\"kid\":\"" + Keys.PATIENT.kid() + "\",", ""));
        String otherKid = GOOD.with(
                "rsa_public_key", RegistrationWriter.jwk(Keys.PATIENT).replace(Keys.PATIENT.kid(), "anything"));
        return Stream.of(
                on("complete", "All proofs hold.", GOOD).gives(Keys.PATIENT.kid()),
                on("rsa-key-without-kid", "The kid is computed, not read.", withoutKid)
                        .gives(Keys.PATIENT.kid()),
                on("rsa-key-with-other-kid", "The kid is computed, not read.", otherKid)
                        .gives(Keys.PATIENT.kid()),
                on("spelled-differently", "Readers take any JSON.", TEXT.replace(",\"typ\":", " ,\n\"typ\" : "))
                        .gives(Keys.PATIENT.kid()));
    }

    private static Stream<Vector> proofs() {
        byte[] address = ADDRESS.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String otherSigned = "\"" + OTHER.signMessage(address) + "\"";
        String lower = "\""
                + written(each -> each.signed = ADDRESS.toLowerCase(java.util.Locale.ROOT))
                        .members()
                        .get("ecdsa_verification_signature")
                        .replace("\"", "")
                + "\"";
        return Stream.of(
                expecting("signup-4712", "signup-of-another", "Not the reference that the server gave out.", GOOD)
                        .fails("registration:signup-reference"),
                on(
                                "address-of-another-key",
                                "Not the address of the ECDSA key.",
                                GOOD.with("wallet_address", "\"" + OTHER_ADDRESS + "\""))
                        .fails("registration:address"),
                on(
                                "wallet-blob-of-another",
                                "Its kid is another address.",
                                written(each -> each.ecdsaBlob =
                                        BlobWriter.of(OTHER_ADDRESS, "{}").toString()))
                        .fails("registration:wallet-blob"),
                on("blobs-exchanged", "The RSA key's blob in the wallet's place.", written(each -> {
                            each.ecdsaBlob = KeystoreCases.RSA.toString();
                            each.rsaBlob = KeystoreCases.WALLET.toString();
                        }))
                        .fails("registration:wallet-blob"),
                on(
                                "rsa-blob-of-another",
                                "Its kid is another thumbprint.",
                                written(each -> each.rsaBlob =
                                        BlobWriter.of(Keys.DOCTOR.kid(), "{}").toString()))
                        .fails("registration:rsa-blob"),
                on(
                                "rsa-key-of-another",
                                "An attacker's key beside the patient's address and blobs.",
                                GOOD.with("rsa_public_key", RegistrationWriter.jwk(Keys.DOCTOR)))
                        .fails("registration:rsa-blob"),
                on(
                                "wallet-signature-by-another",
                                "Signed by another wallet.",
                                GOOD.with("ecdsa_verification_signature", otherSigned))
                        .fails("registration:wallet-signature"),
                on(
                                "wallet-signature-over-lower-case",
                                "Signed is the address in EIP-55 form.",
                                GOOD.with("ecdsa_verification_signature", lower))
                        .fails("registration:wallet-signature"),
                on(
                                "rsa-signature-over-another-address",
                                "Not over this address.",
                                GOOD.with(
                                        "rsa_verification_signature",
                                        written(each -> each.signed = OTHER_ADDRESS)
                                                .members()
                                                .get("rsa_verification_signature")))
                        .fails("registration:rsa-signature"),
                on(
                                "rsa-signature-short",
                                "Too few octets.",
                                GOOD.with("rsa_verification_signature", "\"" + Vector.base64url(new byte[256]) + "\""))
                        .fails("registration:rsa-signature"),
                on("rsa-signature-empty", "No octets.", GOOD.with("rsa_verification_signature", "\"\""))
                        .fails("registration:rsa-signature"));
    }

    private static Stream<Vector> bindings() {
        RegistrationWriter attackers = written(each -> {
            each.rsa = Keys.DOCTOR;
            each.rsaBlob = BlobWriter.of(Keys.DOCTOR.kid(), "{}").toString();
        });
        String replayed = GOOD.members().get("key_binding_signature");
        return Stream.of(
                binding("binding-for-another-chain", "Bound to chain 1.", written(each -> each.chain = 1)),
                binding(
                        "binding-for-another-contract",
                        "Bound to another registry.",
                        written(each -> each.registry = OTHER_ADDRESS)),
                binding(
                        "binding-for-another-signup",
                        "Bound to another reference.",
                        written(each -> each.boundSignup = "signup-4712")),
                binding(
                        "binding-replayed-for-another-rsa-key",
                        "The attack that the binding is for: the patient's signatures beside a whole other RSA key.",
                        attackers.with("key_binding_signature", replayed)),
                binding(
                        "binding-for-another-blob",
                        "The RSA blob was exchanged for another of the same kid.",
                        GOOD.with("encryptedRsaPrivateKey", "\"" + BlobWriter.of(Keys.PATIENT.kid(), "{}") + "\"")),
                binding(
                        "binding-missing-signature-repeated",
                        "The address signature in the binding's place.",
                        GOOD.with("key_binding_signature", GOOD.members().get("ecdsa_verification_signature"))));
    }

    private static Vector binding(String name, String why, Object registration) {
        return on(name, why, registration).fails("registration:key-binding");
    }

    private static RegistrationWriter written(Consumer<RegistrationWriter> change) {
        RegistrationWriter writer = new RegistrationWriter();
        change.accept(writer);
        return writer;
    }
}
