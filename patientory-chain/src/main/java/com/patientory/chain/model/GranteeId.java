package com.patientory.chain.model;

import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who a grant is for: an account, or a hospital with all the accounts that write for it.
 *
 * <p>An account's id is twelve zero bytes and its address; a hospital's is the twelve ASCII bytes {@code hospital:v1:}
 * and the last twenty bytes of the Keccak-256 of its public identifier. A hospital can so change its keys without asking
 * its patients again.
 */
public final class GranteeId extends Bytes32 {
    private static final byte[] HOSPITAL_TAG = "hospital:v1:".getBytes(StandardCharsets.US_ASCII);

    private GranteeId(byte[] value) {
        super(value);
    }

    /**
     * Names an account.
     *
     * @param account its address
     * @return its id
     */
    public static GranteeId ofAccount(WalletAddress account) {
        byte[] id = new byte[SIZE_BYTES];
        System.arraycopy(account.bytes(), 0, id, HOSPITAL_TAG.length, WalletAddress.LENGTH_BYTES);
        return new GranteeId(id);
    }

    /**
     * Names a hospital, registered or not.
     *
     * @param identifier its public identifier, for instance its domain name
     * @return its id
     */
    public static GranteeId ofHospital(String identifier) {
        byte[] id = Keccak256.digest(identifier.getBytes(StandardCharsets.UTF_8));
        System.arraycopy(HOSPITAL_TAG, 0, id, 0, HOSPITAL_TAG.length);
        return new GranteeId(id);
    }

    /**
     * Wraps 32 bytes of one of the two forms.
     *
     * @param bytes 32 bytes
     * @return the id
     * @throws IllegalArgumentException when they name neither an account nor a hospital
     */
    public static GranteeId of(byte[] bytes) {
        GranteeId id = new GranteeId(bytes);
        byte[] head = Arrays.copyOf(bytes, HOSPITAL_TAG.length);
        boolean account =
                Arrays.equals(head, new byte[HOSPITAL_TAG.length]) && !Arrays.equals(bytes, new byte[SIZE_BYTES]);
        if (!account && !Arrays.equals(head, HOSPITAL_TAG)) {
            throw new IllegalArgumentException("neither an account nor a hospital: " + id);
        }
        return id;
    }

    /**
     * Tells whether this is a hospital.
     *
     * @return false for an account
     */
    public boolean isHospital() {
        return bytes()[0] != 0;
    }

    /**
     * Returns the account that this id names.
     *
     * @return its address, empty for a hospital
     */
    public Optional<WalletAddress> account() {
        return isHospital()
                ? Optional.empty()
                : Optional.of(WalletAddress.of(Arrays.copyOfRange(bytes(), HOSPITAL_TAG.length, SIZE_BYTES)));
    }
}
