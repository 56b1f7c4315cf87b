package com.patientory.chain.internal.abi;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What does not fit its type on the chain is told as such, with the value, before anything is asked or sent. */
class ArgumentsTest {
    private static final WalletAddress ACCOUNT = WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]);
    private static final GranteeId MERCY = GranteeId.ofHospital("mercy.example");
    private static final ContentDigest DIGEST = ContentDigest.of(new byte[32]);
    private static final FileId FILE = FileId.of(new byte[32]);
    private static final ExchangeId DEAL = ExchangeId.of(new byte[32]);
    private static final TokenAmount ONE = TokenAmount.ofUnits(1);
    private static final TokenAmount HUGE = new TokenAmount(BigInteger.TWO.pow(128));
    private static final Instant BEFORE_1970 = Instant.ofEpochSecond(-1);

    @TestFactory
    List<DynamicTest> encode_outOfRange_namesTheValue() {
        Set<Capability> read = Set.of(Capability.READ);
        Scope all = Scope.wholeVault();
        Instant now = Instant.EPOCH;
        Duration back = Duration.ofSeconds(-1);
        Batch.NewFile file = new Batch.NewFile(FILE, DIGEST, DIGEST);
        Map<String, Executable> calls = Map.ofEntries(
                Map.entry("grant until -1", () -> VaultCalls.grant(all, MERCY, read, now, BEFORE_1970)),
                Map.entry("grant from -1", () -> VaultCalls.grant(all, MERCY, read, BEFORE_1970, now)),
                Map.entry("forward until -1", () -> GuestCalls.forward(all, MERCY, read, BEFORE_1970)),
                Map.entry("break glass for -1", () -> GuestCalls.breakGlass(DIGEST, back)),
                Map.entry("anchored at -1", () -> GuestCalls.isAnchored(DIGEST, -1, file, List.of())),
                Map.entry("attest until -1", () -> HospitalCalls.attestClinician(MERCY, ACCOUNT, BEFORE_1970)),
                Map.entry("rent for -1", () -> RentalCalls.rent(ACCOUNT, 1, back, ONE)),
                Map.entry("rent -1 bytes", () -> RentalCalls.rent(ACCOUNT, -1, Duration.ZERO, ONE)),
                Map.entry("cost of -1 bytes", () -> RentalCalls.costOf(ACCOUNT, ACCOUNT, -1, Duration.ZERO)),
                Map.entry("offer with -1 free", () -> RentalCalls.setOffer(ONE, -1, true)),
                Map.entry("offer for 2^128", () -> RentalCalls.setOffer(HUGE, 0, true)),
                Map.entry("end lease -1", () -> RentalCalls.endLease(-1)),
                Map.entry("claim -1", () -> RentalCalls.claim(List.of(-1L))),
                Map.entry("resolve with -1", () -> ExchangeCalls.resolve(DEAL, -1)),
                Map.entry("resolve with 65536", () -> ExchangeCalls.resolve(DEAL, 65_536)),
                Map.entry("open for 2^128", () -> ExchangeCalls.open(terms(HUGE, 1, now, 0))),
                Map.entry("open 2^32 places", () -> ExchangeCalls.open(terms(ONE, 1L << 32, now, 0))),
                Map.entry("open until -1", () -> ExchangeCalls.open(terms(ONE, 1, BEFORE_1970, 0))),
                Map.entry("open with share -1", () -> ExchangeCalls.open(terms(ONE, 1, now, -1))),
                Map.entry("threshold 256", () -> UserCalls.setGuardians(List.of(), 256)),
                Map.entry("version -1", () -> UserCalls.rotateKeys(-1, DIGEST, DIGEST, "")),
                Map.entry("drain -1", () -> FaucetCalls.drain(ACCOUNT, BigInteger.valueOf(-1))));
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> {
                    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call.getValue());
                    String number = call.getKey().replaceAll(".*?(-?\\d+(\\^\\d+)?).*", "$1");
                    String value = number.startsWith("2^")
                            ? BigInteger.TWO
                                    .pow(Integer.parseInt(number.substring(2)))
                                    .toString()
                            : number;
                    assertTrue(e.getMessage().contains(value), e.getMessage());
                }))
                .toList();
    }

    private static DataRequest.Terms terms(TokenAmount price, long places, Instant until, int share) {
        return new DataRequest.Terms(
                DIGEST, ACCOUNT, price, places, until, Duration.ofDays(1), Duration.ofDays(1), share, 0);
    }
}
