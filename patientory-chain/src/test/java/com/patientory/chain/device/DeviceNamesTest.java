package com.patientory.chain.device;

import static com.patientory.chain.device.DeviceParties.BODY;
import static com.patientory.chain.device.DeviceParties.CHAIN;
import static com.patientory.chain.device.DeviceParties.CONTRACTS;
import static com.patientory.chain.device.DeviceParties.MERCY;
import static com.patientory.chain.device.DeviceParties.NEW_YEAR;
import static com.patientory.chain.device.DeviceParties.NONCE;
import static com.patientory.chain.device.DeviceParties.NOW;
import static com.patientory.chain.device.DeviceParties.OWNER;
import static com.patientory.chain.device.DeviceParties.READ;
import static com.patientory.chain.device.DeviceParties.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names come from a list that others fill: one may be chosen to be taken for another, or for a part of a sentence. */
class DeviceNamesTest {
    private static final GranteeId OTHER = GranteeId.ofHospital("other.example");

    /** What stands between two names in a sentence, now or in an earlier wording. */
    private static final List<String> JOINTS = List.of(
            "; ",
            " what ",
            " granted you: to ",
            ", to READ in the whole vault until 1 Jan 2027. To ",
            " of the vault of ",
            ": take back what you forwarded to ",
            ", for the whole vault. To ",
            " takes over the records of ",
            ": agree that ",
            " gets 15 % and ",
            ": 15 % to ",
            "; 15 % to ",
            " and ");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mercy\u00a0Hospital", // a space that is none
                "Mercy\u2003Hospital",
                " Mercy",
                "Mercy ",
                "Mercy  Hospital",
                "Mercy\u3164", // letters and symbols without a shape
                "\u115fMercy",
                "Mercy\u2800",
                "Mercy\ufe0f",
                "Mercy\u034f",
                "Mercy\udb40\udd00",
                "\u0301Mercy", // a mark that would change the sentence before it
                "Me\u0301\u0302\u0303\u0304rcy", // marks that would cover the next line
                "Mercy\u20dd",
                "M\u0435rcy", // one letter of another alphabet
                "Mer\u03f2y",
                "Mercy; Dr. Lee", // signs by which sentences tell names apart
                "Mercy: to READ",
                "Mercy\" Hospital",
                "the account 0x1111111111111111111111111111111111111111"
            })
    void build_withANameThatIsNotWhatItShows_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> build(Map.of(MERCY, name)));
        assertTrue(DeviceReview.nameFlaw(name).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERCY hospital", "Mercy Hospita\uff4c", "\ud835\udc0cercy Hospital"})
    void build_withTwoNamesThatDifferInFormOnly_isRefused(String name) {
        Map<GranteeId, String> names = Map.of(MERCY, "Mercy Hospital", OTHER, name);
        assertThrows(IllegalArgumentException.class, () -> build(names));
    }

    @Test
    void build_withTheSameNameComposedAndDecomposed_isRefused() {
        Map<GranteeId, String> names = Map.of(MERCY, "H\u00f4pital", OTHER, "Ho\u0302pital");
        assertThrows(IllegalArgumentException.class, () -> build(names));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "St. Mary's Hospital (East), Dept. 4",
                "Spital Z\u00fcrich",
                "\u75c5\u9662",
                "\u041a\u043b\u0456\u043d\u0456\u043a\u0430 Mercy",
                "\u0905\u0938\u094d\u092a\u0924\u093e\u0932",
                "Ho\u0302pital & Co."
            })
    void build_withANameOfAnyAlphabet_isTaken(String name) {
        assertEquals(Optional.empty(), DeviceReview.nameFlaw(name));
        assertEquals("Remove your blinded id at " + name + ".", unlink(name));
    }

    @Test
    void sentence_withANameFromRightToLeft_keepsItApart() {
        String name = "\u05d1\u05d9\u05ea 4";
        assertEquals("Remove your blinded id at \u2068" + name + "\u2069.", unlink(name));
    }

    private static String unlink(String name) {
        OwnerContracts own = OwnerContracts.of(CONTRACTS.registry(), OWNER);
        return say(build(Map.of(MERCY, name)), own.user(), UserCalls.unlinkPatientId(MERCY), null);
    }

    @Test
    void sentences_withNamesMadeOfOthers_neverReadAlike() {
        List<String> names = new ArrayList<>(List.of("Ann", "Bob", "Cy"));
        for (String joint : JOINTS) {
            for (String first : List.of("Ann", "Bob", "Cy")) {
                for (String second : List.of("Ann", "Bob", "Cy")) {
                    names.add(first + joint + second);
                }
            }
        }
        names.removeIf(DeviceNamesTest::refused);
        assertTrue(names.size() > 30, names.toString());
        Map<GranteeId, String> directory = new HashMap<>();
        for (String name : names) {
            directory.put(GranteeId.ofAccount(account(directory.size())), name);
        }
        DeviceReview device = build(directory);
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < names.size(); j++) {
                for (Call call : calls(account(i), account(j))) {
                    String sentence = say(device, call.to(), call.call(), request(account(0)));
                    String what = call.to() + Arrays.toString(call.call().data());
                    String before = said.putIfAbsent(sentence, what);
                    assertTrue(before == null || before.equals(what), sentence);
                }
            }
        }
    }

    private record Call(WalletAddress to, AbiCall call) {}

    /** Each call whose sentence has two names of the directory. */
    private static List<Call> calls(WalletAddress one, WalletAddress two) {
        OwnerContracts patient = OwnerContracts.of(CONTRACTS.registry(), two);
        GranteeId grantee = GranteeId.ofAccount(one);
        List<Call> calls = new ArrayList<>();
        calls.add(new Call(patient.vault(), GuestCalls.forward(Scope.wholeVault(), grantee, READ, NEW_YEAR)));
        calls.add(new Call(patient.vault(), VaultCalls.revoke(Scope.wholeVault(), grantee)));
        calls.add(new Call(patient.user(), UserCalls.supportRecovery(one)));
        calls.add(new Call(
                CONTRACTS.exchange(), ExchangeCalls.accept(request(account(0)).id(), OWNER, grantee, two)));
        if (!one.equals(two)) {
            calls.add(new Call(
                    OwnerContracts.of(CONTRACTS.registry(), OWNER).user(),
                    UserCalls.setGuardians(List.of(one, two), 2)));
        }
        return calls;
    }

    private static DataRequest request(WalletAddress seeker) {
        return new DataRequest(
                seeker,
                1,
                new DataRequest.Terms(
                        BODY, seeker, TEN, 3, NEW_YEAR, Duration.ofDays(5), Duration.ofDays(7), 1_500, 1_500));
    }

    private static boolean refused(String name) {
        try {
            build(Map.of(MERCY, name));
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static WalletAddress account(int number) {
        byte[] address = new byte[WalletAddress.LENGTH_BYTES];
        address[18] = 7;
        address[19] = (byte) number;
        return WalletAddress.of(address);
    }

    private static DeviceReview build(Map<GranteeId, String> directory) {
        return DeviceReview.builder(CHAIN, CONTRACTS.registry(), OWNER, directory)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .tokens(CONTRACTS, TEN)
                .build();
    }

    private static String say(DeviceReview device, WalletAddress to, AbiCall call, DataRequest request) {
        RawTransaction raw = new RawTransaction(NONCE, BigInteger.ZERO, 100_000, to, BigInteger.ZERO, call.data());
        UnsignedTransaction prepared = UnsignedTransaction.of(Rlp155.unsigned(raw, CHAIN));
        ReviewedTransaction reviewed =
                request == null ? device.review(prepared, NONCE) : device.review(prepared, NONCE, request);
        return reviewed.intent().sentence();
    }
}
