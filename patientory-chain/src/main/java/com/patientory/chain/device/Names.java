package com.patientory.chain.device;

import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.crypto.WalletAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the device calls whom, and whose contracts stand where by its own computation. */
final class Names {
    private final Map<GranteeId, String> directory;
    private final Map<WalletAddress, String> vaults = new HashMap<>();
    private final Map<WalletAddress, String> users = new HashMap<>();

    Names(Map<GranteeId, String> names, WalletAddress registry) {
        this.directory = Directory.checked(names);
        directory.forEach((id, name) -> id.account().ifPresent(account -> {
            OwnerContracts contracts = OwnerContracts.of(registry, account);
            vaults.put(contracts.vault(), name);
            users.put(contracts.user(), name);
        }));
    }

    String of(GranteeId id) {
        String name = directory.get(id);
        if (name == null) {
            throw new ReviewRefusedException(Reason.UNKNOWN_GRANTEE, id + " is not in the directory");
        }
        return name;
    }

    String of(WalletAddress account) {
        return of(GranteeId.ofAccount(account));
    }

    String orAddress(WalletAddress account) {
        return directory.getOrDefault(GranteeId.ofAccount(account), "the account " + account);
    }

    Map<WalletAddress, String> of(List<WalletAddress> accounts) {
        Map<WalletAddress, String> names = new LinkedHashMap<>();
        accounts.forEach(account -> names.put(account, of(account)));
        return names;
    }

    /** Returns the patients in the directory by their vaults. */
    Map<WalletAddress, String> vaults() {
        return vaults;
    }

    /** Returns the patients in the directory by their User contracts. */
    Map<WalletAddress, String> users() {
        return users;
    }
}
