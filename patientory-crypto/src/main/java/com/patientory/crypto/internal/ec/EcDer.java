package com.patientory.crypto.internal.ec;

import com.patientory.crypto.internal.eth.Hex;
import java.nio.ByteBuffer;

/**
 * secp256k1 keys in DER. All of them have one length, so each form is a fixed frame around the key; no ASN.1 writer
 * keeps copies of it.
 */
public final class EcDer {
    /** SubjectPublicKeyInfo (RFC 5480) up to the point. */
    private static final byte[] SPKI = hex("3056301006072a8648ce3d020106052b8104000a034200");
    /** PKCS#8 up to the private key: the same algorithm, then an ECPrivateKey (RFC 5915) of version 1. */
    private static final byte[] PKCS8 = hex("308184020100301006072a8648ce3d020106052b8104000a046d306b0201010420");
    /** Between the private key and the point. */
    private static final byte[] POINT = hex("a144034200");

    private EcDer() {}

    private static byte[] hex(String digits) {
        return Hex.decodePrefixed("DER", "0x" + digits, digits.length() / 2);
    }

    /** The public key of an uncompressed point of 65 bytes. */
    public static byte[] spki(byte[] point) {
        return join(SPKI, point);
    }

    /** The private key with its public point; the caller erases it. */
    public static byte[] pkcs8(byte[] scalar, byte[] point) {
        return join(PKCS8, scalar, POINT, point);
    }

    private static byte[] join(byte[]... parts) {
        int lengthBytes = 0;
        for (byte[] part : parts) {
            lengthBytes += part.length;
        }
        ByteBuffer out = ByteBuffer.allocate(lengthBytes);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }
}
