package com.patientory.crypto.internal.derive;

import static com.patientory.crypto.internal.derive.Bip32Key.HARDENED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

class Bip32Test {
    /** The root of all examples in BIP-85. */
    private static final String BIP85_ROOT =
            "xprv9s21ZrQH143K2LBWUUQRFXhucrQqBpKdRRxNVq2zBqsx8HVqFk2uYo8kmbaLLHRdqtQpUm98uKfu3vca1LqdGhUtyoFnCNkfmXRyPXLjbKb";

    @Test
    void derive_testVector1OfBip32_givesTheLastKey() {
        byte[] expected = Base58.xprv(
                "xprvA41z7zogVVwxVSgdKUHDy1SKmdb533PjDz7J6N6mV6uS3ze1ai8FHa8kmHScGpWmj4WggLyQjgPie1rFSruoUihUZREPSL39UNdE3BBDu76");
        try (Bip32Key root = Bip32Key.master(Hex.decode("000102030405060708090a0b0c0d0e0f"));
                Bip32Key key = root.derive(HARDENED, 1, HARDENED | 2, 2, 1_000_000_000)) {
            assertArrayEquals(Base58.chainCode(expected), key.chainCode());
            assertArrayEquals(Base58.scalar(expected), key.scalar());
        }
    }

    @Test
    void entropy_testCasesOfBip85_areThePublishedOnes() {
        byte[] xprv = Base58.xprv(BIP85_ROOT);
        try (Bip32Key root = Bip32Key.of(Base58.scalar(xprv), Base58.chainCode(xprv));
                Bip32Key derived = root.derive(HARDENED | 83696968, HARDENED, HARDENED)) {
            assertEquals(
                    "cca20ccb0e9a90feb0912870c3323b24874b0ca3d8018c4b96d0b97c0e82ded0",
                    Hex.toHexString(derived.scalar()));
            assertEquals(
                    "efecfbccffea313214232d29e71563d941229afb4338c21f9517c41aaa0d16f0"
                            + "0b83d2a09ef747e7a64e8e2bd5a14869e693da66ce94ac2da570ab7ee48618f7",
                    Hex.toHexString(Bip85.entropy(derived)));
            assertEquals(
                    "492db4698cf3b73a5a24998aa3e9d7fa96275d85724a91e71aa2d645442f8785"
                            + "55d078fd1f1f67e368976f04137b1f7a0d19232136ca50c44614af72b5582a5c",
                    Hex.toHexString(Bip85.hex(root, 64, 0)));
        }
    }

    @Test
    void close_afterwards_theKeyIsGone() {
        Bip32Key root = Bip32Key.master(new byte[16]);
        root.close();
        assertArrayEquals(new byte[32], root.scalar());
        assertArrayEquals(new byte[32], root.chainCode());
    }
}
