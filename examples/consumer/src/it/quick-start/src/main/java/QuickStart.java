import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.Transfers;
import com.patientory.storage.local.LocalBlobStore;
import com.patientory.storage.spi.BlobStore;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Seals a file for a patient, stores it, and shows a part of it to a doctor. */
public final class QuickStart {
    private QuickStart() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("quick-start");
        Path scan = Files.write(folder.resolve("scan.dcm"), new byte[5_000_000]);
        Path opened = folder.resolve("opened.dcm");
        run(folder, scan, opened);
        if (Files.mismatch(scan, opened) >= 0) {
            throw new AssertionError("what came out is not what went in");
        }
        // The two jars that the sample does not need load as well, with all that their signatures name.
        Class.forName("com.patientory.chain.PatientoryChain").getDeclaredMethods();
        Class.forName("com.patientory.ehr.SyncEngine").getDeclaredMethods();
        System.out.println("quick start: what the doctor opened is what the hospital sealed");
    }

    private static void run(Path folder, Path scan, Path opened) throws Exception {
        // tag::quick-start[]
        try (Mnemonic words = Mnemonic.generate(); // the patient writes them down
                PatientIdentity patient = PatientIdentity.from(words); // wallet and RSA key
                RecipientKey doctor = RecipientKey.generate(new SecureRandom());
                BlobStore store = LocalBlobStore.open(folder.resolve("store"), NodeDescription.of("laptop"))) {
            RecordCipher cipher = RecordCipher.create();

            // A hospital seals a file for the patient: the body goes into a store, the small envelope names it.
            Path body = folder.resolve("scan.sealed");
            KeyEnvelope envelope;
            try (SealedBody sealed = cipher.encrypt(scan, body)) {
                Cid cid = Transfers.await(store.put(BlobContent.of(body))).cid();
                RecordMetadata about = RecordMetadata.builder()
                        .name("CT of the chest")
                        .mediaType("application/dicom")
                        .bodyCid(cid.toString())
                        .writer(patient.wallet().address())
                        .time(Instant.now())
                        .build();
                envelope = sealed.envelope(about, List.of(patient.recipient()));
            }

            // The patient shares it: a new envelope, the body stays where it is. The doctor opens it.
            KeyEnvelope shared = envelope.grant(patient.recipientKey(), doctor.recipient());
            try (RecordKey key = shared.open(doctor);
                    SeekableByteChannel stored = Transfers.await(store.open(Cid.parse(key.metadata().bodyCid().orElseThrow())));
                    SeekableByteChannel plain = cipher.open(stored, key)) {
                Files.copy(Channels.newInputStream(plain), opened); // or plain.position(...): any part alone
            }
        }
        // end::quick-start[]
    }
}
