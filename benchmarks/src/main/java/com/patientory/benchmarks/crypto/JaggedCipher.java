package com.patientory.benchmarks.crypto;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collections;

/** age files for one X25519 recipient, by jagged. */
final class JaggedCipher implements FileCipher {
    private final RecipientStanzaWriter recipient;
    private final RecipientStanzaReader identity;
    private final ByteBuffer feed = ByteBuffer.allocate(PlainCopy.FEED_BYTES);
    private final ByteBuffer result = ByteBuffer.allocate(PlainCopy.BUFFER_BYTES);

    JaggedCipher() throws GeneralSecurityException {
        KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
        this.recipient = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(
                pair.getPublic().toString());
        this.identity = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                pair.getPrivate().toString());
    }

    @Override
    public void encrypt(Path plain, Path sealed) throws IOException, GeneralSecurityException {
        try (FileChannel in = FileChannel.open(plain);
                WritableByteChannel out = new StandardEncryptingChannelFactory()
                        .newEncryptingChannel(create(sealed), Collections.singletonList(recipient))) {
            PlainCopy.copy(in, out, feed);
        }
    }

    @Override
    public void decrypt(Path sealed, Path plain) throws IOException, GeneralSecurityException {
        try (ReadableByteChannel in = new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(FileChannel.open(sealed), Collections.singletonList(identity));
                FileChannel out = create(plain)) {
            PlainCopy.copy(in, out, result);
        }
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
