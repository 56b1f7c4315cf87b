package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.ReachableArrays;
import com.patientory.crypto.error.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds keys or plaintext of a body holds none any more when it is closed. */
class FloeErasureTest {
    private static final FloeParameters PARAMETERS = new FloeParameters(64, 1);
    private static final FloeParameters.Limits LIMITS = new FloeParameters.Limits(40, 4096, 1);
    private static final byte[] AAD = {9};
    /** What the inputs and outputs of the platform's cipher would hold of the data, were the buffers direct ones. */
    private static final byte[] HELD = {1, 2, 3};

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];
    private final byte[] plain = new byte[100];
    private byte[] body;

    @TempDir
    private Path folder;

    @BeforeEach
    void encrypt() throws IOException {
        Arrays.fill(key, (byte) 7);
        Arrays.fill(plain, (byte) 8);
        body = new FloeFixture(key, AAD, LIMITS, folder).encryptStream(PARAMETERS, plain, random);
    }

    /** Fails if one of the fields is not there or is zero before. */
    private static void assertErasedByClose(Closeable holder, String... fields) throws Exception {
        byte[] held = plantInCipher(holder);
        Map<String, Object> arrays = ReachableArrays.of(holder);
        for (String field : fields) {
            assertFalse(ReachableArrays.isZero(find(arrays, field)), field + " before");
        }
        try {
            holder.close();
        } catch (IntegrityException e) {
            // Of a body that has not ended: it is closed all the same.
        }
        for (String field : fields) {
            assertTrue(ReachableArrays.isZero(find(arrays, field)), field + " afterwards");
        }
        assertTrue(ReachableArrays.isZero(held), "what the cipher held");
    }

    private static Object find(Map<String, Object> arrays, String field) {
        List<Object> found = arrays.entrySet().stream()
                .filter(array -> array.getKey().startsWith(field + "#"))
                .map(Map.Entry::getValue)
                .toList();
        assertTrue(found.size() == 1, field + " of " + arrays.keySet());
        return found.get(0);
    }

    private static byte[] plantInCipher(Object holder) throws Exception {
        ArrayAesGcm gcm = new ArrayAesGcm(AesGcm.platform().cipher);
        byte[] held = HELD.clone();
        field(ArrayAesGcm.class, "input").set(gcm, held);
        field(SegmentCipher.class, "gcm").set(field(holder.getClass(), "cipher").get(holder), gcm);
        return held;
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Test
    void session_closed_erasesTheMessageKey() throws Exception {
        FloeSession session = FloeSession.toEncrypt(PARAMETERS, key, AAD, random);
        Object messageKey = find(ReachableArrays.of(session), "FloeSession.messageKey");
        assertFalse(ReachableArrays.isZero(messageKey));
        session.close();
        assertTrue(ReachableArrays.isZero(messageKey));
    }

    @Test
    void channel_closed_erasesItsSegmentAndItsKeysAndClosesTheBody() throws Exception {
        SeekableByteChannel file = Files.newByteChannel(Files.write(folder.resolve("body"), body));
        DecryptingChannel channel = DecryptingChannel.open(file, LIMITS, key, AAD, random);
        channel.read(ByteBuffer.allocate(1));
        assertErasedByClose(channel, "DecryptingChannel.plain", "FloeSession.messageKey");
        assertFalse(file.isOpen());
    }

    @Test
    void inputStream_closed_erasesItsSegmentAndItsKeys() throws Exception {
        DecryptingInputStream in = DecryptingInputStream.open(new ByteArrayInputStream(body), LIMITS, key, AAD, random);
        in.read();
        assertErasedByClose(in, "DecryptingInputStream.plain", "FloeSession.messageKey");
    }

    @Test
    void decryptingOutput_headerSeen_erasesTheContentKeyAndByCloseTheRest() throws Exception {
        DecryptingOutputStream out =
                new DecryptingOutputStream(OutputStream.nullOutputStream(), LIMITS, key, AAD, random);
        Object own = find(ReachableArrays.of(out), "DecryptingOutputStream.key");
        assertArrayEquals(key, (byte[]) own);
        out.write(body, 0, FloeParameters.HEADER_BYTES + 64);
        assertTrue(ReachableArrays.isZero(own));
        assertErasedByClose(out, "DecryptingOutputStream.plain", "FloeSession.messageKey");
    }

    @Test
    void decryptingOutput_closedBeforeTheHeader_erasesTheContentKey() throws Exception {
        DecryptingOutputStream out =
                new DecryptingOutputStream(OutputStream.nullOutputStream(), LIMITS, key, AAD, random);
        Object own = find(ReachableArrays.of(out), "DecryptingOutputStream.key");
        assertThrows(IntegrityException.class, out::close);
        assertTrue(ReachableArrays.isZero(own));
    }

    @Test
    void encryptingOutput_closed_erasesItsSegmentAndItsKeys() throws Exception {
        FloeSession session = FloeSession.toEncrypt(PARAMETERS, key, AAD, random);
        EncryptingOutputStream out =
                EncryptingOutputStream.open(new ByteArrayOutputStream(), session, PlaintextDigest.none(), random);
        out.write(plain);
        assertErasedByClose(out, "EncryptingOutputStream.plain", "FloeSession.messageKey");
    }
}
