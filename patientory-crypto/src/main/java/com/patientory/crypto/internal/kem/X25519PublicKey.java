package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.encoders.Hex;

/** An X25519 key (RFC 7748) for ECDH-ES (RFC 8037 section 3.2). */
public final class X25519PublicKey implements KemPublicKey {
    static final String CRV = "X25519";
    static final int KEY_BYTES = X25519.POINT_SIZE;

    /** The constant part of a SubjectPublicKeyInfo with id-X25519 (RFC 8410 section 4). */
    private static final byte[] SPKI_PREFIX = Hex.decode("302a300506032b656e032100");

    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private final byte[] point;

    X25519PublicKey(byte[] point) {
        this.point = point;
    }

    /** Reads the point of a JWK; one of small order, whose secrets everybody knows, is refused. */
    public static X25519PublicKey parse(JsonObject jwk) {
        return new X25519PublicKey(requireFullOrder(point(jwk)));
    }

    static byte[] requireFullOrder(byte[] point) {
        byte[] any = new byte[KEY_BYTES];
        any[0] = 8;
        if (!agree(any, point).isPresent()) {
            throw MalformedException.of("X25519 key", "a point of small order, or one that is not below 2^255 - 19");
        }
        return point;
    }

    static byte[] point(JsonObject jwk) {
        return Base64Url.decode("JWK x", jwk.string("x"), KEY_BYTES, KEY_BYTES);
    }

    /**
     * The common secret, or empty if it is zero (RFC 7748 section 6.1) or the point has another spelling.
     *
     * <p>RFC 7748 ignores the highest bit of a point and reduces the rest: anyone could alter the spelling of a point in
     * an entry, and it would still open.
     */
    static Optional<byte[]> agree(byte[] scalar, byte[] point) {
        if (!isReduced(point)) {
            return Optional.empty();
        }
        byte[] secret = new byte[KEY_BYTES];
        return X25519.calculateAgreement(scalar, 0, point, 0, secret, 0) ? Optional.of(secret) : Optional.empty();
    }

    private static boolean isReduced(byte[] littleEndian) {
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = littleEndian[KEY_BYTES - 1 - i];
        }
        return new BigInteger(1, bigEndian).compareTo(PRIME) < 0;
    }

    @Override
    public String alg() {
        return EphemeralKey.ALG;
    }

    @Override
    public JsonObject jwk() {
        return jwk(point);
    }

    private static JsonObject jwk(byte[] point) {
        return JsonObject.builder()
                .put("kty", "OKP")
                .put("crv", CRV)
                .put("x", Base64Url.encode(point))
                .build();
    }

    @Override
    public byte[] spki() {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
        System.arraycopy(point, 0, spki, SPKI_PREFIX.length, KEY_BYTES);
        return spki;
    }

    @Override
    public Encapsulation encapsulate(SecureRandom random) {
        byte[] ephemeral = new byte[KEY_BYTES];
        X25519.generatePrivateKey(random, ephemeral);
        byte[] own = new byte[KEY_BYTES];
        X25519.generatePublicKey(ephemeral, 0, own, 0);
        try {
            byte[] secret = agree(ephemeral, point)
                    .orElseThrow(() -> new IllegalStateException("A checked point gives no zero secret"));
            return new Encapsulation(EphemeralKey.header(jwk(own)), secret);
        } finally {
            Arrays.fill(ephemeral, (byte) 0);
        }
    }
}
