package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.eth.Hex;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WalletKeyTest {
    private static final byte[] ONE = scalar(BigInteger.ONE);

    static byte[] scalar(BigInteger number) {
        return Secp256k1.toBytes(number);
    }

    @Test
    void address_ofKeyOne_isTheKnownAddress() {
        try (WalletKey key = WalletKey.of(ONE)) {
            assertEquals(
                    "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", key.address().toString());
        }
    }

    @Test
    void sign_manyDigests_recoversToTheAddressAndIsCanonical() {
        WalletKey key = WalletKey.generate(new SecureRandom());
        int[] ids = new int[2];
        for (int i = 0; i < 64; i++) {
            byte[] digest = Keccak256.digest(new byte[] {(byte) i});
            EcdsaSignature signature = key.sign(digest);
            assertEquals(key.address(), signature.recover(digest), "digest " + i + " of a random key");
            assertEquals(signature, EcdsaSignature.parse(signature.toBytes()));
            assertEquals(signature, EcdsaSignature.parse(signature.toString()));
            ids[signature.recoveryId()]++;
        }
        assertFalse(ids[0] == 0 || ids[1] == 0, "both parities occur: " + Arrays.toString(ids));
    }

    /** The transaction-free example of the Ethereum JSON-RPC world: web3.js documents this key, message and signature. */
    @Test
    void signMessage_documentedExample_givesTheDocumentedSignature() {
        WalletKey key = WalletKey.of(
                Hex.decodePrefixed("key", "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", 32));
        EcdsaSignature signature = key.signMessage("Some data".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                        + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c",
                signature.toString());
        assertEquals(key.address(), signature.recoverMessage("Some data".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sign_afterClose_isRefused() {
        WalletKey key = WalletKey.of(ONE);
        key.close();
        key.close();
        assertThrows(IllegalStateException.class, () -> key.sign(new byte[32]));
        assertEquals("WalletKey[0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf]", key.toString());
    }

    @Test
    void of_outOfRange_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> WalletKey.of(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> WalletKey.of(scalar(Secp256k1.N)));
        assertThrows(IllegalArgumentException.class, () -> WalletKey.of(new byte[31]));
        WalletKey.of(scalar(Secp256k1.N.subtract(BigInteger.ONE))).close();
    }

    @Test
    void of_callersArray_isCopied() {
        byte[] scalar = ONE.clone();
        WalletKey key = WalletKey.of(scalar);
        EcdsaSignature before = key.sign(new byte[32]);
        Arrays.fill(scalar, (byte) 9);
        assertEquals(before, key.sign(new byte[32]));
    }

    @Test
    void sign_digestOfAnotherLength_isRefused() {
        WalletKey key = WalletKey.of(ONE);
        assertThrows(IllegalArgumentException.class, () -> key.sign(new byte[31]));
    }

    @Test
    void parse_upperHalfOrOtherV_isMalformed() {
        EcdsaSignature signature = WalletKey.of(ONE).sign(new byte[32]);
        byte[] turned = signature.toBytes();
        byte[] upper = scalar(Secp256k1.N.subtract(new BigInteger(1, signature.s())));
        System.arraycopy(upper, 0, turned, 32, 32);
        assertThrows(MalformedException.class, () -> EcdsaSignature.parse(turned));
        byte[] otherV = signature.toBytes();
        otherV[64] = 29;
        assertThrows(MalformedException.class, () -> EcdsaSignature.parse(otherV));
        assertThrows(MalformedException.class, () -> EcdsaSignature.parse(Arrays.copyOf(otherV, 64)));
    }

    @Test
    void keccak_emptyMessage_isTheKnownDigest() {
        assertEquals(
                "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", Hex.encode(Keccak256.digest()));
        assertArrayEquals(Keccak256.digest(new byte[] {1, 2}), Keccak256.digest(new byte[] {1}, new byte[] {2}));
    }
}
