package com.patientory.chain.device;

import static com.patientory.chain.device.DeviceParties.ALL;
import static com.patientory.chain.device.DeviceParties.ANN;
import static com.patientory.chain.device.DeviceParties.ANNS;
import static com.patientory.chain.device.DeviceParties.BODY;
import static com.patientory.chain.device.DeviceParties.CONTRACTS;
import static com.patientory.chain.device.DeviceParties.DEAL;
import static com.patientory.chain.device.DeviceParties.ENVELOPE;
import static com.patientory.chain.device.DeviceParties.FILE;
import static com.patientory.chain.device.DeviceParties.LATER;
import static com.patientory.chain.device.DeviceParties.LATER_REGISTRY;
import static com.patientory.chain.device.DeviceParties.LEE;
import static com.patientory.chain.device.DeviceParties.MERCY;
import static com.patientory.chain.device.DeviceParties.NEW_YEAR;
import static com.patientory.chain.device.DeviceParties.OLD;
import static com.patientory.chain.device.DeviceParties.OWN;
import static com.patientory.chain.device.DeviceParties.OWNER;
import static com.patientory.chain.device.DeviceParties.READ;
import static com.patientory.chain.device.DeviceParties.REQUEST;
import static com.patientory.chain.device.DeviceParties.STRANGER;
import static com.patientory.chain.device.DeviceParties.TEN;
import static com.patientory.chain.device.DeviceParties.word;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.RegistryCalls;
import com.patientory.chain.internal.abi.RentalCalls;
import com.patientory.chain.internal.abi.TokenCalls;
import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One sample of each call that a device signs, what it must say. */
final class DeviceCalls {
    /** A call and what it says, or the reason for its refusal. */
    record Sample(WalletAddress to, AbiCall call, String says) {
        byte[] data() {
            return call.data();
        }
    }

    private DeviceCalls() {}

