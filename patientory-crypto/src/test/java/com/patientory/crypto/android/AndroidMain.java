package com.patientory.crypto.android;

import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.Registration;
import com.patientory.crypto.RegistrationDomain;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.SealedKeys;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.Web3Keystore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The whole way of a patient and a hospital, in a process that has no other providers than {@link Api26Provider}. */
public final class AndroidMain {
    private static final RegistrationDomain DOMAIN =
            new RegistrationDomain(1337, WalletAddress.parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));

    private AndroidMain() {}

    public static void main(String[] arguments) throws IOException {
        becomeAndroid();
        Mnemonic words = Mnemonic.generate();
        try (PatientIdentity me = PatientIdentity.from(words)) {
            SealedKeys sealed = me.seal(words);
            try (PatientIdentity restored = PatientIdentity.from(words, sealed)) {
                require(me.recipient().equals(restored.recipient()), "restored from blobs");
            }
            register(me, sealed);
            for (RecipientKey doctor : List.of(
                    RecipientKey.generate(new SecureRandom()),
                    RecipientKey.generateP256(new SecureRandom()),
                    RecipientKey.generateX25519(new SecureRandom()))) {
                share(me, doctor, Paths.get(arguments[0]));
            }
            export(me);
        }
    }

    private static void becomeAndroid() {
        Provider[] others = Security.getProviders();
        Provider android = Api26Provider.android(others);
        Provider internals = Api26Provider.forJdkInternals(others);
        for (Provider provider : others) {
            Security.removeProvider(provider.getName());
        }
        Security.addProvider(android);
        Security.addProvider(internals);
        for (String missing : List.of("RSASSA-PSS", "Ed25519")) {
            try {
                Signature.getInstance(missing);
                throw new IllegalStateException(missing + " is still there, so this proves nothing");
            } catch (NoSuchAlgorithmException expected) {
                // As at API level 26.
            }
        }
    }

    private static void register(PatientIdentity me, SealedKeys sealed) {
        Registration registration = Registration.builder()
                .signupReferenceId("signup-1")
                .identity(me)
                .sealedKeys(sealed)
                .domain(DOMAIN)
                .sign();
        Registration.parse(registration.toJson()).verify("signup-1", DOMAIN);
    }

    private static void share(PatientIdentity me, RecipientKey doctor, Path folder) throws IOException {
        byte[] scan = new byte[3_000_000];
        new SecureRandom().nextBytes(scan);
        RecordCipher cipher = RecordCipher.create();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        RecordMetadata about = RecordMetadata.builder()
                .name("scan")
                .mediaType("application/dicom")
                .bodyCid("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")
                .writer(me.wallet().address())
                .time(Instant.parse("2026-11-22T16:00:00Z"))
                .build();
        KeyEnvelope envelope;
        try (SealedBody sealed = cipher.encrypt(new ByteArrayInputStream(scan), body)) {
            envelope = sealed.envelope(about, List.of(me.recipient()));
        }
        Recipient other = Recipient.parse(doctor.recipient().toJwk());
        KeyEnvelope shared =
                KeyEnvelope.parse(envelope.grant(me.recipientKey(), other).toBytes());
        Path file = folder.resolve("body");
        Path plain = folder.resolve("plain");
        Files.write(file, body.toByteArray());
        try (RecordKey key = shared.open(doctor)) {
            cipher.decrypt(file, key, plain);
            require(Arrays.equals(scan, Files.readAllBytes(plain)), "the file that was sealed");
        }
    }

    private static void export(PatientIdentity me) {
        char[] password = "correct horse".toCharArray();
        Web3Keystore file = Web3Keystore.exportPbkdf2(me.wallet(), password, new SecureRandom());
        require(file.open(password).address().equals(me.wallet().address()), "the exported wallet");
        EcdsaSignature signature = me.wallet().signMessage(me.recipientKey().exportPkcs8());
        require(
                signature
                        .recoverMessage(me.recipientKey().exportPkcs8())
                        .equals(me.wallet().address()),
                "the signer");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("Not " + what);
        }
    }
}
