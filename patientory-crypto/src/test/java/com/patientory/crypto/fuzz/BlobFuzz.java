package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.PrivateKeyBlob;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.internal.derive.Pbkdf2;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.keystore.SealedKey;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * What parses keeps its text; what opens as it stands is the key that was sealed.
 *
 * <p>In parts: header and payload, sealed under the words as the header asks, so that opening reaches the payload. More
 * than 2,000 iterations are parsed only: the search is not for PBKDF2's time, which the bound on p2c limits.
 */
final class BlobFuzz implements FuzzTarget {
    private static final long MAX_ITERATIONS = 2_000;
    private static final byte[] PASSWORD = Samples.WORDS.getBytes(US_ASCII);

    private final String wallet = Samples.sealedKeys().wallet().toCompact();
    private final String rsa = Samples.sealedKeys().rsa().toCompact();
    private final List<String> sealed = List.of(payload(wallet), payload(rsa));

    @Override
    public List<byte[]> seeds() {
        return List.of(
                wallet.getBytes(US_ASCII),
                rsa.getBytes(US_ASCII),
                Parts.join(header(wallet), payload(wallet).getBytes(UTF_8)));
    }

    private static byte[] header(String compact) {
        return Base64Url.decode("header", compact.substring(0, compact.indexOf('.')));
    }

    private static String payload(String compact) {
        return SealedKey.parse(compact).open(PASSWORD).toCanonicalString();
    }

    @Override
    public void accept(byte[] input) throws GeneralSecurityException {
        List<byte[]> parts = Parts.of(input, 2).orElse(List.of());
        String compact = parts.isEmpty() ? new String(input, UTF_8) : seal(parts.get(0), parts.get(1));
        PrivateKeyBlob blob = PrivateKeyBlob.parse(compact);
        assertEquals(compact, blob.toCompact());
        JsonObject header = JsonObject.parse("header", header(compact), compact.length());
        assertEquals(header.string("kid"), blob.kid());
        if (header.integer("p2c") > MAX_ITERATIONS) {
            return;
        }
        JsonObject jwk = SealedKey.parse(compact).open(PASSWORD);
        if (parts.isEmpty()) {
            assertEquals(true, sealed.contains(jwk.toCanonicalString()));
        } else if (jwk.has("crv")) {
            assertEquals(32, EcJwk.privateScalar(jwk).length);
        }
    }

    /** The format's own steps (keystore-v1) with other tools than the code's, for any header. */
    private static String seal(byte[] header, byte[] payload) throws GeneralSecurityException {
        byte[] key = new byte[32];
        byte[] iv = new byte[12];
        Cipher wrap = Cipher.getInstance("AESWrap");
        wrap.init(Cipher.WRAP_MODE, new SecretKeySpec(wrappingKey(header), "AES"));
        String encoded = Base64Url.encode(header);
        byte[] out = Gcm.encrypt(key, iv, encoded.getBytes(US_ASCII), payload);
        return String.join(
                ".",
                encoded,
                Base64Url.encode(wrap.wrap(new SecretKeySpec(key, "AES"))),
                Base64Url.encode(iv),
                Base64Url.encode(Gcm.ciphertext(out)),
                Base64Url.encode(Gcm.tag(out)));
    }

    private static byte[] wrappingKey(byte[] header) {
        Matcher iterations = Pattern.compile("\"p2c\":\\s*(\\d{1,4})\\D").matcher(new String(header, UTF_8));
        Matcher salt = Pattern.compile("\"p2s\":\\s*\"([^\"]*)\"").matcher(new String(header, UTF_8));
        int count = iterations.find() ? Integer.parseInt(iterations.group(1)) : 0;
        if (!salt.find() || count == 0 || count > MAX_ITERATIONS) {
            return new byte[32];
        }
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes("PBES2-HS512+A256KW\0".getBytes(US_ASCII));
        try {
            input.writeBytes(Base64Url.decode("salt", salt.group(1)));
        } catch (PatientoryCryptoException notBase64) {
            return new byte[32];
        }
        return Pbkdf2.hmacSha512(PASSWORD, input.toByteArray(), count, 32);
    }
}
