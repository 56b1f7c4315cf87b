package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.ReachableArrays;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Which bytes of which buffers the two ways of calling a cipher take and write, and what they keep. */
class AesGcmBuffersTest {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] AAD = {1, 2, 3};
    private static final int TAG_BYTES = 16;
    private static final int AT = 5;

    private final byte[] plain = new byte[1000];
    private int nonce;

    AesGcmBuffersTest() {
        new Random(3).nextBytes(plain);
    }

    private static Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    }

    private byte[] nextIv() {
        return ByteBuffer.allocate(12).putInt(++nonce).array();
    }

    private static ByteBuffer buffer(int bytes, boolean direct) {
        // An array that begins before the buffer does.
        return direct
                ? ByteBuffer.allocateDirect(bytes)
                : ByteBuffer.wrap(new byte[bytes + 3], 3, bytes).slice();
    }

    private static byte[] reference(byte[] iv, byte[] plain) throws GeneralSecurityException {
        Cipher cipher = cipher();
        cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, iv));
        cipher.updateAAD(AAD);
        return cipher.doFinal(plain);
    }

    @Test
    void encryptAndDecrypt_anyBuffers_takeAndWriteExactlyTheirPart() throws GeneralSecurityException {
        for (AesGcm gcm : new AesGcm[] {new ArrayAesGcm(cipher()), new DirectAesGcm(cipher())}) {
            for (int ways = 0; ways < 4; ways++) {
                for (int length : new int[] {20, plain.length, 40}) {
                    check(gcm, Arrays.copyOf(plain, length), ways % 2 == 0, ways / 2 == 0);
                }
            }
        }
    }

    private void check(AesGcm gcm, byte[] part, boolean fromDirect, boolean toDirect) throws GeneralSecurityException {
        byte[] iv = nextIv();
        ByteBuffer in = buffer(part.length + 2 * AT, fromDirect);
        in.position(AT).limit(AT + part.length);
        in.duplicate().put(part);
        ByteBuffer sealed = buffer(part.length + TAG_BYTES + 2 * AT, toDirect);
        sealed.position(AT);
        gcm.encrypt(KEY, iv, AAD, in, sealed);
        assertEquals(0, in.remaining());
        assertEquals(AT + part.length + TAG_BYTES, sealed.position());
        byte[] written = new byte[sealed.capacity()];
        sealed.duplicate().clear().get(written);
        byte[] expected = new byte[written.length];
        System.arraycopy(reference(iv, part), 0, expected, AT, part.length + TAG_BYTES);
        assertArrayEquals(expected, written);

        sealed.flip().position(AT);
        ByteBuffer opened = buffer(part.length + TAG_BYTES + AT, toDirect);
        opened.position(AT);
        assertTrue(gcm.decrypt(KEY, iv, AAD, sealed, opened));
        assertEquals(0, sealed.remaining());
        assertEquals(AT + part.length, opened.position());
        byte[] back = new byte[part.length];
        opened.flip().position(AT).get(back);
        assertArrayEquals(part, back);
    }

    @Test
    void encryptSliced_anySlice_givesTheSameBytes() throws GeneralSecurityException {
        for (int slice : new int[] {1, 16, 250, 256, 999, 1000, 1001}) {
            byte[] iv = nextIv();
            ArrayAesGcm gcm = new ArrayAesGcm(cipher());
            gcm.cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, iv));
            gcm.cipher.updateAAD(AAD);
            byte[] from = new byte[AT + plain.length];
            System.arraycopy(plain, 0, from, AT, plain.length);
            byte[] to = new byte[AT + plain.length + TAG_BYTES];
            assertEquals(plain.length + TAG_BYTES, gcm.encryptSliced(slice, from, AT, plain.length, to, AT));
            assertArrayEquals(reference(iv, plain), Arrays.copyOfRange(to, AT, to.length), "slices of " + slice);
        }
    }

    @Test
    void erase_afterWork_leavesNothingOfIt() throws Exception {
        for (AesGcm gcm : new AesGcm[] {new ArrayAesGcm(cipher()), new DirectAesGcm(cipher())}) {
            // One side is direct, the other not: both kinds copy something then.
            check(gcm, plain, true, false);
            check(gcm, plain, false, true);
            assertTrue(holdsSomething(gcm), gcm.getClass().getSimpleName());
            gcm.erase();
            assertFalse(holdsSomething(gcm), gcm.getClass().getSimpleName());
        }
    }

    @Test
    void run_moreThanBefore_erasesTheSmallerBuffers() throws Exception {
        DirectAesGcm gcm = new DirectAesGcm(cipher());
        check(gcm, Arrays.copyOf(plain, 10), false, false);
        Object[] small = buffersOf(gcm);
        check(gcm, plain, false, false);
        for (Object buffer : small) {
            ByteBuffer left = (ByteBuffer) buffer;
            byte[] content = new byte[left.capacity()];
            left.duplicate().clear().get(content);
            assertTrue(ReachableArrays.isZero(content));
        }
    }

    private static Object[] buffersOf(DirectAesGcm gcm) throws ReflectiveOperationException {
        Object[] buffers = new Object[2];
        String[] names = {"input", "output"};
        for (int i = 0; i < names.length; i++) {
            java.lang.reflect.Field field = DirectAesGcm.class.getDeclaredField(names[i]);
            field.setAccessible(true);
            buffers[i] = field.get(gcm);
        }
        return buffers;
    }

    private static boolean holdsSomething(AesGcm gcm) throws IllegalAccessException {
        return ReachableArrays.of(gcm).values().stream().anyMatch(array -> !ReachableArrays.isZero(array));
    }
}
