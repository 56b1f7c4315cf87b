package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;

/** Why a contract refused, decoded from the revert data; a closed family. */
public sealed interface ContractError {
    /**
     * Only the owner may do this.
     *
     * @param caller who tried
     * @param owner the owner
     */
    record NotOwner(WalletAddress caller, WalletAddress owner) implements ContractError {}

    /**
     * Neither the caller nor the hospital for which it writes has, at this moment, what the call needs: no grant,
     * another capability, not yet valid, expired or revoked.
     *
     * @param caller who tried
     * @param scope what was touched
     * @param required the capabilities of which one was needed
     */
    record MissingCapability(WalletAddress caller, Scope scope, Set<Capability> required) implements ContractError {}

    /**
     * There is nothing to revoke.
     *
     * @param scope the scope
     */
    record GrantNotFound(Scope scope) implements ContractError {}

    /**
     * The period of a grant is empty, over, or beyond the chain's last second.
     *
     * @param notBefore first second
     * @param expiry first second after
     */
    record InvalidPeriod(Instant notBefore, Instant expiry) implements ContractError {}

    /**
     * The file exists with other content; files never change.
     *
     * @param file the file
     */
    record FileExists(FileId file) implements ContractError {}

    /**
     * There is no such file.
     *
     * @param file the file
     */
    record FileNotFound(FileId file) implements ContractError {}

    /**
     * The account is registered already.
     *
     * @param owner the account
     * @param user its User
     * @param vault its FileVault
     */
    record AlreadyRegistered(WalletAddress owner, WalletAddress user, WalletAddress vault) implements ContractError {}

    /**
     * A signed nonce is not the current one.
     *
     * @param given the signed one
     * @param current the current one
     */
    record InvalidNonce(BigInteger given, BigInteger current) implements ContractError {}

    /**
     * A signature came too late.
     *
     * @param deadline its last second
     */
    record SignatureExpired(Instant deadline) implements ContractError {}

    /**
     * A signature is not the owner's.
     *
     * @param expected the owner
     */
    record InvalidSignature(WalletAddress expected) implements ContractError {}

    /**
     * A token account holds too little.
     *
     * @param account the account
     * @param balance what it holds
     * @param needed what was asked
     */
    record InsufficientBalance(WalletAddress account, TokenAmount balance, TokenAmount needed)
            implements ContractError {}

    /**
     * Another error that the contracts declare.
     *
     * @param name its name, for instance {@code HospitalInactive}
     */
    record Named(String name) implements ContractError {}

    /**
     * A failed assertion inside a contract or an arithmetic overflow: a bug.
     *
     * @param code Solidity's panic code
     */
    record Panic(BigInteger code) implements ContractError {}

    /**
     * A revert by text, or by data that the contracts do not declare.
     *
     * @param what the text, the unknown selector, or {@code without data}
     */
    record Other(String what) implements ContractError {}
}
