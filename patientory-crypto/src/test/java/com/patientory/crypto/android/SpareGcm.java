package com.patientory.crypto.android;

import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** AES-GCM that wants 16 spare bytes of output when it decrypts, as Android's does below API level 29. */
public final class SpareGcm extends CipherSpi {
    static volatile @Nullable Provider source;

    private static final int SPARE_BYTES = 16;

    private final Cipher cipher;
    private int mode;
    private int buffered;

    /** Made by the platform. */
    public SpareGcm() throws NoSuchAlgorithmException, NoSuchPaddingException {
        cipher = Cipher.getInstance("AES/GCM/NoPadding", source);
    }

    @Override
    protected int engineDoFinal(byte[] in, int inAt, int length, byte[] out, int outAt)
            throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
        int needed = buffered + length + (mode == Cipher.ENCRYPT_MODE ? SPARE_BYTES : 0);
        if (out.length - outAt < needed) {
            throw new ShortBufferException("Android below API level 29 wants " + needed + " bytes");
        }
        buffered = 0;
        return cipher.doFinal(in, inAt, length, out, outAt);
    }

    @Override
    protected byte[] engineDoFinal(byte[] in, int inAt, int length)
            throws IllegalBlockSizeException, BadPaddingException {
        buffered = 0;
        return in == null ? cipher.doFinal() : cipher.doFinal(in, inAt, length);
    }

    @Override
    protected byte[] engineUpdate(byte[] in, int inAt, int length) {
        buffered += mode == Cipher.DECRYPT_MODE ? length : 0;
        return cipher.update(in, inAt, length);
    }

    @Override
    protected int engineUpdate(byte[] in, int inAt, int length, byte[] out, int outAt) throws ShortBufferException {
        buffered += mode == Cipher.DECRYPT_MODE ? length : 0;
        return cipher.update(in, inAt, length, out, outAt);
    }

    @Override
    protected void engineUpdateAAD(byte[] in, int at, int length) {
        cipher.updateAAD(in, at, length);
    }

    @Override
    protected void engineInit(int opmode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        mode = opmode;
        buffered = 0;
        cipher.init(opmode, key, parameters, random);
    }

    @Override
    protected void engineInit(int opmode, Key key, SecureRandom random) throws InvalidKeyException {
        throw new InvalidKeyException("GCM needs an IV");
    }

    @Override
    protected void engineInit(int opmode, Key key, AlgorithmParameters parameters, SecureRandom random)
            throws InvalidKeyException {
        throw new InvalidKeyException("GCM needs an IV");
    }

    @Override
    protected int engineGetOutputSize(int length) {
        return cipher.getOutputSize(length) + (mode == Cipher.DECRYPT_MODE ? SPARE_BYTES : 0);
    }

    @Override
    protected int engineGetBlockSize() {
        return cipher.getBlockSize();
    }

    @Override
    protected byte[] engineGetIV() {
        return cipher.getIV();
    }

    @Override
    protected @Nullable AlgorithmParameters engineGetParameters() {
        return cipher.getParameters();
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
