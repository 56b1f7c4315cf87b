package com.patientory.chain.internal.abi;

import static java.util.Map.entry;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import java.util.Map;
import java.util.function.Function;

/** Reads the arguments of each error that our contracts raise. Two contracts' errors of one name mean the same. */
final class ErrorReaders {
    private static final Map<String, Function<Words, ContractError>> READERS = Map.ofEntries(
            entry("NotOwner", w -> new ContractError.NotOwner(w.address(0), w.address(1))),
            entry(
                    "MissingCapability",
                    w -> new ContractError.MissingCapability(
                            w.address(0), Scope.of(w.word(2)), Capability.fromBits(Math.toIntExact(w.small(3))))),
            entry("GrantNotFound", w -> new ContractError.GrantNotFound(Scope.of(w.word(0)))),
            entry("InvalidPeriod", w -> new ContractError.InvalidPeriod(w.time(0), w.time(1))),
            entry("FileExists", w -> new ContractError.FileExists(FileId.of(w.word(0)))),
            entry("FileNotFound", w -> new ContractError.FileNotFound(FileId.of(w.word(0)))),
            entry(
                    "AlreadyRegistered",
                    w -> new ContractError.AlreadyRegistered(w.address(0), w.address(1), w.address(2))),
            entry("InvalidNonce", w -> new ContractError.InvalidNonce(w.number(0), w.number(1))),
            entry("SignatureExpired", w -> new ContractError.SignatureExpired(w.time(0))),
            entry("InvalidSignature", w -> new ContractError.InvalidSignature(w.address(0))),
            entry(
                    "ERC20InsufficientBalance",
                    w -> new ContractError.InsufficientBalance(
                            w.address(0), new TokenAmount(w.number(1)), new TokenAmount(w.number(2)))),
            entry("NotRegistry", w -> new ContractError.NotRegistry(w.address(0))),
            entry("AlreadyInitialized", w -> new ContractError.AlreadyInitialized(w.address(0))),
            entry("NotUser", w -> new ContractError.NotUser(w.address(0), w.address(1))),
            entry("NotAContract", w -> new ContractError.NotAContract(w.address(0))),
            entry("UnexpectedKeyVersion", w -> new ContractError.UnexpectedKeyVersion(w.small(0), w.small(1))),
            entry("ZeroValue", w -> new ContractError.ZeroValue()),
            entry("PatientIdNotFound", w -> new ContractError.PatientIdNotFound(GranteeId.of(w.word(0)))),
            entry("NotGuardian", w -> new ContractError.NotGuardian(w.address(0))),
            entry("InvalidGuardian", w -> new ContractError.InvalidGuardian(w.address(0))),
            entry("InvalidThreshold", w -> new ContractError.InvalidThreshold(Math.toIntExact(w.small(0)), w.small(1))),
            entry("InvalidNewOwner", w -> new ContractError.InvalidNewOwner(w.address(0))),
            entry("NotNewOwner", w -> new ContractError.NotNewOwner(w.address(0), w.address(1))),
            entry("RecoveryTooEarly", w -> new ContractError.RecoveryTooEarly(w.time(0))),
            entry("InvalidGrantee", w -> new ContractError.InvalidGrantee(ContentDigest.of(w.word(0)))),
            entry(
                    "InvalidCapabilities",
                    w -> new ContractError.InvalidCapabilities(
                            Math.toIntExact(w.small(0)), Math.toIntExact(w.small(1)))),
            entry("GrantExists", w -> new ContractError.GrantExists(Scope.of(w.word(0)), GranteeId.of(w.word(1)))),
            entry("OwnerGrants", w -> new ContractError.OwnerGrants(w.address(0))),
            entry("InvalidFileId", w -> new ContractError.InvalidFileId()),
            entry("InvalidContent", w -> new ContractError.InvalidContent(FileId.of(w.word(0)))),
            entry("FileErased", w -> new ContractError.FileErased(FileId.of(w.word(0)))),
            entry(
                    "AlreadySuperseded",
                    w -> new ContractError.AlreadySuperseded(FileId.of(w.word(0)), FileId.of(w.word(1)))),
            entry("VaultMigrated", w -> new ContractError.VaultMigrated(w.address(0))),
            entry("InvalidSuccessor", w -> new ContractError.InvalidSuccessor(w.address(0))),
            entry("InvalidPredecessor", w -> new ContractError.InvalidPredecessor(w.address(0))),
            entry("AnchorExists", w -> new ContractError.AnchorExists(ContentDigest.of(w.word(0)))),
            entry("InvalidProof", w -> new ContractError.InvalidProof(ContentDigest.of(w.word(0)), w.small(1))),
            entry("EmptyBatch", w -> new ContractError.EmptyBatch()),
            entry("ZeroDigest", w -> new ContractError.ZeroDigest()),
            entry("BreakGlassForbidden", w -> new ContractError.BreakGlassForbidden()),
            entry("NotClinician", w -> new ContractError.NotClinician(w.address(0))),
            entry("EmergencyNotFound", w -> new ContractError.EmergencyNotFound(GranteeId.of(w.word(0)))),
            entry("NotHospitalAdmin", w -> new ContractError.NotHospitalAdmin(w.address(0), GranteeId.of(w.word(1)))),
            entry("HospitalNotFound", w -> new ContractError.HospitalNotFound(GranteeId.of(w.word(0)))),
            entry("HospitalExists", w -> new ContractError.HospitalExists(GranteeId.of(w.word(0)))),
            entry("HospitalInactive", w -> new ContractError.HospitalInactive(GranteeId.of(w.word(0)))),
            entry("HospitalActive", w -> new ContractError.HospitalActive(GranteeId.of(w.word(0)))),
            entry("EmptyIdentifier", w -> new ContractError.EmptyIdentifier()),
            entry("ZeroAddress", w -> new ContractError.ZeroAddress()),
            entry("WriterTaken", w -> new ContractError.WriterTaken(w.address(0), GranteeId.of(w.word(1)))),
            entry("WriterNotFound", w -> new ContractError.WriterNotFound(GranteeId.of(w.word(0)), w.address(1))),
            entry("TooManyWriters", w -> new ContractError.TooManyWriters(GranteeId.of(w.word(0)), w.small(1))),
            entry("ClinicianTaken", w -> new ContractError.ClinicianTaken(w.address(0), GranteeId.of(w.word(1)))),
            entry("ClinicianNotFound", w -> new ContractError.ClinicianNotFound(GranteeId.of(w.word(0)), w.address(1))),
            entry("InvalidAttestation", w -> new ContractError.InvalidAttestation(w.time(0))),
            entry("OwnableUnauthorizedAccount", w -> new ContractError.NotOperator(w.address(0))),
            entry(
                    "ERC20InsufficientAllowance",
                    w -> new ContractError.InsufficientAllowance(
                            w.address(0), new TokenAmount(w.number(1)), new TokenAmount(w.number(2)))),
            entry("ERC2612ExpiredSignature", w -> new ContractError.PermitExpired(w.time(0))),
            entry("ERC2612InvalidSigner", w -> new ContractError.PermitNotSigned(w.address(0), w.address(1))),
            entry("ERC20InvalidReceiver", w -> new ContractError.InvalidReceiver(w.address(0))),
            entry("ERC20InvalidSpender", w -> new ContractError.InvalidSpender(w.address(0))),
            entry("OwnableInvalidOwner", w -> new ContractError.InvalidOperator(w.address(0))),
            entry("ECDSAInvalidSignature", w -> new ContractError.MalformedSignature()),
            entry("ECDSAInvalidSignatureS", w -> new ContractError.MalformedSignature()),
            entry("OfferClosed", w -> new ContractError.OfferClosed(w.address(0))),
            entry("InvalidLease", w -> new ContractError.InvalidLease(w.small(0), w.small(1))),
            entry(
                    "TooExpensive",
                    w -> new ContractError.TooExpensive(new TokenAmount(w.number(0)), new TokenAmount(w.number(1)))),
            entry("LeaseNotFound", w -> new ContractError.LeaseNotFound(w.small(0))),
            entry("LeaseOver", w -> new ContractError.LeaseOver(w.small(0), w.time(1))),
            entry("NotParty", w -> new ContractError.NotParty(w.address(0))),
            entry("InvalidTerms", w -> new ContractError.InvalidTerms()),
            entry("RequestNotFound", w -> new ContractError.RequestNotFound(ExchangeId.of(w.word(0)))),
            entry("RequestClosed", w -> new ContractError.RequestClosed(ExchangeId.of(w.word(0)))),
            entry("AcceptedBefore", w -> new ContractError.AcceptedBefore(ExchangeId.of(w.word(0)), w.address(1))),
            entry(
                    "WrongState",
                    w -> new ContractError.WrongState(ExchangeId.of(w.word(0)), Math.toIntExact(w.small(1)))),
            entry("TooLate", w -> new ContractError.TooLate(w.time(0))),
            entry("TooEarly", w -> new ContractError.TooEarly(w.time(0))),
            entry("TooSoon", w -> new ContractError.TooSoon(w.address(0), w.time(1))),
            entry("LimitReached", w -> new ContractError.LimitReached(w.time(0))),
            entry("Empty", w -> new ContractError.FaucetEmpty(w.number(0), w.number(1))),
            entry("NotTaken", w -> new ContractError.NotTaken(w.address(0))));

    private ErrorReaders() {}

    static ContractError read(String name, Words words) {
        Function<Words, ContractError> reader = READERS.get(name);
        return reader == null ? new ContractError.Named(name) : reader.apply(words);
    }
}
