package com.patientory.chain.model;

import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The addresses of one patient's contracts, computed without asking anybody.
 *
 * <p>Both are EIP-1167 clones that the registry makes by CREATE2 (EIP-1014) with the owner's address as salt; the code
 * behind them was made by the registry's constructor, at CREATE(registry, 1) and CREATE(registry, 2). So a device that
 * trusts the registry's address needs to trust no server for these.
 *
 * @param user the patient's User contract
 * @param vault the patient's FileVault contract
 */
public record OwnerContracts(WalletAddress user, WalletAddress vault) {
    private static final byte[] CLONE_HEAD = HexFormat.of().parseHex("3d602d80600a3d3981f3363d3d373d3d3d363d73");
    private static final byte[] CLONE_TAIL = HexFormat.of().parseHex("5af43d82803e903d91602b57fd5bf3");

    /**
     * Computes both addresses.
     *
     * @param registry the network's PatientRegistry
     * @param owner the patient's account
     * @return where the contracts are, or will be once registered
     */
    public static OwnerContracts of(WalletAddress registry, WalletAddress owner) {
        return new OwnerContracts(clone(registry, 1, owner), clone(registry, 2, owner));
    }

    private static WalletAddress clone(WalletAddress registry, int creation, WalletAddress owner) {
        byte[] code = Keccak256.digest(CLONE_HEAD, created(registry, creation).bytes(), CLONE_TAIL);
        byte[] salt = GranteeId.ofAccount(owner).bytes();
        return tail(Keccak256.digest(new byte[] {(byte) 0xff}, registry.bytes(), salt, code));
    }

    /** CREATE: the hash of RLP [creator, nonce], for a nonce of one byte. */
    private static WalletAddress created(WalletAddress creator, int nonce) {
        byte[] head = {(byte) 0xd6, (byte) 0x94};
        return tail(Keccak256.digest(head, creator.bytes(), new byte[] {(byte) nonce}));
    }

    private static WalletAddress tail(byte[] hash) {
        return WalletAddress.of(Arrays.copyOfRange(hash, 12, 32));
    }
}
