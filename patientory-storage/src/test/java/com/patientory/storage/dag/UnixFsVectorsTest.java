package com.patientory.storage.dag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.storage.BlobContent;
import com.patientory.storage.Cid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The published files of IPIP-499 for profile {@code unixfs-v1-2025}, as Kubo's and js-ipfs-unixfs' own tests have
 * them: content is the ChaCha20 key stream under the SHA-256 of a seed, zero nonce, counter 0.
 */
class UnixFsVectorsTest {
    private static final int MIB = 1 << 20;

    private record Vector(String seed, long sizeBytes, String cid) {}

    private static final List<Vector> VECTORS = List.of(
            new Vector("chunk-v1-seed", MIB, "bafkreiacndfy443ter6qr2tmbbdhadvxxheowwf75s6zehscklu6ezxmta"),
            new Vector("chunk-v1-seed", MIB + 1, "bafybeigmix7t42i6jacydtquhet7srwvgpizfg7gjbq7627d35mjomtu64"),
            new Vector("v1-2025-seed", 1024L * MIB, "bafybeihmf37wcuvtx4hpu7he5zl5qaf2ineo2lqlfrapokkm5zzw7zyhvm"),
            new Vector("v1-2025-seed", 1024L * MIB + 1, "bafybeibdsi225ugbkmpbdohnxioyab6jsqrmkts3twhpvfnzp77xtzpyhe"));

    @TestFactory
    Stream<DynamicTest> of_publishedContent_givesThePublishedCid() {
        Stream<DynamicTest> texts = Stream.of(
                text("hello world", "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"),
                text("", "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"));
        Stream<DynamicTest> streams = VECTORS.stream()
                .map(v -> DynamicTest.dynamicTest(
                        v.seed + ", " + v.sizeBytes + " bytes",
                        () -> assertEquals(Cid.parse(v.cid), Cids.of(() -> new KeyStream(v.seed, v.sizeBytes)))));
        return Stream.concat(texts, streams);
    }

    private static DynamicTest text(String text, String cid) {
        BlobContent content = BlobContent.copyOf(text.getBytes(StandardCharsets.US_ASCII));
        return DynamicTest.dynamicTest(
                "'" + text + "'", () -> assertEquals(cid, Cids.of(content).toString()));
    }

    private static final class KeyStream implements ReadableByteChannel {
        private final Cipher cipher;
        private final byte[] zeros = new byte[1 << 16];
        private long left;

        private KeyStream(String seed, long sizeBytes) throws IOException {
            left = sizeBytes;
            try {
                byte[] key = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.US_ASCII));
                cipher = Cipher.getInstance("ChaCha20");
                cipher.init(
                        Cipher.ENCRYPT_MODE,
                        new SecretKeySpec(key, "ChaCha20"),
                        new ChaCha20ParameterSpec(new byte[12], 0));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read(ByteBuffer dst) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(dst.remaining(), zeros.length), left);
            dst.put(cipher.update(zeros, 0, count));
            left -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
