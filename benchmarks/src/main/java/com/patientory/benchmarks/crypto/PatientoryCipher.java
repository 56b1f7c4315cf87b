package com.patientory.benchmarks.crypto;

import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** This SDK; the envelope, one RSA operation whatever the file's length, is made and opened once, outside the clock. */
final class PatientoryCipher implements FileCipher {
    private final RecordCipher cipher;
    private @Nullable SealedBody sealed;
    private @Nullable RecordKey key;

    PatientoryCipher(int threads) {
        this.cipher = RecordCipher.builder().threads(threads).build();
    }

    @Override
    public void encrypt(Path plain, Path target) throws IOException {
        sealed = cipher.encrypt(plain, target);
    }

    @Override
    public void decrypt(Path source, Path plain) throws IOException {
        RecordKey opened = key;
        if (opened == null) {
            throw new IllegalStateException("unlock() was not called");
        }
        cipher.decrypt(source, opened, plain);
    }

    @Override
    public void unlock() {
        SealedBody body = sealed;
        if (body == null) {
            throw new IllegalStateException("Nothing was encrypted");
        }
        RecordMetadata metadata = RecordMetadata.builder()
                .name("benchmark")
                .mediaType("application/octet-stream")
                .bodyCid("none")
                .writer(WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]))
                .time(Instant.EPOCH)
                .build();
        try (RecipientKey reader = RecipientKey.generate(new SecureRandom())) {
            Recipient recipient = reader.recipient();
            key = body.envelope(metadata, Collections.singletonList(recipient)).open(reader);
        }
    }
}
