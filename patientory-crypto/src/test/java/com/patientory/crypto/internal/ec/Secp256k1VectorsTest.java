package com.patientory.crypto.internal.ec;

import static com.patientory.crypto.WycheproofCases.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.WycheproofCases;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class Secp256k1VectorsTest {
    /**
     * Wycheproof gives DER; our format is r, s, v. A case holds if its DER is canonical, r and s are canonical, and one
     * of the two recovery ids gives its key. Where R's x is beyond the group's order, Ethereum has no recovery id: those
     * few valid signatures are refused by design.
     */
    @TestFactory
    List<DynamicTest> recover_wycheproof_givesTheKeyOfExactlyTheValid() throws IOException {
        return WycheproofCases.of("ecdsa_secp256k1_sha256_bitcoin_test", 463, (group, test) -> {
            byte[] key = hex(group.get("publicKey").get("uncompressed"));
            byte[] digest = sha256(hex(test.get("msg")));
            BigInteger[] numbers = der(hex(test.get("sig")));
            boolean accepted = numbers.length == 2
                    && Secp256k1.isCanonical(numbers[0], numbers[1])
                    && (isBy(key, numbers, 0, digest) || isBy(key, numbers, 1, digest));
            boolean valid = test.get("result").asText().equals("valid");
            boolean beyondOrder = test.get("comment").asText().contains("k*G has a large x-coordinate");
            assertEquals(valid && !beyondOrder, accepted);
        });
    }

    private static boolean isBy(byte[] key, BigInteger[] numbers, int recoveryId, byte[] digest) {
        Optional<byte[]> point =
                Secp256k1.recover(new RecoverableSignature(numbers[0], numbers[1], recoveryId), digest);
        return point.isPresent() && Arrays.equals(key, point.get());
    }

    private static BigInteger[] der(byte[] signature) {
        try {
            ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(signature));
            if (!Arrays.equals(signature, sequence.getEncoded("DER")) || sequence.size() != 2) {
                return new BigInteger[0];
            }
            return new BigInteger[] {
                ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue(),
                ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue()
            };
        } catch (IOException | RuntimeException e) {
            return new BigInteger[0];
        }
    }

    /** The community's RFC 6979 vectors for secp256k1 with SHA-256, as Trezor, CoreBitcoin and others carry them. */
    @Test
    void sign_rfc6979Examples_givesTheKnownSignatures() {
        check(
                BigInteger.ONE,
                "Satoshi Nakamoto",
                "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8",
                "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
        check(
                Secp256k1.N.subtract(BigInteger.ONE),
                "Satoshi Nakamoto",
                "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0",
                "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5");
    }

    private static void check(BigInteger key, String message, String r, String s) {
        byte[] digest = sha256(message.getBytes(StandardCharsets.UTF_8));
        byte[] scalar = Secp256k1.toBytes(key);
        RecoverableSignature signature = Secp256k1.sign(scalar, digest);
        assertEquals(r, Hex.toHexString(Secp256k1.toBytes(signature.r())));
        assertEquals(s, Hex.toHexString(Secp256k1.toBytes(signature.s())));
        assertArrayEquals(
                Secp256k1.publicPoint(scalar),
                Secp256k1.recover(signature, digest).orElseThrow());
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
