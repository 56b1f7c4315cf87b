package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import org.junit.jupiter.api.Test;

/** A provider that calls itself AES-GCM and is none is not taken. */
class WrongProviderTest {
    @Test
    void works_platforms_doesAndOneThatDoesNotEncrypt_doesNot() throws Exception {
        assertTrue(FastProvider.works(Security.getProvider("SunJCE")));
        assertFalse(FastProvider.works(new Wrong()));
        assertNull(FastProvider.loadClass(Wrong.class.getName()));
    }

    /** Has the one cipher. */
    public static final class Wrong extends Provider {
        private static final long serialVersionUID = 1L;

        public Wrong() {
            super("Wrong", "1", "");
            put("Cipher.AES/GCM/NoPadding", PlainCipher.class.getName());
        }
    }

    /** Gives the plaintext and sixteen zeros, and takes whatever it is given. */
    public static final class PlainCipher extends CipherSpi {
        private static final int TAG_BYTES = 16;

        private int mode;

        @Override
        protected int engineDoFinal(byte[] in, int inAt, int length, byte[] out, int outAt) {
            int count = length - (mode == Cipher.DECRYPT_MODE ? TAG_BYTES : 0);
            System.arraycopy(in, inAt, out, outAt, count);
            return mode == Cipher.DECRYPT_MODE ? count : count + TAG_BYTES;
        }

        @Override
        protected byte[] engineDoFinal(byte[] in, int inAt, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineUpdate(byte[] in, int inAt, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineUpdate(byte[] in, int inAt, int length, byte[] out, int outAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdateAAD(byte[] in, int at, int length) {
            // Does not authenticate.
        }

        @Override
        protected void engineInit(int opmode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {
            mode = opmode;
        }

        @Override
        protected void engineInit(int opmode, Key key, SecureRandom random) {
            mode = opmode;
        }

        @Override
        protected void engineInit(int opmode, Key key, AlgorithmParameters parameters, SecureRandom random) {
            mode = opmode;
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return length + TAG_BYTES;
        }

        @Override
        protected int engineGetBlockSize() {
            return TAG_BYTES;
        }

        @Override
        protected byte[] engineGetIV() {
            return new byte[0];
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetMode(String name) {
            // Part of the name already.
        }

        @Override
        protected void engineSetPadding(String name) {
            // Part of the name already.
        }
    }
}
