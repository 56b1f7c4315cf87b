package com.patientory.crypto.internal.floe;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The native providers that can be faster than the platform's, by their class names: none is a dependency. None is
 * registered either, so the rest of the process keeps its own.
 */
enum FastProvider {
    /** Amazon Corretto Crypto Provider. */
    CORRETTO("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider"),
    /** Google's. */
    CONSCRYPT("org.conscrypt.OpenSSLProvider");

    private final String className;

    FastProvider(String className) {
        this.className = className;
    }

    /**
     * The one that is wanted by name, or the fastest if none is; null stands for the platform's. Takes up to a second.
     *
     * @param nanos how long one takes for a number of segments
     */
    static @Nullable Provider load(String wanted, ToLongFunction<AesGcm> nanos) throws GeneralSecurityException {
        Provider best = null;
        long fewest = wanted.isEmpty() ? nanos.applyAsLong(AesGcm.platform()) : Long.MAX_VALUE;
        for (FastProvider candidate : values()) {
            boolean isWanted =
                    wanted.isEmpty() || wanted.equals(candidate.name().toLowerCase(Locale.ROOT));
            Provider provider = isWanted ? candidate.load() : null;
            long taken = provider == null ? Long.MAX_VALUE : nanos.applyAsLong(AesGcm.of(provider));
            if (taken < fewest) {
                best = provider;
                fewest = taken;
            }
        }
        return best;
    }

    @Nullable
    Provider load() {
        return loadClass(className);
    }

    /** A missing class, a library that does not load, a wrong result: all the same, there is none. */
    static @Nullable Provider loadClass(String className) {
        try {
            Provider provider = Class.forName(className)
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
            return works(provider) ? provider : null;
        } catch (ReflectiveOperationException | GeneralSecurityException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Whether it and the platform's open what the other has sealed, and it refuses what was altered. */
    static boolean works(Provider provider) throws GeneralSecurityException {
        AesGcm ours = AesGcm.of(provider);
        AesGcm platform = AesGcm.platform();
        byte[] plain = new byte[FloeParameters.STANDARD.plaintextBytes()];
        byte[] sealed = sealed(ours, plain);
        boolean same = Arrays.equals(sealed, sealed(platform, plain));
        boolean opens = opens(ours, sealed) && opens(platform, sealed);
        sealed[0] ^= 1;
        return same && opens && !opens(ours, sealed);
    }

    private static byte[] sealed(AesGcm gcm, byte[] plain) {
        byte[] sealed = new byte[plain.length + FloeParameters.SEGMENT_TAG_BYTES];
        gcm.encrypt(key(), iv(), iv(), ByteBuffer.wrap(plain), ByteBuffer.wrap(sealed));
        return sealed;
    }

    private static boolean opens(AesGcm gcm, byte[] sealed) {
        return gcm.decrypt(key(), iv(), iv(), ByteBuffer.wrap(sealed), ByteBuffer.wrap(new byte[sealed.length]));
    }

    private static SecretKeySpec key() {
        return new SecretKeySpec(new byte[FloeSession.KEY_BYTES], "AES");
    }

    private static byte[] iv() {
        return new byte[FloeParameters.SEGMENT_IV_BYTES];
    }
}
