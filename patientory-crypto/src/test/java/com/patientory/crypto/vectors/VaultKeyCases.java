package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Vector.base64url;

import java.util.stream.Stream;

/** The envelope of a vault key. */
final class VaultKeyCases {
    private static final String JWK = KindKey.VAULT.publicJwk();

    private VaultKeyCases() {}

    static Stream<Vector> all() {
        return Stream.of(
                on("vault-key", "A vault key for one reader.", typed("patientory-vault-key-v1+json", JWK))
                        .gives(KindKey.VAULT.kid()),
                on("record", "The envelope of a record is none of a vault key.", new JweWriter())
                        .fails("unsupported"),
                on(
                                "record-payload",
                                "A record's payload under the type of a vault key.",
                                typed("patientory-vault-key-v1+json", JweWriter.PAYLOAD))
                        .fails("malformed"),
                on(
                                "key-short",
                                "31 bytes.",
                                typed(
                                        "patientory-vault-key-v1+json",
                                        JWK.replace(base64url(KindKey.VAULT.secret()), base64url(new byte[31]))))
                        .fails("malformed"),
                on(
                                "key-with-another-member",
                                "Nothing is ignored.",
                                typed("patientory-vault-key-v1+json", JWK.replace("}", ",\"x\":1}")))
                        .fails("malformed"),
                EnvelopeCases.on(
                                "vault-key-as-record",
                                "The envelope of a vault key is none of a record.",
                                typed("patientory-vault-key-v1+json", JWK))
                        .fails("unsupported"));
    }

    private static Vector on(String name, String why, Object envelope) {
        return new Vector("vault-key-v1", name, why).given("reader", "patient").given("envelope", envelope.toString());
    }

    private static JweWriter typed(String typ, String payload) {
        JweWriter writer = JweWriter.withPayload(payload);
        writer.header = writer.header.replace("patientory-envelope-v1+json", typ);
        return writer;
    }
}
