package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.jose.Base64Url;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Neither an exception, with its causes and trace, nor a toString tells a secret that went in. */
class LeakTest {
    private static final String WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final String PASSWORD = "correct-horse-battery";

    private static PatientIdentity identity;
    private static SealedKeys sealed;
    private static Web3Keystore keystore;
    private static List<String> secrets;

    @BeforeAll
    static void derive() {
        Mnemonic words = Mnemonic.parse(WORDS);
        identity = PatientIdentity.from(words);
        sealed = identity.seal(words);
        keystore = Web3Keystore.exportPbkdf2(identity.wallet(), PASSWORD.toCharArray(), new SecureRandom());
        byte[] scalar = identity.wallet().secret().copy();
        byte[] prime = identity.recipientKey().secret().getPrimeP().toByteArray();
        secrets = new ArrayList<>(List.of("winner", "sausage", "yellow", PASSWORD));
        for (byte[] secret : List.of(scalar, prime)) {
            secrets.add(Hex.encode(secret).substring(8, 24));
            secrets.add(Base64Url.encode(secret).substring(4, 20));
        }
        secrets.add(identity.recipientKey().secret().getPrimeP().toString().substring(0, 16));
        secrets.add(privateMember(identity.recipientKey().exportJwk(), "d"));
    }

    private static String privateMember(String jwk, String name) {
        int at = jwk.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return jwk.substring(at, at + 16);
    }

    private static void assertTellsNothing(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String secret : secrets) {
            assertFalse(lower.contains(secret.toLowerCase(Locale.ROOT)), () -> "a secret in: " + text);
        }
    }

    @TestFactory
    Stream<DynamicTest> toString_eachTypeWithSecrets_tellsNone() {
        Mnemonic words = Mnemonic.parse(WORDS);
        return Stream.of(
                        words,
                        identity,
                        identity.wallet(),
                        identity.recipientKey(),
                        sealed,
                        sealed.wallet(),
                        keystore,
                        VaultKey.generate(new SecureRandom()))
                .map(object ->
                        dynamicTest(object.getClass().getSimpleName(), () -> assertTellsNothing(object.toString())));
    }

    @TestFactory
    Stream<DynamicTest> failingInput_eachParser_tellsNoSecret() {
        Map<String, Executable> failing = new LinkedHashMap<>();
        failing.put("a word too many", () -> Mnemonic.parse(WORDS + " yellow"));
        failing.put("an unknown word", () -> Mnemonic.parse(WORDS.replace("sausage", "sausages")));
        failing.put("a wrong checksum", () -> Mnemonic.parse(WORDS.replace("yellow", "winner")));
        failing.put("other words' blobs", () -> PatientIdentity.from(Mnemonic.parse(MnemonicTest.JUNK), sealed));
        failing.put("sealing under other words", () -> identity.seal(Mnemonic.parse(MnemonicTest.JUNK)));
        failing.put("a wrong password", () -> keystore.open((PASSWORD + "!").toCharArray()));
        failing.put("a password of no text", () -> keystore.open((PASSWORD + '\uD800').toCharArray()));
        String rsa = identity.recipientKey().exportJwk();
        String wallet = identity.wallet().exportJwk();
        failing.put("a private key as a recipient", () -> Recipient.parse(rsa));
        failing.put("a wallet key as a recipient", () -> Recipient.parse(wallet));
        failing.put("a wallet key as a recipient key", () -> RecipientKey.parse(wallet));
        failing.put("a cut JWK", () -> RecipientKey.parse(rsa.substring(0, rsa.length() - 20)));
        failing.put("a JWK with another d", () -> RecipientKey.parse(altered(rsa)));
        failing.put("a JWK as a registration", () -> Registration.parse(rsa));
        failing.put("a JWK as a blob", () -> PrivateKeyBlob.parse(wallet));
        failing.put("a JWK as typed data", () -> TypedData.parse(rsa));
        failing.put("a JWK as a web3 keystore", () -> Web3Keystore.parse(wallet));
        failing.put("a JWK as an address", () -> WalletAddress.parse(wallet));
        failing.put("words as an address", () -> WalletAddress.parse(WORDS));
        failing.put("words as a signature", () -> EcdsaSignature.parse(WORDS));
        failing.put("words as a blob", () -> PrivateKeyBlob.parse(WORDS));
        failing.put("words as a JWK", () -> Recipient.parse(WORDS));
        failing.put("words as an envelope", () -> KeyEnvelope.parse(WORDS.getBytes(StandardCharsets.UTF_8)));
        return failing.entrySet().stream()
                .map(input -> dynamicTest(input.getKey(), () -> assertTellsNothing(trace(input.getValue()))));
    }

    private static String altered(String jwk) {
        String d = privateMember(jwk, "d");
        return jwk.replace(d, d.charAt(0) == 'A' ? "B" + d.substring(1) : "A" + d.substring(1));
    }

    private static String trace(Executable failing) {
        RuntimeException error = assertThrows(RuntimeException.class, failing);
        assertTrue(
                error instanceof PatientoryCryptoException || error instanceof IllegalArgumentException,
                error.getClass().getName());
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
