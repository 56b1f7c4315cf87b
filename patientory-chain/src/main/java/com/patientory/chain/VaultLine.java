package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one patient's vaults of several registries continue one another. A vault names its predecessor when it is made, with the
 * patient's signature; the predecessor names it as its successor once, by the patient's word. A link counts when both ends say
 * it. It gives neither vault a right over the other: files, grants and envelopes stay where they are, and an earlier vault takes
 * nothing new any more.
 */
public final class VaultLine {
    private final Network network;
    private final FileVaultContract vault;
    private final Function<WalletAddress, FileVaultContract> vaults;

    VaultLine(Network network, FileVaultContract vault, Function<WalletAddress, FileVaultContract> vaults) {
        this.network = network;
        this.vault = vault;
        this.vaults = vaults;
    }

    /**
     * Returns the vault of an earlier registry that this one continues, if that one agrees.
     *
     * @return empty where none was named, and until the owner has migrated
     */
    public Optional<FileVaultContract> predecessor() {
        return other(vault.address(), VaultCalls.predecessor(), VaultCalls.successor());
    }

    /**
     * Returns the vault of a later registry that continues this one.
     *
     * @return empty until the owner has migrated
     */
    public Optional<FileVaultContract> successor() {
        return other(vault.address(), VaultCalls.successor(), VaultCalls.predecessor());
    }

    /**
     * Follows both directions. Blocks for two requests for each link.
     *
     * @return all vaults of the line, the oldest first, this one among them
     */
    public List<FileVaultContract> all() {
        List<FileVaultContract> line = new ArrayList<>(upToHere());
        Optional<FileVaultContract> next = successor();
        while (next.isPresent() && isNew(line, next.get())) {
            line.add(next.get());
            next = next.get().line().successor();
        }
        return List.copyOf(line);
    }

    /** Returns this vault and those that it continues, the oldest first. */
    List<FileVaultContract> upToHere() {
        Deque<FileVaultContract> line = new ArrayDeque<>(List.of(vault));
        Optional<FileVaultContract> previous = predecessor();
        while (previous.isPresent() && isNew(line, previous.get())) {
            line.addFirst(previous.get());
            previous = previous.get().line().predecessor();
        }
        return List.copyOf(line);
    }

    /** Reads the files of this vault and of those that it continues. */
    VaultIndex files(Function<ContentDigest, Optional<byte[]>> manifests) {
        VaultIndex index = new VaultIndex(manifests);
        upToHere().forEach(each -> index.add(each.address(), each.history()));
        return index;
    }

    /**
     * Prepares the migration: this vault takes nothing new any more, for ever. Register in the later registry before, with this
     * vault as the predecessor, and choose guardians there: those of here hand over what is here only.
     *
     * @param successor the owner's vault of the later registry
     * @return a transaction for the owner's device, which must know the later registry
     * @throws ContractRevertException with {@code InvalidSuccessor} when that vault is not the owner's or does not name this one,
     *     with {@code VaultMigrated} when this one has a successor
     */
    public UnsignedTransaction prepareMigrate(WalletAddress successor) {
        return Prepared.of(network, vault.owner(), vault.address(), VaultCalls.migrate(successor));
    }

    /** Contracts of our registries form no circle; a node that lies, or a contract that is no vault, ends the walk. */
    private static boolean isNew(Iterable<FileVaultContract> line, FileVaultContract next) {
        for (FileVaultContract seen : line) {
            if (seen.address().equals(next.address())) {
                return false;
            }
        }
        return true;
    }

    private Optional<FileVaultContract> other(WalletAddress here, AbiCall there, AbiCall back) {
        WalletAddress named = network.read(here, there).address();
        try {
            return !isNobody(named) && network.read(named, back).address().equals(here)
                    ? Optional.of(vaults.apply(named))
                    : Optional.empty();
        } catch (ContractNotDeployedException | ContractRevertException e) {
            return Optional.empty();
        }
    }

    private static boolean isNobody(WalletAddress address) {
        for (byte b : address.bytes()) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
