package com.patientory.crypto.internal.derive;

import static com.patientory.crypto.internal.derive.Bip32Key.HARDENED;

import com.patientory.crypto.internal.secret.Secret;
import java.util.Arrays;

/** derivation-v1: which key lies where below a patient's words. */
public final class PatientKeys implements AutoCloseable {
    private static final int[] WALLET = {HARDENED | 44, HARDENED | 60, HARDENED, 0, 0};
    /** The BIP-85 index of the first RSA key: "RSA" in decimal ASCII (82, 83, 65). */
    private static final int FIRST_RSA_INDEX = 828365;

    private static final int RSA_SEED_BYTES = 64;
    private static final int X_WING_SEED_BYTES = 32;

    private final Bip32Key root;

    /** The keys below the sentence; the caller erases it. */
    public PatientKeys(byte[] nfkdSentence) {
        byte[] seed = Bip39Seed.of(nfkdSentence, "");
        this.root = Bip32Key.master(seed);
        Arrays.fill(seed, (byte) 0);
    }

    /** The wallet's private key at {@code m/44'/60'/0'/0/0}; the caller erases it. */
    public byte[] walletScalar() {
        try (Bip32Key wallet = root.derive(WALLET)) {
            return wallet.scalar();
        }
    }

    /** The seeds of the RSA keys from rotation 0 to {@code last}; the caller closes them. */
    public RsaSeeds rsaSeeds(int last) {
        Secret[] seeds = new Secret[last + 1];
        for (int rotation = 0; rotation <= last; rotation++) {
            byte[] seed = Bip85.hex(root, RSA_SEED_BYTES, FIRST_RSA_INDEX + rotation);
            seeds[rotation] = new Secret("The identity", seed);
            Arrays.fill(seed, (byte) 0);
        }
        return new RsaSeeds(seeds);
    }

    /**
     * The 32-byte seed of the X-Wing key of a rotation, 0 for the first; the caller erases it. The index is that of
     * RSA, the length in the path is another, so the two never meet.
     */
    public byte[] xWingSeed(int rotation) {
        return Bip85.hex(root, X_WING_SEED_BYTES, FIRST_RSA_INDEX + rotation);
    }

    @Override
    public void close() {
        root.close();
    }
}
