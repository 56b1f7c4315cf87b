package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the README: they compile, they run, and the README prints them as they stand here. */
class ReadmeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RegistrationDomain NETWORK =
            new RegistrationDomain(1337, WalletAddress.parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));

    @TempDir
    Path folder;

    private final RecordCipher cipher = RecordCipher.create();
    private final RecipientKey patient = Records.PATIENT;
    private final Recipient doctor = Records.DOCTOR.recipient();
    private final RecipientKey doctorsKey = Records.DOCTOR;
    private final RecordMetadata about = Records.METADATA;
    private final Map<String, KeyEnvelope> archive = new HashMap<>();
    private Path scan;
    private Path body;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        scan = folder.resolve("scan.dcm");
        body = folder.resolve("scan.body");
        target = folder.resolve("copy.dcm");
        Files.write(scan, Records.bytes(300_000, 1));
    }

    @Test
    void patient_fromNewWords_registers() {
        Mnemonic written;
        String json;
        // sample: patient
        Mnemonic words = Mnemonic.generate(); // he writes them down: the only backup
        try (PatientIdentity me = PatientIdentity.from(words)) {
            me.wallet().address(); // 0x..., the same in any Ethereum wallet
            me.recipient().toJwk(); // what others encrypt for
            json = Registration.builder()
                    .signupReferenceId("c2lnbnVw-0001")
                    .identity(me)
                    .sealedKeys(me.seal(words)) // both private keys under the words, kept by a server
                    .domain(NETWORK)
                    .sign()
                    .toJson();
        }
        // end
        written = words;

        // sample: server
        Registration registration = Registration.parse(json).verify("c2lnbnVw-0001", NETWORK); // names the first flaw
        // end

        // sample: restore
        PatientIdentity again = PatientIdentity.from(words); // a new phone: words alone, about a second
        PatientIdentity quick = PatientIdentity.from(words, registration.sealedKeys()); // words and blobs: at once
        PatientIdentity rotated = PatientIdentity.from(words, 1); // the next key; the old ones still open old records
        // end
        assertEquals(again.recipient(), quick.recipient());
        assertEquals(again.wallet().address(), rotated.wallet().address());
        assertFalse(rotated.recipient().equals(again.recipient()));
        assertEquals(again.recipient(), rotated.recipientKey(0).recipient());
        for (PatientIdentity identity : List.of(again, quick, rotated)) {
            identity.close();
        }
        written.close();
    }

    @Test
    void bodyAndEnvelope_sharedAndWithdrawn() throws IOException {
        KeyEnvelope envelope;
        // sample: file
        try (SealedBody sealed = cipher.encrypt(scan, body)) { // now compute the body's CID, then:
            envelope = sealed.envelope(about, List.of(patient.recipient()));
        }
        KeyEnvelope shared = envelope.grant(patient, doctor); // a few kilobytes; the body is not touched
        try (RecordKey key = shared.open(doctorsKey)) {
            cipher.decrypt(body, key, target); // appears only when all of it is verified
            try (SeekableByteChannel part = cipher.open(body, key)) { // or any part of it
                part.position(100_000).read(ByteBuffer.allocate(4096));
            }
        }
        KeyEnvelope later = shared.remove(patient, doctor.kid(), List.of(patient.recipient()));
        // end
        assertEquals(-1, Files.mismatch(scan, target));
        assertEquals(List.of(patient.recipient().kid()), later.recipients());
    }

    @Test
    void rotate_aBody_shutsOutTheOldKey() throws IOException {
        Path rotated = folder.resolve("rotated.body");
        try (SealedBody sealed = cipher.encrypt(scan, body);
                RecordKey key = Records.keyOf(sealed)) {
            KeyEnvelope fresh;
            // sample: rotate
            try (SealedBody anew =
                    cipher.rotate(body, key, rotated, Progress.NONE)) { // shuts out whoever kept the old key
                fresh = anew.envelope(about, List.of(patient.recipient()));
            }
            // end
            cipher.decrypt(rotated, fresh.open(patient), target);
            assertEquals(-1, Files.mismatch(scan, target));
        }
    }

    @Test
    void singleFile_sharedInPlace() throws IOException {
        Path file = folder.resolve("scan.ptoy");
        AtomicLong seen = new AtomicLong();
        // sample: single
        RecordFile record = RecordFile.create(file)
                .metadata(about)
                .recipients(List.of(patient.recipient()))
                .progress((done, total) -> seen.set(done)) // bytes; throw to cancel
                .encrypt(scan);
        record.grant(patient, doctor); // in place, whatever the file's size; a kill leaves it readable
        try (RecordKey key = record.envelope().open(doctorsKey);
                InputStream plain = record.decrypting(key)) {
            plain.read();
        }
        // end
        assertEquals(Files.size(scan), seen.get());
        assertTrue(record.envelope().recipients().contains(doctor.kid()));
    }

    @Test
    void vaultKey_sharesAllAtOnce() throws IOException {
        try (SealedBody sealed = cipher.encrypt(scan, body)) {
            VaultEnvelope forDoctor;
            // sample: vault
            try (VaultKey vault = VaultKey.generate(RANDOM)) {
                archive.put(
                        "scan",
                        sealed.envelope(about, List.of(patient.recipient(), vault.recipient()))); // and 9,999 more
                forDoctor =
                        vault.seal(List.of(patient.recipient())).grant(patient, doctor); // one RSA operation for all
            }
            try (VaultKey vault = forDoctor.open(doctorsKey);
                    RecordKey key = archive.get("scan").open(vault.recipientKey())) {
                cipher.decrypt(body, key, target);
            }
            // end
        }
        assertEquals(-1, Files.mismatch(scan, target));
    }

    @Test
    void upload_pullsTheBody() throws IOException {
        ByteArrayOutputStream http = new ByteArrayOutputStream();
        List<SealedBody> keys = new ArrayList<>();
        try (InputStream plain = Files.newInputStream(scan)) {
            // sample: upload
            long contentLength = RecordCipher.bodyBytes(Files.size(scan));
            try (InputStream upload = cipher.encrypting(plain, keys::add)) { // encrypts while it is read
                upload.transferTo(http);
            }
            // end
            assertEquals(contentLength, http.size());
        }
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        cipher.decrypt(new ByteArrayInputStream(http.toByteArray()), Records.keyOf(keys.get(0)), opened);
        assertArrayEquals(Files.readAllBytes(scan), opened.toByteArray());
        keys.get(0).close();
    }

    @Test
    void wallet_signsAndExports() {
        String json = "{\"types\":{\"EIP712Domain\":[],\"T\":[{\"name\":\"a\",\"type\":\"uint256\"}]},"
                + "\"primaryType\":\"T\",\"domain\":{},\"message\":{\"a\":1}}";
        char[] password = "correct horse".toCharArray();
        try (WalletKey wallet = WalletKey.generate(RANDOM)) {
            // sample: wallet
            TypedData data = TypedData.parse(json); // as eth_signTypedData_v4 takes it (EIP-712)
            EcdsaSignature signature = wallet.signTypedData(data);
            boolean his = signature.recover(data.digest()).equals(wallet.address());
            String keystore =
                    Web3Keystore.exportScrypt(wallet, password, RANDOM).toJson(); // for other wallets
            // end
            assertTrue(his);
            try (WalletKey read = Web3Keystore.parse(keystore).open(password)) {
                assertEquals(wallet.address(), read.address());
            }
        }
    }

    @Test
    void readme_samples_areThoseThatRan() throws IOException {
        Path module = Files.isDirectory(Path.of("patientory-crypto")) ? Path.of("patientory-crypto") : Path.of("");
        String source = Files.readString(module.resolve("src/test/java/com/patientory/crypto/ReadmeTest.java"));
        String readme = Files.readString(module.resolve("README.md"));
        Matcher samples =
                Pattern.compile("(?ms)^( *)// sample: (\\w+)\\n(.*?)^ *// end$").matcher(source);
        int count = 0;
        while (samples.find()) {
            String text = stripped(samples.group(3), samples.group(1).length());
            assertTrue(readme.contains(text), "README.md does not print the sample " + samples.group(2) + ":\n" + text);
            count++;
        }
        assertEquals(9, count);
    }

    private static String stripped(String lines, int indent) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(lines.split("\n"))
                .forEach(line -> text.append(line.isEmpty() ? line : line.substring(indent))
                        .append('\n'));
        return text.toString();
    }
}
