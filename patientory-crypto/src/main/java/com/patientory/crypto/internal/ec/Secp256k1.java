package com.patientory.crypto.internal.ec;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** The curve of Ethereum's accounts (SEC 2 section 2.4.1). Scalars are 32 bytes, points 65 bytes, uncompressed. */
public final class Secp256k1 {
    private static final int SCALAR_BYTES = 32;
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    /** The order of the group. */
    public static final BigInteger N = CURVE.getN();

    private static final BigInteger HALF_N = N.shiftRight(1);

    private Secp256k1() {}

    /** Whether 32 big-endian bytes are a private key: neither zero nor beyond the group's order. */
    public static boolean isScalar(byte[] scalar) {
        BigInteger number = new BigInteger(1, scalar);
        return scalar.length == SCALAR_BYTES && number.signum() > 0 && number.compareTo(N) < 0;
    }

    /** Whether a signature's r and s are in range and s in the lower half (EIP-2), so that there is one form only. */
    public static boolean isCanonical(BigInteger r, BigInteger s) {
        return r.signum() > 0 && r.compareTo(N) < 0 && s.signum() > 0 && s.compareTo(HALF_N) <= 0;
    }

    /** A number below 2^256 as 32 big-endian bytes. */
    public static byte[] toBytes(BigInteger number) {
        return BigIntegers.asUnsignedByteArray(SCALAR_BYTES, number);
    }

    public static byte[] publicPoint(byte[] scalar) {
        return multiplyBase(new BigInteger(1, scalar)).getEncoded(false);
    }

    /** The point in its 33-byte form. */
    public static byte[] compress(byte[] point) {
        return CURVE.getCurve().decodePoint(point).getEncoded(true);
    }

    /** Whether 65 bytes are a point of the curve, other than infinity, in uncompressed form. */
    public static boolean isPoint(byte[] point) {
        try {
            return point.length == 1 + 2 * SCALAR_BYTES
                    && point[0] == 4
                    && CURVE.getCurve().decodePoint(point).isValid();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Signs deterministically (RFC 6979, HMAC-SHA-256), s in the lower half.
     *
     * <p>The recovery id is read off R: the parity of its y, turned when s is. Where R's x is not below the group's
     * order (one in 2^127) Ethereum has no recovery id, so the next k of RFC 6979 is taken.
     */
    public static RecoverableSignature sign(byte[] scalar, byte[] digest) {
        BigInteger d = new BigInteger(1, scalar);
        BigInteger e = new BigInteger(1, digest);
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
        nonces.init(N, d, digest);
        while (true) {
            BigInteger k = nonces.nextK();
            ECPoint point = multiplyBase(k);
            BigInteger r = point.getAffineXCoord().toBigInteger();
            BigInteger s = BigIntegers.modOddInverse(N, k)
                    .multiply(e.add(d.multiply(r)))
                    .mod(N);
            if (r.compareTo(N) < 0 && r.signum() > 0 && s.signum() > 0) {
                boolean oddY = point.getAffineYCoord().testBitZero();
                boolean turn = s.compareTo(HALF_N) > 0;
                return new RecoverableSignature(r, turn ? N.subtract(s) : s, oddY != turn ? 1 : 0);
            }
        }
    }

    /** The public point that made a signature, or empty if none can have. */
    public static Optional<byte[]> recover(RecoverableSignature signature, byte[] digest) {
        byte[] compressed = new byte[1 + SCALAR_BYTES];
        compressed[0] = (byte) (2 + signature.recoveryId());
        System.arraycopy(toBytes(signature.r()), 0, compressed, 1, SCALAR_BYTES);
        ECPoint point;
        try {
            point = CURVE.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        BigInteger inverse = BigIntegers.modOddInverseVar(N, signature.r());
        BigInteger u1 = new BigInteger(1, digest).negate().multiply(inverse).mod(N);
        BigInteger u2 = signature.s().multiply(inverse).mod(N);
        ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, point, u2);
        return key.isInfinity() ? Optional.empty() : Optional.of(key.getEncoded(false));
    }

    private static ECPoint multiplyBase(BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).normalize();
    }
}
