package com.patientory.benchmarks.crypto;

import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.WalletAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;

/** What every record here has around its body. */
final class SealedRecord {
    private SealedRecord() {}

    static RecordMetadata metadata() {
        return RecordMetadata.builder()
                .name("benchmark")
                .mediaType("application/octet-stream")
                .writer(WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]))
                .time(Instant.EPOCH)
                .build();
    }

    /** The key of a body, through an envelope as a reader has it. */
    static RecordKey keyOf(SealedBody body) {
        try (RecipientKey reader = RecipientKey.generate(new SecureRandom())) {
            Recipient recipient = reader.recipient();
            return body.envelope(metadata(), Collections.singletonList(recipient))
                    .open(reader);
        }
    }
}
