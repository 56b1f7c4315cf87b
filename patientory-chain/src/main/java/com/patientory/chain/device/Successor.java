package com.patientory.chain.device;

import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.crypto.WalletAddress;
import org.jspecify.annotations.Nullable;

/** The one vault that may continue the owner's, in a later registry that the device trusts. */
record Successor(WalletAddress vault, WalletAddress registry) {
    /** Computes it: a later registry makes its vaults at addresses of the same rule. */
    static Successor of(WalletAddress registry, WalletAddress origin) {
        return new Successor(OwnerContracts.of(registry, origin).vault(), registry);
    }

    /** Returns what naming a vault means; any other than this one is refused. */
    static Intent.Migrate accept(@Nullable Successor known, WalletAddress given) {
        if (known == null || !known.vault.equals(given)) {
            String expected = known == null ? "this device knows no later registry" : "expected " + known.vault;
            throw new ReviewRefusedException(Reason.WRONG_TARGET, "continue in " + given + ", " + expected);
        }
        return new Intent.Migrate(known.vault, known.registry);
    }
}
