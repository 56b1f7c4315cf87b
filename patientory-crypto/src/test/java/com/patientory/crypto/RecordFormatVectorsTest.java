package com.patientory.crypto;

import com.patientory.crypto.testkit.RecordFormatContract;
import com.patientory.crypto.testkit.RecordFormatReader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** This SDK is a conforming reader of its own formats. */
class RecordFormatVectorsTest extends RecordFormatContract {
    @TempDir
    private Path folder;

    @Override
    protected RecordFormatReader reader() {
        return new SdkReader(folder);
    }
}
