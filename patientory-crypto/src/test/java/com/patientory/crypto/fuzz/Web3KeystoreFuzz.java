package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletKey;
import com.patientory.crypto.Web3Keystore;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.internal.derive.Pbkdf2;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A keystore that parses is written and read again alike; what opens has the key of its address.
 *
 * <p>In parts: a keystore whose checksum, {@code $}, is computed from what it says, so that opening reaches the key.
 * Costs beyond 2,000 iterations or 256 KiB are parsed only: the bounds limit them.
 */
final class Web3KeystoreFuzz implements FuzzTarget {
    private static final int MAX_ITERATIONS = 2_000;
    private static final int MAX_SCRYPT_BLOCKS = 2_048;
    private static final byte[] PASSWORD = "testpassword".getBytes(US_ASCII);
    private static final String SECRET = "11".repeat(32);

    @Override
    public List<byte[]> seeds() {
        String pbkdf2 = template("pbkdf2", "'c':1000,'dklen':32,'prf':'hmac-sha256','salt':'0102'");
        String scrypt = template("scrypt", "'dklen':32,'n':64,'r':2,'p':1,'salt':'0102'");
        return List.of(
                authenticated(pbkdf2).getBytes(UTF_8),
                authenticated(scrypt).getBytes(UTF_8),
                Parts.join(pbkdf2.getBytes(UTF_8)),
                Parts.join(scrypt.getBytes(UTF_8)));
    }

    private static String template(String kdf, String parameters) {
        return ("{'crypto':{'cipher':'aes-128-ctr','cipherparams':{'iv':'" + "00".repeat(16) + "'},'ciphertext':'"
                        + SECRET + "','kdf':'" + kdf + "','kdfparams':{" + parameters
                        + "},'mac':'$'},'id':'x','version':3}")
                .replace('\'', '"');
    }

    @Override
    public void accept(byte[] input) {
        String text = Parts.of(input, 1)
                .map(parts -> authenticated(new String(parts.get(0), UTF_8)))
                .orElseGet(() -> new String(input, UTF_8));
        Web3Keystore keystore = Web3Keystore.parse(text);
        String written = keystore.toJson();
        assertEquals(written, Web3Keystore.parse(written).toJson());
        if (key(text).length > 0) {
            try (WalletKey key = keystore.open("testpassword".toCharArray())) {
                assertEquals(keystore.address().orElse(key.address()), key.address());
            }
        }
    }

    private static String authenticated(String json) {
        byte[] key = key(json.replace("$", "00".repeat(32)));
        if (key.length == 0) {
            return json;
        }
        byte[] ciphertext =
                octets(JsonObject.parse("v3", json, json.length() * 3).object("crypto"), "ciphertext");
        byte[] half = Arrays.copyOfRange(key, 16, 32);
        byte[] covered = Arrays.copyOf(half, half.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, covered, half.length, ciphertext.length);
        return json.replace("$", Hex.encode(Keccak256.digest(covered)));
    }

    /** The derived key, or nothing if the file does not say how or it would cost too much. */
    private static byte[] key(String json) {
        try {
            JsonObject crypto = JsonObject.parse("v3", json, json.length() * 3).object("crypto");
            JsonObject parameters = crypto.object("kdfparams");
            byte[] salt = octets(parameters, "salt");
            if (crypto.string("kdf").equals("pbkdf2")) {
                int count = bounded(parameters, "c", MAX_ITERATIONS);
                return Pbkdf2.hmacSha256(PASSWORD, salt, count, 32);
            }
            int n = bounded(parameters, "n", MAX_SCRYPT_BLOCKS);
            int r = bounded(parameters, "r", MAX_SCRYPT_BLOCKS / n);
            return SCrypt.generate(PASSWORD, salt, n, r, bounded(parameters, "p", MAX_SCRYPT_BLOCKS / n / r), 32);
        } catch (PatientoryCryptoException | IllegalArgumentException notSaid) {
            return new byte[0];
        }
    }

    private static int bounded(JsonObject parameters, String name, int most) {
        long value = parameters.integer(name);
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name);
        }
        return (int) value;
    }

    private static byte[] octets(JsonObject object, String name) {
        return Hex.decodePrefixed(
                name, "0x" + object.string(name), object.string(name).length() / 2);
    }
}
