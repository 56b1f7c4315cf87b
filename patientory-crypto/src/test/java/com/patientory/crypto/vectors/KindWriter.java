package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.Vector.base64url;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Writes the entries of envelope-v1 for other kinds of keys than RSA. */
final class KindWriter {
    static final String ECDH = "ECDH-ES+A256KW";
    static final byte[] GCMKW_IV = Fixed.bytes("GCMKW iv", 12);

    private KindWriter() {}

    static String entry(KindKey key) {
        if (key == KindKey.VAULT) {
            byte[] sealed = FloeWriter.gcm(key.secret(), GCMKW_IV, new byte[0], JweWriter.KEY);
            return vaultEntry(key.kid(), GCMKW_IV, Arrays.copyOfRange(sealed, 32, 48), Arrays.copyOf(sealed, 32));
        }
        KindKey ephemeral = ephemeral(key);
        return ecdhEntry(key.kid(), ephemeral.publicJwk(), wrap(kek(ephemeral.agree(key))));
    }

    static KindKey ephemeral(KindKey key) {
        byte[] scalar = Fixed.bytes("ephemeral " + key.fileName(), 32);
        return key == KindKey.P256 ? KindKey.p256(scalar) : KindKey.x25519(scalar);
    }

    static String ecdhEntry(String kid, String epk, byte[] encryptedKey) {
        return "{\"encrypted_key\":\"" + base64url(encryptedKey) + "\",\"header\":{\"alg\":\"" + ECDH + "\",\"epk\":"
                + epk + ",\"kid\":\"" + kid + "\"}}";
    }

    static String vaultEntry(String kid, byte[] iv, byte[] tag, byte[] encryptedKey) {
        return "{\"encrypted_key\":\"" + base64url(encryptedKey) + "\",\"header\":{\"alg\":\"A256GCMKW\",\"iv\":\""
                + base64url(iv) + "\",\"kid\":\"" + kid + "\",\"tag\":\"" + base64url(tag) + "\"}}";
    }

    /** One round of Concat KDF. */
    static byte[] kek(byte[] z) {
        ByteBuffer input = ByteBuffer.allocate(4 + z.length + 4 + ECDH.length() + 12);
        input.putInt(1).put(z).putInt(ECDH.length()).put(ECDH.getBytes(StandardCharsets.US_ASCII));
        return Fixed.sha256(input.putInt(0).putInt(0).putInt(256).array());
    }

    static byte[] wrap(byte[] kek) {
        try {
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(kek, "AES"));
            return cipher.wrap(new SecretKeySpec(JweWriter.KEY, "AES"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static JweWriter envelope(String kids, String entries) {
        JweWriter writer = JweWriter.withEntries(entries);
        writer.header = JweWriter.protectedHeader(kids);
        return writer;
    }
}
