package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;

/**
 * What an owner may sign as typed data (EIP-712) instead of a transaction, for a server to send and pay for: a closed
 * family. A server proposes one, {@link DeviceReview#review(SignatureRequest, java.math.BigInteger)} explains it, the owner signs, and any
 * account relays what is {@link Signed}; nobody can change a field of it.
 */
public sealed interface SignatureRequest {
    /**
     * Returns the counter that makes the signature good once.
     *
     * @return the contract's current nonce
     */
    BigInteger nonce();

    /**
     * Returns how long the signature is good.
     *
     * @return the last second
     */
    Instant deadline();

    /**
     * Tells whether it does what nobody can take back.
     *
     * @return true for an erasure and a migration
     */
    default boolean isFinal() {
        return this instanceof Erase || this instanceof Migrate;
    }

    /**
     * Give somebody access, as type {@code GrantRequest}.
     *
     * @param scope what it covers
     * @param grantee who gets it
     * @param capabilities what it allows
     * @param notBefore the first second; a moment in the past means at once
     * @param expiry the first second after it
     * @param nonce the vault's next nonce
     * @param deadline the last second in which the signature is good
     */
    record Allow(
            Scope scope,
            GranteeId grantee,
            Set<Capability> capabilities,
            Instant notBefore,
            Instant expiry,
            BigInteger nonce,
            Instant deadline)
            implements SignatureRequest {
        /**
         * Copies the set.
         *
         * @param scope what it covers
         * @param grantee who gets it
         * @param capabilities what it allows
         * @param notBefore the first second; a moment in the past means at once
         * @param expiry the first second after it
         * @param nonce the vault's next nonce
         * @param deadline the last second in which the signature is good
         */
        public Allow {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /**
     * Take one grant back, as type {@code RevokeRequest}.
     *
     * @param scope what it covers
     * @param grantee whose it is
     * @param nonce the vault's next nonce
     * @param deadline the last second in which the signature is good
     */
    record Withdraw(Scope scope, GranteeId grantee, BigInteger nonce, Instant deadline) implements SignatureRequest {}

    /**
     * Take all grants back, as type {@code RevokeAllRequest}.
     *
     * @param nonce the vault's next nonce
     * @param deadline the last second in which the signature is good
     */
    record WithdrawAll(BigInteger nonce, Instant deadline) implements SignatureRequest {}

    /**
     * Spend a file's id for ever, as type {@code EraseRequest}.
     *
     * @param file the file, which need not exist yet
     * @param nonce the vault's next nonce
     * @param deadline the last second in which the signature is good
     */
    record Erase(FileId file, BigInteger nonce, Instant deadline) implements SignatureRequest {}

    /**
     * Continue in a vault of a later registry, as type {@code MigrateRequest}.
     *
     * @param successor that vault
     * @param nonce the vault's next nonce
     * @param deadline the last second in which the signature is good
     */
    record Migrate(WalletAddress successor, BigInteger nonce, Instant deadline) implements SignatureRequest {}

    /**
     * Let one of the network's contracts take tokens, as type {@code Permit} of ERC-2612.
     *
     * @param spender rental or exchange
     * @param amount how much in all
     * @param nonce the owner's next nonce in the token
     * @param deadline the last second in which the signature is good
     */
    record Permit(WalletAddress spender, TokenAmount amount, BigInteger nonce, Instant deadline)
            implements SignatureRequest {}

    /**
     * A request that its owner signed, on its way to a server.
     *
     * @param owner who signed
     * @param request what was signed
     * @param signature over the request's EIP-712 digest for one contract and network
     */
    record Signed(WalletAddress owner, SignatureRequest request, EcdsaSignature signature) {}
}
