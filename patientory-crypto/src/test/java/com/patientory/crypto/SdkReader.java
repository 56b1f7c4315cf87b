package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.MnemonicException;
import com.patientory.crypto.error.NotARecipientException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.RegistrationException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.error.WrongWordsException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.testkit.FormatCase;
import com.patientory.crypto.testkit.RecordFormatReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** This SDK behind the interface of the conformance kit. */
final class SdkReader implements RecordFormatReader {
    private final Path folder;

    SdkReader(Path folder) {
        this.folder = folder;
    }

    /** By every way of reading; they must agree. */
    @Override
    public byte[] body(byte[] contentKey, byte[] body) throws Exception {
        try (RecordKey key = DamageReaders.key(contentKey)) {
            return new DamageReaders(folder).read(key, body);
        }
    }

    @Override
    public String envelope(String privateJwk, byte[] envelope) {
        try (RecipientKey me = reader(privateJwk);
                RecordKey key = KeyEnvelope.parse(envelope).open(me)) {
            return payload(key).toCanonicalString();
        }
    }

    private static JsonObject payload(RecordKey key) {
        byte[] payload = EnvelopePayload.write(
                key.contentKey().copy(), key.sizeBytes(), key.sha256().orElse(null), key.metadata());
        JsonObject.Builder result = JsonObject.builder().putAll(JsonObject.parse("payload", payload, payload.length));
        key.signedBy().ifPresent(writer -> result.put("signed_by", writer.toString()));
        return result.build();
    }

    /** As a stream, at random and into a file; they must agree. */
    @Override
    public String ptoy(String privateJwk, byte[] file) throws IOException {
        RecordFile record = RecordFile.open(Files.write(folder.resolve("record.ptoy"), file));
        try (RecipientKey me = reader(privateJwk);
                RecordKey key = record.envelope().open(me);
                InputStream stream = record.decrypting(key);
                InputStream random = Channels.newInputStream(record.channel(key))) {
            byte[] plain = stream.readAllBytes();
            assertArrayEquals(plain, random.readAllBytes());
            record.decrypt(key, folder.resolve("plain"), Progress.NONE);
            assertArrayEquals(plain, Files.readAllBytes(folder.resolve("plain")));
            return JsonObject.builder()
                    .put("payload", payload(key))
                    .put("plaintext", Base64Url.encode(plain))
                    .build()
                    .toCanonicalString();
        }
    }

    @Override
    public String vaultKey(String privateJwk, byte[] envelope) {
        try (RecipientKey me = reader(privateJwk);
                VaultKey vault = VaultEnvelope.parse(envelope).open(me)) {
            return vault.recipient().kid();
        }
    }

    private static RecipientKey reader(String privateJwk) {
        byte[] jwk = privateJwk.getBytes(StandardCharsets.UTF_8);
        // A vault key comes out of its envelope, so the public API does not parse one.
        return privateJwk.contains("\"oct\"") ? VaultKey.read(jwk).recipientKey() : RecipientKey.parse(privateJwk);
    }

    /** The public API opens both blobs of a patient: beside the one under test lies a good one. */
    @Override
    public String keystore(String words, String blob) throws IOException {
        PrivateKeyBlob tested = PrivateKeyBlob.parse(blob);
        try (Mnemonic mnemonic = Mnemonic.parse(words)) {
            if (tested.kid().startsWith("0x")) {
                SealedKeys sealed = new SealedKeys(tested, good("keystore-v1/rsa"));
                try (PatientIdentity identity = PatientIdentity.from(mnemonic, sealed)) {
                    return walletJwk(identity).toCanonicalString();
                }
            }
            SealedKeys sealed = new SealedKeys(good("keystore-v1/wallet"), tested);
            try (PatientIdentity identity = PatientIdentity.from(mnemonic, sealed)) {
                return RsaJwk.of(identity.recipientKey().secret()).toCanonicalString();
            }
        }
    }

    private static PrivateKeyBlob good(String name) throws IOException {
        List<FormatCase> cases = FormatCase.all().stream()
                .filter(each -> each.name().equals(name))
                .toList();
        return PrivateKeyBlob.parse(cases.get(0).text("blob"));
    }

    private static JsonObject walletJwk(PatientIdentity identity) {
        return EcJwk.of(
                identity.wallet().publicKey(), identity.wallet().secret().copy());
    }

    @Override
    public String registration(String json, Signup signup) {
        RegistrationDomain domain = new RegistrationDomain(signup.chainId(), WalletAddress.parse(signup.registry()));
        return Registration.parse(json)
                .verify(signup.referenceId(), domain)
                .recipient()
                .kid();
    }

    @Override
    public String derivation(String words, int rotation) {
        try (Mnemonic mnemonic = Mnemonic.parse(words);
                PatientIdentity identity = PatientIdentity.from(mnemonic, rotation)) {
            return JsonObject.builder()
                    .put("address", identity.wallet().address().toString())
                    .put("rsa_thumbprint", identity.recipient().kid())
                    .put(
                            "wallet_key",
                            HexFormat.of().formatHex(identity.wallet().secret().copy()))
                    .build()
                    .toCanonicalString();
        }
    }

    @Override
    public String errorName(Exception failure) {
        return failure instanceof PatientoryCryptoException known ? nameOf(known) : failure.toString();
    }

    private static String nameOf(PatientoryCryptoException failure) {
        if (failure instanceof MnemonicException) {
            return "mnemonic:" + kebab(failure.getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1"));
        }
        if (failure instanceof RegistrationException registration) {
            return "registration:" + kebab(registration.flaw().name());
        }
        if (failure instanceof IntegrityException) {
            return "integrity";
        }
        if (failure instanceof MalformedException) {
            return "malformed";
        }
        if (failure instanceof UnsupportedException) {
            return "unsupported";
        }
        if (failure instanceof NotARecipientException) {
            return "not-a-recipient";
        }
        return failure instanceof WrongWordsException ? "wrong-words" : failure.toString();
    }

    private static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
