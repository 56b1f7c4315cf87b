package com.patientory.crypto;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.ec.RecoverableSignature;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.eth.Eip191;
import com.patientory.crypto.internal.eth.Hex;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A secp256k1 signature from which the signer's address can be recovered.
 *
 * <p>There is one form only: s is in the lower half of its range (EIP-2) and v is 27 or 28, so nobody can turn one
 * signature into a second one that also holds.
 */
public final class EcdsaSignature {
    /** The length of r, s and v together. */
    public static final int LENGTH_BYTES = 65;

    private static final int NUMBER_BYTES = 32;
    private static final int V_OF_EVEN = 27;
    private static final String FORMAT = "ECDSA signature";

    private final RecoverableSignature value;

    EcdsaSignature(RecoverableSignature value) {
        this.value = value;
    }

    /**
     * A signature from its parts.
     *
     * @param r 32 bytes, big-endian
     * @param s 32 bytes, big-endian, in the lower half
     * @param recoveryId 0 or 1: the parity of the y coordinate of R
     * @return the signature
     * @throws IllegalArgumentException if a part is out of range
     */
    public static EcdsaSignature of(byte[] r, byte[] s, int recoveryId) {
        BigInteger rNumber = new BigInteger(1, r);
        BigInteger sNumber = new BigInteger(1, s);
        if (r.length != NUMBER_BYTES || s.length != NUMBER_BYTES || !Secp256k1.isCanonical(rNumber, sNumber)) {
            throw new IllegalArgumentException("r and s are not 32 bytes each with 0 < r < n and 0 < s <= n/2");
        }
        if (recoveryId != 0 && recoveryId != 1) {
            throw new IllegalArgumentException("The recovery id is 0 or 1, not " + recoveryId);
        }
        return new EcdsaSignature(new RecoverableSignature(rNumber, sNumber, recoveryId));
    }

    /**
     * Reads r, s and v.
     *
     * @param bytes 65 bytes: r, s, and v, which is 27 or 28
     * @return the signature
     * @throws MalformedException if the length or a part is out of range
     */
    public static EcdsaSignature parse(byte[] bytes) {
        if (bytes.length != LENGTH_BYTES) {
            throw MalformedException.of(FORMAT, bytes.length + " bytes instead of " + LENGTH_BYTES);
        }
        try {
            return of(
                    Arrays.copyOf(bytes, NUMBER_BYTES),
                    Arrays.copyOfRange(bytes, NUMBER_BYTES, 2 * NUMBER_BYTES),
                    (bytes[2 * NUMBER_BYTES] & 0xff) - V_OF_EVEN);
        } catch (IllegalArgumentException e) {
            throw MalformedException.of(FORMAT, "r, s or v is out of range");
        }
    }

    /**
     * Reads {@code 0x} and 130 hexadecimal digits.
     *
     * @param text r, s and v
     * @return the signature
     * @throws MalformedException if the text is not of this form or a part is out of range
     */
    public static EcdsaSignature parse(String text) {
        return parse(Hex.decodePrefixed(FORMAT, text, LENGTH_BYTES));
    }

    /**
     * The first number.
     *
     * @return 32 bytes, big-endian
     */
    public byte[] r() {
        return Secp256k1.toBytes(value.r());
    }

    /**
     * The second number, in the lower half.
     *
     * @return 32 bytes, big-endian
     */
    public byte[] s() {
        return Secp256k1.toBytes(value.s());
    }

    /**
     * The parity of the y coordinate of R.
     *
     * @return 0 or 1
     */
    public int recoveryId() {
        return value.recoveryId();
    }

    /**
     * The signature as contracts and wallets pass it on.
     *
     * @return 65 bytes: r, s, and v, which is 27 or 28
     */
    public byte[] toBytes() {
        byte[] out = Arrays.copyOf(r(), LENGTH_BYTES);
        System.arraycopy(s(), 0, out, NUMBER_BYTES, NUMBER_BYTES);
        out[LENGTH_BYTES - 1] = (byte) (V_OF_EVEN + recoveryId());
        return out;
    }

    /**
     * Recovers who signed a digest. Any signature gives some address: compare it with the one you expect.
     *
     * @param digest the 32 bytes that were signed
     * @return the signer's address
     * @throws IllegalArgumentException if the digest does not have 32 bytes
     * @throws MalformedException if no key can have made this signature
     */
    public WalletAddress recover(byte[] digest) {
        return Secp256k1.recover(value, WalletKey.requireDigest(digest))
                .map(WalletAddress::ofPoint)
                .orElseThrow(() -> MalformedException.of(FORMAT, "no key can have made it"));
    }

    /**
     * Recovers who signed a message as {@link WalletKey#signMessage(byte[])} does (EIP-191 {@code personal_sign}).
     *
     * @param message the message, of any length
     * @return the signer's address
     * @throws MalformedException if no key can have made this signature
     */
    public WalletAddress recoverMessage(byte[] message) {
        return recover(Eip191.digest(message));
    }

    /**
     * Recovers who signed typed data as {@link WalletKey#signTypedData(TypedData)} does (EIP-712).
     *
     * @param data what was signed
     * @return the signer's address
     * @throws MalformedException if no key can have made this signature
     */
    public WalletAddress recoverTypedData(TypedData data) {
        return recover(data.digest());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EcdsaSignature signature && value.equals(signature.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /**
     * The signature as text.
     *
     * @return {@code 0x} and 130 hexadecimal digits: r, s and v
     */
    @Override
    public String toString() {
        return "0x" + Hex.encode(toBytes());
    }
}
