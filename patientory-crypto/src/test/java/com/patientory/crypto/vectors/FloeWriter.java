package com.patientory.crypto.vectors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes body-v1 from its specification. */
public final class FloeWriter {
    public static final int HEADER = 74;
    public static final int SEGMENT = 4096;
    public static final int PLAIN = SEGMENT - 32;
    public static final byte[] KEY = Fixed.bytes("content key", 32);
    static final int NOT_FINAL = -1;
    private static final String AAD = "patientory/v1";

    private final byte[] aad;
    private final byte[] prefix;
    private final byte[] iv;
    private final String label;

    public FloeWriter(String label, int segmentBytes) {
        this(label, segmentBytes, AAD);
    }

    FloeWriter(String label, int segmentBytes, String aad) {
        this(
                label,
                aad,
                ByteBuffer.allocate(10)
                        .putShort((short) 0)
                        .putInt(segmentBytes)
                        .putInt(32)
                        .array());
    }

    /** With the first 10 bytes as given, whatever they declare; the header tag is right for them. */
    FloeWriter(String label, String aad, byte[] prefix) {
        this.label = label;
        this.aad = aad.getBytes(StandardCharsets.US_ASCII);
        this.prefix = prefix;
        this.iv = Fixed.bytes(label + " iv", 32);
    }

    /** The whole body. */
    public byte[] body(byte[] plain) {
        return join(header(), content(plain));
    }

    private byte[] content(byte[] plain) {
        int segments = Math.max(1, (plain.length + PLAIN - 1) / PLAIN);
        byte[] content = new byte[0];
        for (int i = 0; i < segments; i++) {
            byte[] part = Arrays.copyOfRange(plain, i * PLAIN, Math.min(plain.length, (i + 1) * PLAIN));
            content = join(content, segment(i, i == segments - 1, part));
        }
        return content;
    }

    byte[] header() {
        return join(prefix, iv, kdf(KEY, "HEADER_TAG:".getBytes(StandardCharsets.US_ASCII), 32));
    }

    byte[] segment(long index, boolean last, byte[] plain) {
        return segment(index, last, last ? plain.length + 32 : NOT_FINAL, plain);
    }

    /** A segment that declares one thing and is authenticated as the other. */
    byte[] segment(long index, boolean last, int declared, byte[] plain) {
        byte[] nonce = Fixed.bytes(label + " nonce " + index, 12);
        ByteBuffer purpose = ByteBuffer.allocate(12).put("DEK:".getBytes(StandardCharsets.US_ASCII));
        purpose.putLong(index >> 20 << 20);
        byte[] messageKey = kdf(KEY, "MESSAGE_KEY:".getBytes(StandardCharsets.US_ASCII), 48);
        byte[] key = kdf(messageKey, purpose.array(), 32);
        byte[] place =
                ByteBuffer.allocate(9).putLong(index).put((byte) (last ? 1 : 0)).array();
        return join(ByteBuffer.allocate(4).putInt(declared).array(), nonce, gcm(key, nonce, place, plain));
    }

    private byte[] kdf(byte[] key, byte[] purpose, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(key, "HmacSHA384"));
            return Arrays.copyOf(mac.doFinal(join(prefix, iv, purpose, aad, new byte[] {1})), length);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] gcm(byte[] key, byte[] nonce, byte[] aad, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(aad);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
