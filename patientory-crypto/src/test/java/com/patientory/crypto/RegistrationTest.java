package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.RegistrationException;
import com.patientory.crypto.error.RegistrationException.Flaw;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String SIGNUP = "c2lnbnVw-0001";
    private static final RegistrationDomain DOMAIN =
            new RegistrationDomain(1337, WalletAddress.parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));

    private static PatientIdentity patient;
    private static Registration registration;
    private static PatientIdentity attacker;
    private static Registration attackers;

    @BeforeAll
    static void register() {
        patient = PatientIdentity.from(Mnemonic.parse(MnemonicTest.JUNK));
        registration = sign(patient, Mnemonic.parse(MnemonicTest.JUNK));
        Mnemonic others = Mnemonic.generate();
        attacker = PatientIdentity.from(others);
        attackers = sign(attacker, others);
    }

    private static Registration sign(PatientIdentity identity, Mnemonic words) {
        return Registration.builder()
                .signupReferenceId(SIGNUP)
                .identity(identity)
                .sealedKeys(identity.seal(words))
                .domain(DOMAIN)
                .sign();
    }

    private static ObjectNode json(Registration registration) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(registration.toJson());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Registration changed(Consumer<ObjectNode> change) {
        ObjectNode json = json(registration);
        change.accept(json);
        return Registration.parse(json.toString());
    }

    /** Takes members over from the attacker's own registration, which is valid in itself. */
    private static Registration mixed(String... members) {
        return changed(json -> {
            for (String member : members) {
                json.set(member, json(attackers).get(member));
            }
        });
    }

    private static void assertFlaw(Flaw flaw, Registration refused) {
        assertEquals(
                flaw,
                assertThrows(RegistrationException.class, () -> refused.verify(SIGNUP, DOMAIN))
                        .flaw());
    }

    @Test
    void verify_whatTheDeviceSigned_holdsAlsoAfterTheWire() {
        Registration read = Registration.parse(registration.toJson()).verify(SIGNUP, DOMAIN);
        assertEquals(registration.toJson(), read.toJson());
        assertEquals(patient.wallet().address(), read.address());
        assertEquals(patient.recipient(), read.recipient());
        assertEquals(SIGNUP, read.signupReferenceId());
        PatientIdentity.from(Mnemonic.parse(MnemonicTest.JUNK), read.sealedKeys())
                .close();
        attackers.verify(SIGNUP, DOMAIN);
    }

    @Test
    void verify_anotherSignup_isRefused() {
        RegistrationException error =
                assertThrows(RegistrationException.class, () -> registration.verify("another", DOMAIN));
        assertEquals(Flaw.SIGNUP_REFERENCE, error.flaw());
        assertFlaw(Flaw.SIGNUP_REFERENCE, changed(json -> json.put("signup_reference_id", "another")));
    }

    @Test
    void verify_signupOrNetworkThatWasNotSigned_breaksTheBinding() {
        Registration renamed = changed(json -> json.put("signup_reference_id", "another"));
        assertEquals(
                Flaw.KEY_BINDING,
                assertThrows(RegistrationException.class, () -> renamed.verify("another", DOMAIN))
                        .flaw());
        RegistrationDomain otherChain = new RegistrationDomain(1, DOMAIN.registry());
        RegistrationDomain otherRegistry =
                new RegistrationDomain(1337, patient.wallet().address());
        for (RegistrationDomain other : new RegistrationDomain[] {otherChain, otherRegistry}) {
            assertEquals(
                    Flaw.KEY_BINDING,
                    assertThrows(RegistrationException.class, () -> registration.verify(SIGNUP, other))
                            .flaw());
        }
    }

    @Test
    void verify_addressOfSomebodyElse_isRefused() {
        assertFlaw(Flaw.ADDRESS, mixed("wallet_address"));
        assertFlaw(Flaw.ADDRESS, mixed("ecdsa_public_key"));
    }

    @Test
    void verify_sealedKeyOfSomebodyElse_isRefused() {
        assertFlaw(Flaw.WALLET_BLOB, mixed("encryptedECDSAPrivateKey"));
        assertFlaw(Flaw.RSA_BLOB, mixed("encryptedRsaPrivateKey"));
        assertFlaw(Flaw.RSA_BLOB, mixed("rsa_public_key"));
    }

    @Test
    void verify_signatureOfSomebodyElse_isRefused() {
        assertFlaw(Flaw.WALLET_SIGNATURE, mixed("ecdsa_verification_signature"));
        assertFlaw(Flaw.RSA_SIGNATURE, mixed("rsa_verification_signature"));
        assertFlaw(Flaw.KEY_BINDING, mixed("key_binding_signature"));
    }

    /** The attack that the binding exists for: the victim's replayed address signature beside the attacker's RSA key. */
    @Test
    void verify_attackersRsaKeyBesideReplayedAddressSignature_isRefused() {
        Registration replayed = changed(json -> {
            json.set("rsa_public_key", json(attackers).get("rsa_public_key"));
            json.set("encryptedRsaPrivateKey", json(attackers).get("encryptedRsaPrivateKey"));
            byte[] message = RegistrationProof.address(registration.address());
            byte[] forged = attacker.recipientKey().sign(message);
            json.put("rsa_verification_signature", Base64Url.encode(forged));
        });
        assertFlaw(Flaw.KEY_BINDING, replayed);
    }

    @Test
    void verify_freshlySealedBlobOfTheSameKey_breaksTheBinding() {
        SealedKeys again = patient.seal(Mnemonic.parse(MnemonicTest.JUNK));
        assertFlaw(
                Flaw.KEY_BINDING,
                changed(json ->
                        json.put("encryptedECDSAPrivateKey", again.wallet().toCompact())));
    }

    @Test
    void parse_wrongForm_isRefused() {
        assertThrows(MalformedException.class, () -> Registration.parse("{}"));
        assertThrows(MalformedException.class, () -> changed(json -> json.put("more", 1)));
        assertThrows(MalformedException.class, () -> changed(json -> json.remove("key_binding_signature")));
        assertThrows(MalformedException.class, () -> changed(json -> json.put("signup_reference_id", "a b")));
        assertThrows(MalformedException.class, () -> changed(json -> json.put("ecdsa_public_key", "0x04")));
        assertThrows(
                MalformedException.class,
                () -> changed(json -> json.put("ecdsa_public_key", "0x04" + "11".repeat(64))));
        assertThrows(
                MalformedException.class,
                () -> changed(json -> json.put(
                        "wallet_address", json.get("wallet_address").asText().toLowerCase(Locale.ROOT))));
        assertThrows(UnsupportedException.class, () -> changed(json -> json.put("typ", "registration-v2")));
        assertThrows(
                UnsupportedException.class,
                () -> changed(json -> json.put("typ", "registration-v2").put("new", 1)));
        assertThrows(MalformedException.class, () -> Registration.parse(registration.toJson() + " {}"));
        String duplicate = registration.toJson().replaceFirst("\\{", "{\"typ\":\"registration-v1\",");
        assertThrows(MalformedException.class, () -> Registration.parse(duplicate));
    }

    @Test
    void parse_unknownKeyMemberBeyondDoubles_isIgnoredLikeAnyOther() {
        Registration read = changed(json -> ((ObjectNode) json.get("rsa_public_key")).put("iat", Long.MAX_VALUE));
        assertEquals(patient.recipient(), read.verify(SIGNUP, DOMAIN).recipient());
    }

    @Test
    void sign_missingOrForeignParts_isRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Registration.builder().sign());
        assertThrows(
                IllegalArgumentException.class,
                () -> Registration.builder()
                        .signupReferenceId(SIGNUP)
                        .identity(patient)
                        .sealedKeys(attackers.sealedKeys())
                        .domain(DOMAIN)
                        .sign());
        assertThrows(
                IllegalArgumentException.class,
                () -> Registration.builder()
                        .signupReferenceId("")
                        .identity(patient)
                        .sealedKeys(registration.sealedKeys())
                        .domain(DOMAIN)
                        .sign());
        assertThrows(IllegalArgumentException.class, () -> new RegistrationDomain(0, DOMAIN.registry()));
    }

    @Test
    void verify_signatureThatNoKeyCanHaveMade_isRefused() {
        assertFlaw(
                Flaw.WALLET_SIGNATURE,
                changed(json ->
                        json.put("ecdsa_verification_signature", ofNoKey().toString())));
        assertFlaw(
                Flaw.KEY_BINDING,
                changed(json -> json.put("key_binding_signature", ofNoKey().toString())));
    }

    /** Half of all r are the x coordinate of no point. */
    private static EcdsaSignature ofNoKey() {
        byte[] number = new byte[32];
        for (byte r = 1; r < 100; r++) {
            number[31] = r;
            EcdsaSignature signature = EcdsaSignature.of(number, number, 0);
            try {
                signature.recover(new byte[32]);
            } catch (MalformedException e) {
                return signature;
            }
        }
        throw new IllegalStateException("A hundred points in a row");
    }

    @Test
    void toString_always_isThePublicNames() {
        assertEquals(
                "Registration[" + patient.wallet().address() + ", "
                        + patient.recipient().kid() + "]",
                registration.toString());
    }
}
