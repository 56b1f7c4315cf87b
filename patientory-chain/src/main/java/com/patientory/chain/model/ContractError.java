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
     * Only the registry may do this, once.
     *
     * @param caller who tried
     */
    record NotRegistry(WalletAddress caller) implements ContractError {}

    /**
     * A contract has its owner already.
     *
     * @param owner the owner
     */
    record AlreadyInitialized(WalletAddress owner) implements ContractError {}

    /**
     * Only a patient's own User tells of a recovery.
     *
     * @param caller who tried
     * @param user that User
     */
    record NotUser(WalletAddress caller, WalletAddress user) implements ContractError {}

    /**
     * A shared contract was deployed with an address that has no code.
     *
     * @param given the address
     */
    record NotAContract(WalletAddress given) implements ContractError {}

    /**
     * A rotation names another version than the next one: it came late or twice.
     *
     * @param given the version given
     * @param expected the next one
     */
    record UnexpectedKeyVersion(long given, long expected) implements ContractError {}

    /** A hash, a thumbprint, a hospital or a patient id is zero. */
    record ZeroValue() implements ContractError {}

    /**
     * No blinded id is linked at this hospital.
     *
     * @param hospital the hospital
     */
    record PatientIdNotFound(GranteeId hospital) implements ContractError {}

    /**
     * Only a guardian may do this.
     *
     * @param caller who tried
     */
    record NotGuardian(WalletAddress caller) implements ContractError {}

    /**
     * Guardians are at most 16 accounts, none the owner.
     *
     * @param guardian the first that breaks the rule, zero if there are too many
     */
    record InvalidGuardian(WalletAddress guardian) implements ContractError {}

    /**
     * More than half of the guardians, and no more than all of them, must agree.
     *
     * @param threshold the number given
     * @param guardians how many there are
     */
    record InvalidThreshold(int threshold, long guardians) implements ContractError {}

    /**
     * A new owner is neither zero nor the owner, and a voice is a new one.
     *
     * @param newOwner the account given
     */
    record InvalidNewOwner(WalletAddress newOwner) implements ContractError {}

    /**
     * Only the account on which the guardians agreed takes over.
     *
     * @param caller who tried
     * @param newOwner that account, zero if there is none
     */
    record NotNewOwner(WalletAddress caller, WalletAddress newOwner) implements ContractError {}

    /**
     * The 72 hours are not over.
     *
     * @param from the first second in which they are
     */
    record RecoveryTooEarly(Instant from) implements ContractError {}

    /**
     * Neither an account nor a hospital, or not one that fits here.
     *
     * @param grantee the 32 bytes given
     */
    record InvalidGrantee(ContentDigest grantee) implements ContractError {}

    /**
     * No capability, or one that may not be given on.
     *
     * @param given the bits given
     * @param allowed the bits allowed
     */
    record InvalidCapabilities(int given, int allowed) implements ContractError {}

    /**
     * A forwarder may not replace a grant that somebody else made.
     *
     * @param scope the scope
     * @param grantee whose it is
     */
    record GrantExists(Scope scope, GranteeId grantee) implements ContractError {}

    /**
     * The owner does not forward; he grants.
     *
     * @param owner the owner
     */
    record OwnerGrants(WalletAddress owner) implements ContractError {}

    /** A file id is zero, or a file supersedes itself. */
    record InvalidFileId() implements ContractError {}

    /**
     * A file's digest is zero.
     *
     * @param file the file
     */
    record InvalidContent(FileId file) implements ContractError {}

    /**
     * The file was erased, and its id is spent.
     *
     * @param file the file
     */
    record FileErased(FileId file) implements ContractError {}

    /**
     * A file is superseded once.
     *
     * @param file the file
     * @param supersededBy what took its place
     */
    record AlreadySuperseded(FileId file, FileId supersededBy) implements ContractError {}

    /**
     * Nothing new comes into this vault any more; another continues it.
     *
     * @param successor that vault, of a later registry
     */
    record VaultMigrated(WalletAddress successor) implements ContractError {}

    /**
     * What continues a vault is a vault of the same owner that names it as its predecessor.
     *
     * @param given the address given
     */
    record InvalidSuccessor(WalletAddress given) implements ContractError {}

    /**
     * What a new vault continues is an earlier vault of the same owner that has no successor yet.
     *
     * @param given the address given
     */
    record InvalidPredecessor(WalletAddress given) implements ContractError {}

    /**
     * The root is anchored with another number of files.
     *
     * @param root the root
     */
    record AnchorExists(ContentDigest root) implements ContractError {}

    /**
     * The file does not stand at this place of an anchored batch.
     *
     * @param root the root given
     * @param index the place given
     */
    record InvalidProof(ContentDigest root, long index) implements ContractError {}

    /** There is nothing in the batch. */
    record EmptyBatch() implements ContractError {}

    /** A digest is zero. */
    record ZeroDigest() implements ContractError {}

    /** The owner forbids breaking the glass. */
    record BreakGlassForbidden() implements ContractError {}

    /**
     * No hospital attests this account now.
     *
     * @param caller who tried
     */
    record NotClinician(WalletAddress caller) implements ContractError {}

    /**
     * There is no emergency to end.
     *
     * @param clinician the clinician
     */
    record EmergencyNotFound(GranteeId clinician) implements ContractError {}

    /**
     * Only the hospital's admin or the registrar may do this.
     *
     * @param caller who tried
     * @param hospital the hospital
     */
    record NotHospitalAdmin(WalletAddress caller, GranteeId hospital) implements ContractError {}

    /**
     * No hospital has this id.
     *
     * @param hospital the id
     */
    record HospitalNotFound(GranteeId hospital) implements ContractError {}

    /**
     * The hospital is registered already.
     *
     * @param hospital the hospital
     */
    record HospitalExists(GranteeId hospital) implements ContractError {}

    /**
     * The hospital is suspended, or not registered.
     *
     * @param hospital the hospital
     */
    record HospitalInactive(GranteeId hospital) implements ContractError {}

    /**
     * The hospital is not suspended.
     *
     * @param hospital the hospital
     */
    record HospitalActive(GranteeId hospital) implements ContractError {}

    /** A hospital's identifier is empty. */
    record EmptyIdentifier() implements ContractError {}

    /** An account is zero. */
    record ZeroAddress() implements ContractError {}

    /**
     * The account writes for a hospital already.
     *
     * @param writer the account
     * @param hospital that hospital
     */
    record WriterTaken(WalletAddress writer, GranteeId hospital) implements ContractError {}

    /**
     * The account does not write for this hospital.
     *
     * @param hospital the hospital
     * @param writer the account
     */
    record WriterNotFound(GranteeId hospital, WalletAddress writer) implements ContractError {}

    /**
     * The hospital has as many writers as it may have.
     *
     * @param hospital the hospital
     * @param limit the most
     */
    record TooManyWriters(GranteeId hospital, long limit) implements ContractError {}

    /**
     * Another hospital attests the clinician now.
     *
     * @param clinician the clinician
     * @param hospital that hospital
     */
    record ClinicianTaken(WalletAddress clinician, GranteeId hospital) implements ContractError {}

    /**
     * This hospital does not attest the clinician.
     *
     * @param hospital the hospital
     * @param clinician the clinician
     */
    record ClinicianNotFound(GranteeId hospital, WalletAddress clinician) implements ContractError {}

    /**
     * An attestation ends in the past, or in more than 366 days.
     *
     * @param expiry the end given
     */
    record InvalidAttestation(Instant expiry) implements ContractError {}

    /**
     * Only the registrar of hospitals, or the operator of a faucet, may do this.
     *
     * @param caller who tried
     */
    record NotOperator(WalletAddress caller) implements ContractError {}

    /**
     * A contract may not take so much.
     *
     * @param spender the contract
     * @param allowance what it may take
     * @param needed what was asked
     */
    record InsufficientAllowance(WalletAddress spender, TokenAmount allowance, TokenAmount needed)
            implements ContractError {}

    /**
     * A permit came too late.
     *
     * @param deadline its last second
     */
    record PermitExpired(Instant deadline) implements ContractError {}

    /**
     * A permit is not signed by the holder, or not with the next nonce.
     *
     * @param signer who signed something like it
     * @param owner the holder
     */
    record PermitNotSigned(WalletAddress signer, WalletAddress owner) implements ContractError {}

    /**
     * The provider takes no new leases.
     *
     * @param provider the provider
     */
    record OfferClosed(WalletAddress provider) implements ContractError {}

    /**
     * A lease has a size, and at most 3,660 days.
     *
     * @param sizeBytes the size given
     * @param seconds the duration given
     */
    record InvalidLease(long sizeBytes, long seconds) implements ContractError {}

    /**
     * It costs more than was said.
     *
     * @param cost what it costs
     * @param maxCost the bound
     */
    record TooExpensive(TokenAmount cost, TokenAmount maxCost) implements ContractError {}

    /**
     * There is no such lease.
     *
     * @param lease its number
     */
    record LeaseNotFound(long lease) implements ContractError {}

    /**
     * The lease is over.
     *
     * @param lease its number
     * @param end the first second after it
     */
    record LeaseOver(long lease, Instant end) implements ContractError {}

    /**
     * Only somebody whom the lease, request or deal concerns may do this.
     *
     * @param caller who tried
     */
    record NotParty(WalletAddress caller) implements ContractError {}

    /** The terms of a request or a faucet break a rule. */
    record InvalidTerms() implements ContractError {}

    /**
     * There is no such request.
     *
     * @param request its id
     */
    record RequestNotFound(ExchangeId request) implements ContractError {}

    /**
     * It is too late to accept, or no place is left.
     *
     * @param request its id
     */
    record RequestClosed(ExchangeId request) implements ContractError {}

    /**
     * The vault has accepted this request before.
     *
     * @param request its id
     * @param vault the vault
     */
    record AcceptedBefore(ExchangeId request, WalletAddress vault) implements ContractError {}

    /**
     * The deal does not stand where this can be done; there may be no such deal.
     *
     * @param deal its id
     * @param state the ordinal of its state
     */
    record WrongState(ExchangeId deal, int state) implements ContractError {}

    /**
     * The deadline has come.
     *
     * @param deadline the first second in which it is too late
     */
    record TooLate(Instant deadline) implements ContractError {}

    /**
     * The deadline has not come.
     *
     * @param deadline the first second in which it is not too early
     */
    record TooEarly(Instant deadline) implements ContractError {}

    /**
     * The faucet served the account less than an interval ago.
     *
     * @param account the account
     * @param next the first second in which it can be served
     */
    record TooSoon(WalletAddress account, Instant next) implements ContractError {}

    /**
     * The faucet has given all that it gives in this interval.
     *
     * @param next the first second in which it gives again
     */
    record LimitReached(Instant next) implements ContractError {}

    /**
     * The faucet holds too little.
     *
     * @param balanceWei what it holds
     * @param neededWei what was asked
     */
    record FaucetEmpty(BigInteger balanceWei, BigInteger neededWei) implements ContractError {}

    /**
     * The receiver did not take the money.
     *
     * @param receiver the receiver
     */
    record NotTaken(WalletAddress receiver) implements ContractError {}

    /**
     * Tokens go nowhere near the zero address.
     *
     * @param account the account given
     */
    record InvalidReceiver(WalletAddress account) implements ContractError {}

    /**
     * Nobody can be allowed to take tokens by naming the zero address.
     *
     * @param account the account given
     */
    record InvalidSpender(WalletAddress account) implements ContractError {}

    /**
     * A contract was deployed, or handed over, with nobody as its registrar or operator.
     *
     * @param account the account given
     */
    record InvalidOperator(WalletAddress account) implements ContractError {}

    /** A permit's signature is none. */
    record MalformedSignature() implements ContractError {}

    /**
     * An error of the libraries behind the contracts, which stands in their ABI and does not occur in use.
     *
     * @param name its name, for instance {@code StringTooLong}
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
