package com.patientory.chain.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceReviewTest {
    private static final ChainId CHAIN = ChainId.of(1337);
    private static final WalletAddress REGISTRY = WalletAddress.parse("0x5FbDB2315678afecb367f032d93F642f64180aa3");
    private static final WalletKey OWNER = WalletKey.generate(new SecureRandom());
    private static final GranteeId MERCY = GranteeId.ofHospital("mercy.example");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Set<Capability> READ_SUBMIT = EnumSet.of(Capability.READ, Capability.SUBMIT);
    private static final FileId FILE = FileId.parse("0x" + "12345678".repeat(8));
    private static final long NONCE = 4;

    private static final DeviceReview DEVICE = DeviceReview.builder(
                    CHAIN, REGISTRY, OWNER.address(), Map.of(MERCY, "Mercy Hospital"))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    private static final byte[] GRANT = VaultCalls.grant(
                    Scope.wholeVault(), MERCY, READ_SUBMIT, Instant.EPOCH, NEW_YEAR)
            .data();

    private static RawTransaction raw(long gas, long price, WalletAddress to, long value, byte[] data) {
        return new RawTransaction(NONCE, BigInteger.valueOf(price), gas, to, BigInteger.valueOf(value), data);
    }

    private static UnsignedTransaction prepared(byte[] calldata) {
        return prepared(raw(100_000, 0, DEVICE.vault(), 0, calldata));
    }

    private static UnsignedTransaction prepared(RawTransaction raw) {
        return UnsignedTransaction.of(Rlp155.unsigned(raw, CHAIN));
    }

    private static Reason refusal(UnsignedTransaction prepared) {
        return assertThrows(ReviewRefusedException.class, () -> DEVICE.review(prepared, NONCE))
                .reason();
    }

    @Test
    void review_ofAGrant_saysItInWords() {
        ReviewedTransaction reviewed = DEVICE.review(prepared(GRANT), NONCE);
        assertEquals(
                "Allow Mercy Hospital to READ and SUBMIT in the whole vault until 1 Jan 2027."
                        + " No payment. Chain 1337, nonce 4.",
                reviewed.sentence());
        assertEquals(
                new Intent.Allow(Scope.wholeVault(), MERCY, "Mercy Hospital", READ_SUBMIT, Instant.EPOCH, NEW_YEAR),
                reviewed.intent());
    }

    @Test
    void review_ofEveryOtherIntent_saysItInWords() {
        byte[] oneFile = VaultCalls.grant(
                        Scope.of(FILE),
                        MERCY,
                        EnumSet.allOf(Capability.class),
                        NOW.plus(Duration.ofHours(1)),
                        NOW.plus(Duration.ofHours(2)))
                .data();
        assertEquals(
                "Allow Mercy Hospital to READ, SUBMIT, FORWARD and NOTIFY file " + FILE
                        + " from 22 Nov 2026 13:00:00 UTC until 22 Nov 2026 14:00:00 UTC.",
                DEVICE.review(prepared(oneFile), NONCE).intent().sentence());
        assertEquals(
                "Withdraw the access of Mercy Hospital to the whole vault.",
                sentence(VaultCalls.revoke(Scope.wholeVault(), MERCY).data()));
        assertEquals(
                "Withdraw the access of Mercy Hospital to file " + FILE + ".",
                sentence(VaultCalls.revoke(Scope.of(FILE), MERCY).data()));
        assertEquals(
                "Withdraw every access that was ever given.",
                sentence(VaultCalls.revokeAll().data()));
        assertEquals(
                "Replace the key envelope of file " + FILE + " by " + FILE + ".",
                sentence(VaultCalls.setEnvelope(FILE, ContentDigest.of(FILE.bytes()))
                        .data()));
    }

    @Test
    void review_ofAnIdOfZeros_saysThatFileAndNotTheVault() {
        FileId zero = FileId.of(new byte[32]);
        assertEquals(
                "Replace the key envelope of file " + zero + " by " + FILE + ".",
                sentence(VaultCalls.setEnvelope(zero, ContentDigest.of(FILE.bytes()))
                        .data()));
    }

    private static String sentence(byte[] calldata) {
        return DEVICE.review(prepared(calldata), NONCE).intent().sentence();
    }

    @Test
    void sign_ofAReviewed_isSignedByTheOwnerOverTheSameFields() {
        UnsignedTransaction prepared = prepared(GRANT);
        SignedTransaction signed = DEVICE.review(prepared, NONCE).sign(OWNER);
        assertEquals(OWNER.address(), signed.sender());
        Rlp155.Signed decoded = Rlp155.parseSigned(signed.bytes());
        assertArrayEquals(prepared.bytes(), Rlp155.unsigned(decoded.transaction(), decoded.chain()));
        assertThrows(
                IllegalArgumentException.class,
                () -> DEVICE.review(prepared, NONCE).sign(WalletKey.generate(new SecureRandom())));
    }

    @Test
    void review_ofEachForbiddenField_isRefusedWithItsReason() {
        byte[] bytes = prepared(GRANT).bytes();
        WalletAddress elsewhere = OWNER.address();
        assertEquals(
                Reason.WRONG_CHAIN,
                refusal(UnsignedTransaction.of(
                        Rlp155.unsigned(raw(100_000, 0, DEVICE.vault(), 0, GRANT), ChainId.of(1)))));
        assertEquals(
                Reason.WRONG_NONCE,
                assertThrows(ReviewRefusedException.class, () -> DEVICE.review(prepared(GRANT), NONCE + 1))
                        .reason());
        assertEquals(Reason.WRONG_TARGET, refusal(prepared(raw(100_000, 0, elsewhere, 0, GRANT))));
        assertEquals(Reason.WRONG_TARGET, refusal(prepared(raw(100_000, 0, null, 0, GRANT))));
        assertEquals(Reason.PAYS_VALUE, refusal(prepared(raw(100_000, 0, DEVICE.vault(), 1, GRANT))));
        assertEquals(Reason.TOO_EXPENSIVE, refusal(prepared(raw(500_001, 0, DEVICE.vault(), 0, GRANT))));
        assertEquals(Reason.TOO_EXPENSIVE, refusal(prepared(raw(100_000, 1, DEVICE.vault(), 0, GRANT))));
        assertEquals(Reason.MALFORMED, refusal(UnsignedTransaction.of(new byte[0])));
        assertEquals(Reason.MALFORMED, refusal(UnsignedTransaction.of(Arrays.copyOf(bytes, bytes.length + 1))));
        assertEquals(Reason.MALFORMED, refusal(UnsignedTransaction.of(Arrays.copyOf(bytes, bytes.length - 1))));
    }

    @Test
    void review_ofEachForbiddenCall_isRefusedWithItsReason() {
        byte[] log = VaultCalls.logAccess(FILE, MERCY, "TREAT").data();
        assertEquals(Reason.UNKNOWN_CALL, refusal(prepared(log)));
        assertEquals(Reason.UNKNOWN_CALL, refusal(prepared(new byte[0])));
        assertEquals(Reason.UNKNOWN_CALL, refusal(prepared(new byte[3])));
        byte[] trailing = Arrays.copyOf(GRANT, GRANT.length + 32);
        assertEquals(Reason.MALFORMED_ARGUMENTS, refusal(prepared(trailing)));
        assertEquals(Reason.MALFORMED_ARGUMENTS, refusal(prepared(Arrays.copyOf(GRANT, GRANT.length - 1))));
        byte[] dirty = GRANT.clone();
        dirty[4 + 2 * 32] = 1;
        assertEquals(Reason.MALFORMED_ARGUMENTS, refusal(prepared(dirty)));
        GranteeId stranger = GranteeId.ofAccount(OWNER.address());
        assertEquals(
                Reason.UNKNOWN_GRANTEE,
                refusal(prepared(VaultCalls.grant(Scope.wholeVault(), stranger, READ_SUBMIT, NOW, NEW_YEAR)
                        .data())));
    }

    @Test
    void review_ofAnUnboundedGrant_isRefused() {
        List<Instant> wrong =
                List.of(Instant.EPOCH, NOW, NOW.plus(Duration.ofDays(5 * 366 + 1)), Instant.ofEpochSecond(0xffffffffL));
        for (Instant expiry : wrong) {
            byte[] data = VaultCalls.grant(Scope.wholeVault(), MERCY, READ_SUBMIT, Instant.EPOCH, expiry)
                    .data();
            assertEquals(Reason.UNBOUNDED_EXPIRY, refusal(prepared(data)));
        }
    }

    @Test
    void review_of20000NestedLists_isRefusedAsMalformed() {
        byte[] nested = new byte[100_000];
        int at = nested.length;
        for (int i = 0; i < 20_000; i++) {
            int length = nested.length - at;
            if (length < 56) {
                nested[--at] = (byte) (0xc0 + length);
            } else {
                int lengthBytes = 0;
                for (int rest = length; rest > 0; rest >>= 8) {
                    nested[--at] = (byte) rest;
                    lengthBytes++;
                }
                nested[--at] = (byte) (0xf7 + lengthBytes);
            }
        }
        byte[] bytes = Arrays.copyOfRange(nested, at, nested.length);
        assertEquals(Reason.MALFORMED, refusal(UnsignedTransaction.of(bytes)));
    }

    @Test
    void build_withNamesThatMislead_isRefused() {
        for (String name :
                List.of("", " ", "x".repeat(101), "Mercy\u202elatipsoH", "Mercy\u200b", "Mercy\n", "\ud800")) {
            assertThrows(IllegalArgumentException.class, () -> build(Map.of(MERCY, name)));
        }
        GranteeId other = GranteeId.ofHospital("other.example");
        assertThrows(IllegalArgumentException.class, () -> build(Map.of(MERCY, "Mercy", other, "Mercy")));
        assertEquals(
                DEVICE.vault(),
                build(Map.of(MERCY, "Spital Zürich", other, "病院")).vault());
    }

    @Test
    void builder_ofABoundThatBoundsNothing_isRefused() {
        DeviceReview.Builder builder = DeviceReview.builder(CHAIN, REGISTRY, OWNER.address(), Map.of());
        Duration forever = ChronoUnit.FOREVER.getDuration();
        for (Duration duration : List.of(forever, Duration.ofDays(36_526), Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThrows(IllegalArgumentException.class, () -> builder.maxGrant(duration));
            assertThrows(IllegalArgumentException.class, () -> builder.maxRequest(duration));
        }
        assertThrows(IllegalArgumentException.class, () -> builder.maxGas(0));
        assertThrows(IllegalArgumentException.class, () -> builder.maxFeeWei(BigInteger.valueOf(-1)));
    }

    @Test
    void transactions_ofTheSameBytes_areEqual() {
        UnsignedTransaction prepared = prepared(GRANT);
        assertEquals(prepared, prepared(GRANT));
        assertEquals(prepared.hashCode(), prepared(GRANT).hashCode());
        assertNotEquals(prepared, prepared(VaultCalls.revokeAll().data()));
        SignedTransaction signed = DEVICE.review(prepared, NONCE).sign(OWNER);
        assertEquals(signed, SignedTransaction.parse(signed.bytes()));
        assertEquals(signed.hashCode(), SignedTransaction.parse(signed.bytes()).hashCode());
        assertNotEquals(
                signed,
                DEVICE.review(prepared(VaultCalls.revokeAll().data()), NONCE).sign(OWNER));
    }

    private static DeviceReview build(Map<GranteeId, String> directory) {
        return DeviceReview.builder(CHAIN, REGISTRY, OWNER.address(), directory).build();
    }
}