    static List<Sample> samples() {
        return Stream.of(access(), files(), care(), identity(), tokens(), exchanges())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> access() {
        Map<FileId, ContentDigest> envelopes = new LinkedHashMap<>();
        envelopes.put(FILE, ENVELOPE);
        envelopes.put(OLD, BODY);
        return List.of(
                vault(
                        VaultCalls.grant(ALL, MERCY, READ, Instant.EPOCH, NEW_YEAR),
                        "Allow Mercy Hospital to READ in the whole vault until 1 Jan 2027."),
                vault(VaultCalls.revoke(ALL, MERCY), "Withdraw the access of Mercy Hospital to the whole vault."),
                vault(VaultCalls.revokeAll(), "Withdraw every access that was ever given."),
                vault(
                        VaultCalls.setEnvelope(FILE, ENVELOPE),
                        "Replace the key envelope of file " + FILE + " by " + ENVELOPE + "."),
                vault(
                        VaultCalls.setEnvelopes(envelopes),
                        "Replace the key envelopes of 2 files: file " + FILE + " by " + ENVELOPE + "; file " + OLD
                                + " by " + BODY + "."));
    }

    private static List<Sample> files() {
        NewFile file = new NewFile(FILE, BODY, ENVELOPE);
        String stored = "Store file " + FILE + " with body " + BODY + " and key envelope " + ENVELOPE;
        return List.of(
                vault(VaultCalls.store(FILE, BODY, ENVELOPE), stored + "."),
                vault(GuestCalls.storeVersion(file, OLD), stored + " in place of file " + OLD + "."),
                vault(VaultCalls.erase(FILE), "Erase file " + FILE + " for ever."),
                vault(VaultCalls.setBreakGlass(false), "Forbid reading in an emergency, and end all such access."),
                vault(
                        VaultCalls.setBreakGlass(true),
                        "Allow attested clinicians to read the whole vault in an emergency, for at most 4 hours each"
                                + " time."),
                vault(VaultCalls.endEmergency(LEE), "End the emergency access of Dr. Lee."),
                vault(VaultCalls.endEmergency(STRANGER), "End the emergency access of the account " + STRANGER + "."),
                vault(
                        VaultCalls.migrate(LATER),
                        "Continue in your vault " + LATER + " of the registry " + LATER_REGISTRY
                                + ": the vault here takes nothing new any more, for ever; what is in it stays, with the"
                                + " access that you gave."));
    }

    private static List<Sample> care() {
        return List.of(
                annsVault(
                        GuestCalls.breakGlass(BODY, Duration.ofHours(2)),
                        "Break the glass: read the whole vault of Ann Ray for 2 hours, for the reason with digest "
                                + BODY + "."),
                annsVault(
                        GuestCalls.forward(Scope.of(FILE), GranteeId.ofAccount(LEE), READ, NEW_YEAR),
                        "Forward what Ann Ray granted you: to Dr. Lee, to READ file " + FILE + " until 1 Jan 2027."),
                annsVault(
                        VaultCalls.revoke(ALL, GranteeId.ofAccount(LEE)),
                        "In the vault of Ann Ray: take back what you forwarded to Dr. Lee, for the whole vault."),
                annsVault(
                        VaultCalls.logAccess(FILE, GranteeId.ofAccount(OWNER), "TREAT"),
                        "Log that you read file " + FILE + " of Ann Ray for the purpose TREAT."),
                annsVault(
                        GuestCalls.announce(ALL, BODY),
                        "Tell Ann Ray of the message with digest " + BODY + " about the whole vault."));
    }

    private static List<Sample> identity() {
        return List.of(
                user(
                        UserCalls.rotateKeys(2, BODY, ENVELOPE, "ipfs://bafkreib"),
                        "Replace your keys by version 2: key " + ENVELOPE + ", sealed bundle " + BODY
                                + " at \"ipfs://bafkreib\"."),
                user(
                        UserCalls.linkPatientId(MERCY, BlindedPatientId.of(word(0x55))),
                        "Be known to Mercy Hospital under the blinded id 0x" + "55".repeat(32) + "."),
                user(UserCalls.unlinkPatientId(MERCY), "Remove your blinded id at Mercy Hospital."),
                user(
                        UserCalls.setGuardians(List.of(ANN, LEE), 2),
                        "Let any 2 of these 2 guardians hand your records to a new account after 72 hours: Ann Ray;"
                                + " Dr. Lee."),
                user(UserCalls.setGuardians(List.of(), 0), "Have no guardians."),
                user(UserCalls.cancelRecovery(), "Cancel every recovery of your account."),
                new Sample(
                        ANNS.user(),
                        UserCalls.supportRecovery(LEE),
                        "As a guardian of Ann Ray: agree that Dr. Lee takes over all records."),
                new Sample(
                        ANNS.user(),
                        UserCalls.withdrawSupport(),
                        "As a guardian of Ann Ray: take back your voice for a new owner."),
                new Sample(
                        ANNS.user(),
                        UserCalls.executeRecovery(),
                        "Take over the records of Ann Ray with this account."),
                new Sample(
                        CONTRACTS.registry(),
                        RegistryCalls.cancelRegistration(),
                        "Cancel the registration that you signed."));
    }

    private static List<Sample> tokens() {
        return List.of(
                ptoy(TokenCalls.transfer(LEE, TEN), "Pay 10.5 PTOY to Dr. Lee."),
                ptoy(
                        TokenCalls.approve(CONTRACTS.rental(), TEN),
                        "Let the network's storage rental take up to 10.5 PTOY from you."),
                ptoy(
                        TokenCalls.approve(CONTRACTS.exchange(), TokenAmount.ofUnits(0)),
                        "Let the network's data exchange take no more PTOY from you."),
                new Sample(
                        CONTRACTS.rental(),
                        RentalCalls.rent(LEE, 1 << 30, Duration.ofDays(30), TEN),
                        "Rent 1 GiB from Dr. Lee for 30 days for at most 10.5 PTOY."),
                new Sample(CONTRACTS.rental(), RentalCalls.endLease(7), "End lease 7 now."));
    }

    private static List<Sample> exchanges() {
        return List.of(
                exchange(
                        ExchangeCalls.accept(REQUEST.id(), OWNER, MERCY, LEE),
                        shares("; 15 % of it to the hospital Mercy Hospital; 5.5 % of it to the storage node Dr. Lee")),
                exchange(ExchangeCalls.accept(REQUEST.id(), OWNER, null, null), shares(", all of it for you")),
                exchange(ExchangeCalls.withdraw(DEAL), "Take back your consent to deal " + DEAL + "."),
                exchange(ExchangeCalls.deliver(DEAL, BODY), "Deliver " + BODY + " for deal " + DEAL + "."));
    }

    private static String shares(String who) {
        return "Agree to share records with Ann Ray for 10.5 PTOY" + who + "; by the criteria " + BODY
                + ", to be delivered within 5 days and paid 7 days later at the latest, unless disputed; Dr. Lee decides disputes. Request "
                + REQUEST.id() + ".";
    }

    static List<Sample> withStrangers() {
        GranteeId stranger = GranteeId.ofAccount(STRANGER);
        String unknown = "UNKNOWN_GRANTEE";
        return List.of(
                vault(VaultCalls.grant(ALL, stranger, READ, Instant.EPOCH, NEW_YEAR), unknown),
                annsVault(GuestCalls.forward(ALL, stranger, READ, NEW_YEAR), unknown),
                annsVault(VaultCalls.logAccess(FILE, GranteeId.ofAccount(LEE), "TREAT"), unknown),
                user(UserCalls.setGuardians(List.of(ANN, STRANGER), 2), unknown),
                user(
                        UserCalls.linkPatientId(GranteeId.ofHospital("evil.example"), BlindedPatientId.of(word(1))),
                        unknown),
                new Sample(ANNS.user(), UserCalls.supportRecovery(STRANGER), unknown),
                ptoy(TokenCalls.transfer(STRANGER, TEN), unknown),
                ptoy(TokenCalls.approve(STRANGER, TEN), unknown),
                ptoy(TokenCalls.approve(LEE, TEN), unknown),
                new Sample(CONTRACTS.rental(), RentalCalls.rent(STRANGER, 1, Duration.ofDays(1), TEN), unknown),
                exchange(ExchangeCalls.accept(REQUEST.id(), OWNER, null, STRANGER), unknown),
                exchange(ExchangeCalls.accept(REQUEST.id(), ANN, null, null), "WRONG_TARGET"),
                exchange(ExchangeCalls.accept(DEAL, OWNER, null, null), "UNKNOWN_REQUEST"),
                ptoy(TokenCalls.transfer(LEE, TokenAmount.parse("100.00000001")), "TOO_MANY_TOKENS"),
                ptoy(TokenCalls.approve(CONTRACTS.rental(), TokenAmount.parse("100.00000001")), "TOO_MANY_TOKENS"),
                new Sample(
                        CONTRACTS.rental(),
                        RentalCalls.rent(LEE, 1, Duration.ofDays(1), TokenAmount.parse("101")),
                        "TOO_MANY_TOKENS"),
                annsVault(GuestCalls.forward(ALL, MERCY, READ, Instant.EPOCH), "UNBOUNDED_EXPIRY"),
                vault(VaultCalls.migrate(ANNS.vault()), "WRONG_TARGET"),
                vault(VaultCalls.migrate(OwnerContracts.of(LATER_REGISTRY, ANN).vault()), "WRONG_TARGET"),
                new Sample(STRANGER, VaultCalls.revokeAll(), "WRONG_TARGET"));
    }

    private static Sample vault(AbiCall call, String says) {
        return new Sample(OWN.vault(), call, says);
    }

    private static Sample annsVault(AbiCall call, String says) {
        return new Sample(ANNS.vault(), call, says);
    }

    private static Sample user(AbiCall call, String says) {
        return new Sample(OWN.user(), call, says);
    }

    private static Sample ptoy(AbiCall call, String says) {
        return new Sample(CONTRACTS.ptoy(), call, says);
    }

    private static Sample exchange(AbiCall call, String says) {
        return new Sample(CONTRACTS.exchange(), call, says);
    }
}
