package com.patientory.benchmarks.crypto;

import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.SealedBody;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** This SDK; the envelope, one RSA operation whatever the file's length, is made and opened once, outside the clock. */
final class PatientoryCipher implements FileCipher {
    private static final String PROVIDER = "patientory.crypto.provider";

    private final RecordCipher cipher;
    private @Nullable SealedBody sealed;
    private @Nullable RecordKey key;

    /** The provider counts for the process, which JMH makes anew for each contender, unless the property names one. */
    PatientoryCipher(int threads, String provider) {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, provider);
        }
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
        key = SealedRecord.keyOf(body);
    }
}
