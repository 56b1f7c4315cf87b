package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.internal.derive.Bip32Key;
import com.patientory.crypto.internal.derive.Bip39Seed;
import com.patientory.crypto.internal.derive.Bip85;
import com.patientory.crypto.internal.eth.Eip191;
import com.patientory.crypto.internal.eth.Eip712;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.keystore.FixedSealedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every worked example in a specification is what the code computes. */
class SpecificationExamplesTest {
    private static final byte[] SENTENCE = MnemonicTest.JUNK.getBytes(StandardCharsets.US_ASCII);
    private static final String SIGNUP = "signup-4711";

    private static PatientIdentity identity;
    private static SealedKeys sealed;

    @BeforeAll
    static void derive() {
        identity = PatientIdentity.from(Mnemonic.parse(MnemonicTest.JUNK));
        sealed = new SealedKeys(
                PrivateKeyBlob.parse(FixedSealedKey.seal(
                        EcJwk.of(
                                identity.wallet().publicKey(),
                                identity.wallet().secret().copy()),
                        identity.wallet().address().toString(),
                        SENTENCE)),
                PrivateKeyBlob.parse(FixedSealedKey.seal(
                        RsaJwk.of(identity.recipientKey().secret()),
                        identity.recipient().kid(),
                        SENTENCE)));
    }

    @Test
    void derivation_workedExample_isWhatTheCodeDerives() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        byte[] seed = Bip39Seed.of(SENTENCE, "");
        values.put("BIP-39 seed", Hex.encode(seed));
        values.put("wallet private key", Hex.encode(identity.wallet().secret().copy()));
        values.put("wallet address", identity.wallet().address().toString());
        values.put("RSA seed", Hex.encode(Bip85.hex(Bip32Key.master(seed), 64, 828365)));
        values.put("RSA thumbprint", identity.recipient().kid());
        try (PatientIdentity rotated = PatientIdentity.from(Mnemonic.parse(MnemonicTest.JUNK), 1)) {
            values.put("RSA thumbprint, rotation 1", rotated.recipient().kid());
        }
        requireIn("derivation-v1", values);
    }

    @Test
    void keystore_workedExample_isWhatTheCodeSeals() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("wallet blob", sealed.wallet().toCompact());
        values.put("SHA-256 of the wallet blob", Hex.encode(sealed.wallet().digest()));
        values.put("SHA-256 of the RSA blob", Hex.encode(sealed.rsa().digest()));
        requireIn("keystore-v1", values);
    }

    @Test
    void registration_workedExample_isWhatTheCodeSigns() throws IOException {
        RegistrationDomain domain =
                new RegistrationDomain(1337, WalletAddress.parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));
        Registration registration = Registration.builder()
                .signupReferenceId(SIGNUP)
                .identity(identity)
                .sealedKeys(sealed)
                .domain(domain)
                .sign();
        registration.verify(SIGNUP, domain);
        byte[] message = RegistrationProof.address(identity.wallet().address());
        byte[] digest =
                RegistrationProof.binding(identity.wallet().address(), identity.recipient(), sealed, SIGNUP, domain);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("EIP-191 digest", Hex.encode(Eip191.digest(message)));
        values.put(
                "ecdsa_verification_signature",
                identity.wallet().signMessage(message).toString());
        values.put(
                "RSA thumbprint as bytes32",
                Hex.encode(Base64Url.decode("kid", identity.recipient().kid())));
        values.put(
                "domain separator",
                Hex.encode(
                        Eip712.domain("Patientory", "1", 1337, domain.registry().bytes())));
        values.put("EIP-712 digest", Hex.encode(digest));
        values.put("key_binding_signature", identity.wallet().sign(digest).toString());
        requireIn("registration-v1", values);
    }

    @Test
    void registration_jsonForOtherWallets_hasTheDigestOfTheExample() throws IOException {
        String text = new String(Files.readAllBytes(Paths.get("spec", "registration-v1.md")), StandardCharsets.UTF_8);
        int start = text.indexOf("```json") + "```json".length();
        TypedData data = TypedData.parse(
                text.substring(start, text.indexOf("```", start)).trim());
        requireIn("registration-v1", Map.of("EIP-712 digest", "|EIP-712digest|`" + Hex.encode(data.digest()) + "`|"));
        assertEquals("KeyBinding", data.primaryType());
    }

    private static void requireIn(String name, Map<String, String> values) throws IOException {
        String text = new String(Files.readAllBytes(Paths.get("spec", name + ".md")), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
        values.forEach(
                (what, value) -> assertTrue(text.contains(value), name + " does not have the " + what + ": " + value));
    }
}
