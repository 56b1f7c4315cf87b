package com.patientory.chain.model;

import java.time.Instant;
import java.util.Set;

/**
 * A grant as written on the chain, dead or alive.
 *
 * @param scope what it covers
 * @param grantee who it is for
 * @param capabilities what it allows
 * @param notBefore the first second
 * @param expiry the first second after it
 * @param epoch the vault's epoch when it was made; {@code revokeAll} begins a new one and ends all older grants
 * @param grantedBy the owner's account, or who forwarded it
 */
public record Grant(
        Scope scope,
        GranteeId grantee,
        Set<Capability> capabilities,
        Instant notBefore,
        Instant expiry,
        long epoch,
        GranteeId grantedBy) {
    /**
     * Copies the set.
     *
     * @param scope what it covers
     * @param grantee who it is for
     * @param capabilities what it allows
     * @param notBefore the first second
     * @param expiry the first second after it
     * @param epoch the vault's epoch when it was made; {@code revokeAll} begins a new one and ends all older grants
     * @param grantedBy the owner's account, or who forwarded it
     */
    public Grant {
        capabilities = Set.copyOf(capabilities);
    }
}
