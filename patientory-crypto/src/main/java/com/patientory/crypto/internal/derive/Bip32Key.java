package com.patientory.crypto.internal.derive;

import com.patientory.crypto.internal.ec.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An extended private key of BIP-32. Only private derivation exists here; closing erases the key. */
public final class Bip32Key implements AutoCloseable {
    /** Added to an index: the child cannot be computed from public keys. */
    public static final int HARDENED = 0x80000000;

    private static final byte[] MASTER = "Bitcoin seed".getBytes(StandardCharsets.US_ASCII);
    private static final int HALF_BYTES = 32;
    private static final int POINT_BYTES = 33;

    private final byte[] scalar;
    private final byte[] chainCode;

    private Bip32Key(byte[] scalar, byte[] chainCode) {
        if (!Secp256k1.isScalar(scalar)) {
            // One path in 2^127: BIP-32 says to take another index, which for a fixed path means other words.
            throw new IllegalStateException("These words have no key at this path");
        }
        this.scalar = scalar;
        this.chainCode = chainCode;
    }

    /** The root for a BIP-39 seed. */
    public static Bip32Key master(byte[] seed) {
        byte[] both = Hmac.sha512(MASTER).doFinal(seed);
        Bip32Key key = new Bip32Key(Arrays.copyOf(both, HALF_BYTES), tail(both));
        Arrays.fill(both, (byte) 0);
        return key;
    }

    /** An extended key from its two halves, which are copied. */
    static Bip32Key of(byte[] scalar, byte[] chainCode) {
        return new Bip32Key(scalar.clone(), chainCode.clone());
    }

    /** The descendant at a path of indices, this key staying open. */
    public Bip32Key derive(int... path) {
        Bip32Key key = of(scalar, chainCode);
        for (int index : path) {
            try (Bip32Key parent = key) {
                key = parent.child(index);
            }
        }
        return key;
    }

    private Bip32Key child(int index) {
        ByteBuffer data = ByteBuffer.allocate(POINT_BYTES + Integer.BYTES);
        if (index < 0) {
            data.put((byte) 0).put(scalar);
        } else {
            data.put(Secp256k1.compress(Secp256k1.publicPoint(scalar)));
        }
        byte[] both = Hmac.sha512(chainCode).doFinal(data.putInt(index).array());
        Arrays.fill(data.array(), (byte) 0);
        byte[] half = Arrays.copyOf(both, HALF_BYTES);
        BigInteger left = new BigInteger(1, half);
        Arrays.fill(half, (byte) 0);
        if (left.compareTo(Secp256k1.N) >= 0) {
            throw new IllegalStateException("These words have no key at this path");
        }
        BigInteger sum = left.add(new BigInteger(1, scalar)).mod(Secp256k1.N);
        Bip32Key child = new Bip32Key(Secp256k1.toBytes(sum), tail(both));
        Arrays.fill(both, (byte) 0);
        return child;
    }

    private static byte[] tail(byte[] both) {
        return Arrays.copyOfRange(both, HALF_BYTES, both.length);
    }

    /** A copy of the private key that the caller erases. */
    public byte[] scalar() {
        return scalar.clone();
    }

    /** A copy of the chain code. */
    public byte[] chainCode() {
        return chainCode.clone();
    }

    @Override
    public void close() {
        Arrays.fill(scalar, (byte) 0);
        Arrays.fill(chainCode, (byte) 0);
    }
}
