package com.patientory.benchmarks.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/** Tink's streaming AEAD through its channels, which spare it a copy. */
final class TinkCipher implements FileCipher {
    private static final byte[] AAD = new byte[0];
    private static final int KEY_BYTES = 32;

    private final StreamingAead aead;
    private final ByteBuffer feed = ByteBuffer.allocate(PlainCopy.FEED_BYTES);
    private final ByteBuffer result = ByteBuffer.allocate(PlainCopy.BUFFER_BYTES);

    TinkCipher(int segmentBytes) throws GeneralSecurityException {
        StreamingAeadConfig.register();
        AesGcmHkdfStreamingParameters parameters = AesGcmHkdfStreamingParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setDerivedAesGcmKeySizeBytes(KEY_BYTES)
                .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                .setCiphertextSegmentSizeBytes(segmentBytes)
                .build();
        this.aead = KeysetHandle.generateNew(parameters).getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }

    @Override
    public void encrypt(Path plain, Path sealed) throws IOException, GeneralSecurityException {
        try (FileChannel in = FileChannel.open(plain);
                WritableByteChannel out = aead.newEncryptingChannel(create(sealed), AAD)) {
            PlainCopy.copy(in, out, feed);
        }
    }

    @Override
    public void decrypt(Path sealed, Path plain) throws IOException, GeneralSecurityException {
        try (ReadableByteChannel in = aead.newDecryptingChannel(FileChannel.open(sealed), AAD);
                FileChannel out = create(plain)) {
            PlainCopy.copy(in, out, result);
        }
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
