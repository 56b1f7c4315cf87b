package com.patientory.benchmarks.crypto;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** AWS Encryption SDK for Java with a key of its own, so without a network. */
final class AwsCipher implements FileCipher {
    private static final int KEY_BYTES = 32;
    private static final int FRAME_BYTES = 64 * 1024;

    private final AwsCrypto crypto = AwsCrypto.builder()
            .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
            .withEncryptionFrameSize(FRAME_BYTES)
            .build();
    private final JceMasterKey key;

    AwsCipher() {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        this.key = JceMasterKey.getInstance(new SecretKeySpec(secret, "AES"), "benchmark", "key", "AES/GCM/NoPadding");
    }

    @Override
    public void encrypt(Path plain, Path sealed) throws IOException {
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = crypto.createEncryptingStream(key, Files.newOutputStream(sealed))) {
            copy(in, out);
        }
    }

    @Override
    public void decrypt(Path sealed, Path plain) throws IOException {
        try (InputStream in = Files.newInputStream(sealed);
                OutputStream out = crypto.createDecryptingStream(key, Files.newOutputStream(plain))) {
            copy(in, out);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[PlainCopy.BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }
}
