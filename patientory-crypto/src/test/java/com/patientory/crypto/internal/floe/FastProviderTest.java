package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native providers are on the class path of the tests, for Linux on x86-64. */
class FastProviderTest {
    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] AAD = {1, 2, 3};
    private static final int TAG_BYTES = 16;

    @BeforeEach
    void requireTheirSystem() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the providers' native libraries of the test class path are for Linux on x86-64");
    }

    @ParameterizedTest
    @EnumSource(FastProvider.class)
    void load_onTheClassPath_worksInBothDirectionsWithThePlatforms(FastProvider candidate) throws Exception {
        Provider provider = candidate.load();
        assertNotNull(provider);
        AesGcm fast = AesGcm.of(provider);
        AesGcm platform = AesGcm.platform();
        assertEquals(provider.getName(), fast.provider().getName());
        assertNotEquals(provider.getName(), platform.provider().getName());
        for (int length : new int[] {0, 1, 1000, 65504, 1 << 20}) {
            byte[] plain = new byte[length];
            new Random(length).nextBytes(plain);
            for (boolean direct : new boolean[] {true, false}) {
                assertInterchange(fast, platform, plain, direct);
                assertInterchange(platform, fast, plain, direct);
            }
        }
    }

    private static void assertInterchange(AesGcm writer, AesGcm reader, byte[] plain, boolean direct) {
        byte[] iv = new byte[FloeParameters.SEGMENT_IV_BYTES];
        new SecureRandom().nextBytes(iv);
        ByteBuffer in = buffer(plain.length, direct).put(plain).flip();
        ByteBuffer sealed = buffer(plain.length + TAG_BYTES, direct);
        writer.encrypt(KEY, iv, AAD, in, sealed);
        assertEquals(plain.length + TAG_BYTES, sealed.flip().remaining());
        ByteBuffer opened = buffer(plain.length + TAG_BYTES, direct);
        assertTrue(reader.decrypt(KEY, iv, AAD, sealed.duplicate(), opened));
        byte[] out = new byte[opened.flip().remaining()];
        opened.get(out);
        assertArrayEquals(plain, out);
        sealed.put(plain.length / 2, (byte) (sealed.get(plain.length / 2) ^ 1));
        assertFalse(reader.decrypt(KEY, iv, AAD, sealed, buffer(plain.length + TAG_BYTES, direct)));
    }

    private static ByteBuffer buffer(int bytes, boolean direct) {
        return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }

    @Test
    void seek_correttoOnTheClassPath_doesTheWorkAndThePlatformReadsIt(@TempDir Path folder) throws Exception {
        System.setProperty(Providers.PROPERTY, "corretto");
        Providers.seek();
        System.clearProperty(Providers.PROPERTY);
        assertNull(Security.getProvider(CORRETTO), "registered for the whole process");
        byte[] key = new byte[FloeSession.KEY_BYTES];
        byte[] plain = new byte[3 * FloeParameters.STANDARD.plaintextBytes() + 1];
        new Random(1).nextBytes(plain);
        SecureRandom random = new SecureRandom();
        try (FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, key, AAD, random);
                SegmentCipher cipher = new SegmentCipher(session, random)) {
            assertEquals(CORRETTO, cipher.provider().getName());
        }
        FloeFixture floe = new FloeFixture(key, AAD, FloeParameters.Limits.STANDARD, folder);
        byte[] body = floe.encryptFile(FloeParameters.STANDARD, plain, random, 2);
        assertArrayEquals(plain, platformReads(body, key));
        assertArrayEquals(plain, floe.readFile(body));
    }

    private static byte[] platformReads(byte[] body, byte[] key) throws GeneralSecurityException {
        byte[] header = Arrays.copyOf(body, FloeParameters.HEADER_BYTES);
        ByteBuffer out = ByteBuffer.allocate(body.length);
        try (FloeSession session = FloeSession.toDecrypt(header, FloeParameters.Limits.STANDARD, key, AAD)) {
            FloeLayout layout = FloeLayout.ofBody(session.parameters(), body.length);
            for (long segment = 0; segment < layout.segments(); segment++) {
                int length = layout.plaintextBytes(segment) + FloeParameters.SEGMENT_OVERHEAD_BYTES;
                ByteBuffer in = ByteBuffer.wrap(body, (int) layout.bodyOffset(segment), length);
                byte[] iv = new byte[FloeParameters.SEGMENT_IV_BYTES];
                in.getInt();
                in.get(iv);
                byte[] aad = ByteBuffer.allocate(Long.BYTES + 1)
                        .putLong(segment)
                        .put((byte) (layout.isLast(segment) ? 1 : 0))
                        .array();
                assertTrue(AesGcm.platform().decrypt(session.segmentKey(segment), iv, aad, in, out));
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "another"})
    void load_notWanted_isNull(String wanted) throws GeneralSecurityException {
        assertNull(FastProvider.load(wanted, Race::nanos));
    }

    @Test
    void load_named_isThatOne() throws GeneralSecurityException {
        assertProvider("Conscrypt", FastProvider.load("conscrypt", Race::nanos));
        assertProvider(CORRETTO, FastProvider.load("corretto", Race::nanos));
    }

    @Test
    void load_unnamed_isTheFastest() throws GeneralSecurityException {
        assertProvider(CORRETTO, FastProvider.load("", slowest("SunJCE", "Conscrypt", CORRETTO)));
        assertProvider("Conscrypt", FastProvider.load("", slowest("SunJCE", CORRETTO, "Conscrypt")));
        assertNull(FastProvider.load("", slowest(CORRETTO, "Conscrypt", "SunJCE")));
        assertNull(FastProvider.load("", gcm -> 5), "no faster than the platform's");
    }

    private static ToLongFunction<AesGcm> slowest(String... names) {
        return gcm -> names.length - Arrays.asList(names).indexOf(gcm.provider().getName());
    }

    @Test
    void nanos_anyProvider_isPositive() throws GeneralSecurityException {
        assertTrue(Race.nanos(AesGcm.platform()) > 0);
        assertTrue(Race.nanos(AesGcm.of(FastProvider.CONSCRYPT.load())) > 0);
    }

    private static void assertProvider(String name, Provider provider) {
        assertEquals(name, provider.getName());
    }

    @Test
    void loadClass_absentOrBroken_isNull() {
        assertNull(FastProvider.loadClass("org.example.Absent"));
        assertNull(FastProvider.loadClass(String.class.getName()));
        assertNull(FastProvider.loadClass(WithoutCipher.class.getName()));
        assertNull(FastProvider.loadClass(WithoutLibrary.class.getName()));
    }

    /** As a provider whose native library was refused. */
    public static final class WithoutCipher extends Provider {
        private static final long serialVersionUID = 1L;

        public WithoutCipher() {
            super("WithoutCipher", "1", "");
        }
    }

    /** As a provider that fails while its class is initialised. */
    public static final class WithoutLibrary extends Provider {
        private static final long serialVersionUID = 1L;

        static {
            System.loadLibrary("patientory-is-not-there");
        }

        public WithoutLibrary() {
            super("WithoutLibrary", "1", "");
        }
    }
}
