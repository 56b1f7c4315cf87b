package com.patientory.crypto.internal.web3;

import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914).
 *
 * @param n cost, a power of two
 * @param r block size
 * @param p how often
 * @param salt the salt in hexadecimal
 */
record ScryptKdf(int n, int r, int p, String salt) implements Kdf {
    static final String NAME = "scrypt";

    private static final int BLOCK_BYTES = 128;
    /** What geth, the most generous writer, needs: 256 MiB. */
    private static final long MAX_MEMORY_BYTES = 256L << 20;
    /** Twice what geth spends. */
    private static final long MAX_BLOCKS = 4L << 20;

    /** RFC 7914 section 2: n is below 2^(128 * r / 8). */
    private static final int MAX_N_OF_ONE_BLOCK = 1 << 16;

    /** OWASP's recommendation that needs 64 MiB, which a phone can spare. */
    static ScryptKdf standard(String salt) {
        return new ScryptKdf(1 << 16, 8, 2, salt);
    }

    static ScryptKdf parse(JsonObject params) {
        int n = Kdf.bounded("n", params, 2, 1 << 20);
        int r = Kdf.bounded("r", params, 1, 64);
        int p = Kdf.bounded("p", params, 1, 64);
        long memoryBytes = (long) BLOCK_BYTES * n * r;
        boolean beyondRfc = r == 1 && n >= MAX_N_OF_ONE_BLOCK;
        if (beyondRfc || Integer.bitCount(n) != 1 || memoryBytes > MAX_MEMORY_BYTES || (long) n * r * p > MAX_BLOCKS) {
            throw new UnsupportedException(
                    KeystoreV3.FORMAT + " n, r, p",
                    n + ", " + r + ", " + p,
                    "n a power of 2 (below 65536 for r = 1), n * r up to " + MAX_MEMORY_BYTES / BLOCK_BYTES
                            + ", n * r * p up to " + MAX_BLOCKS);
        }
        return new ScryptKdf(n, r, p, Kdf.salt(params));
    }

    @Override
    public byte[] derive(byte[] password) {
        return SCrypt.generate(password, Kdf.octets(salt), n, r, p, KEY_BYTES);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject params() {
        return JsonObject.builder()
                .put("dklen", KEY_BYTES)
                .put("n", n)
                .put("r", r)
                .put("p", p)
                .put("salt", salt)
                .build();
    }
}
