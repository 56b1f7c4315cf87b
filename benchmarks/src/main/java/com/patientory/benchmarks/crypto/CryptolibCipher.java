package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.cryptomator.cryptolib.api.Cryptor;
import org.cryptomator.cryptolib.api.CryptorProvider;
import org.cryptomator.cryptolib.api.CryptorProvider.Scheme;
import org.cryptomator.cryptolib.api.Masterkey;
import org.cryptomator.cryptolib.common.DecryptingReadableByteChannel;
import org.cryptomator.cryptolib.common.EncryptingWritableByteChannel;

/** Cryptomator's format of a file's content. */
final class CryptolibCipher implements FileCipher {
    private final Cryptor cryptor;
    private final ByteBuffer feed = ByteBuffer.allocate(PlainCopy.FEED_BYTES);
    private final ByteBuffer result = ByteBuffer.allocate(PlainCopy.BUFFER_BYTES);

    CryptolibCipher() {
        SecureRandom random = new SecureRandom();
        this.cryptor = CryptorProvider.forScheme(Scheme.SIV_GCM).provide(Masterkey.generate(random), random);
    }

    @Override
    public void encrypt(Path plain, Path sealed) throws IOException {
        try (FileChannel in = FileChannel.open(plain);
                WritableByteChannel out = new EncryptingWritableByteChannel(create(sealed), cryptor)) {
            PlainCopy.copy(in, out, feed);
        }
    }

    @Override
    public void decrypt(Path sealed, Path plain) throws IOException {
        try (ReadableByteChannel in = new DecryptingReadableByteChannel(FileChannel.open(sealed), cryptor, true);
                FileChannel out = create(plain)) {
            PlainCopy.copy(in, out, result);
        }
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
