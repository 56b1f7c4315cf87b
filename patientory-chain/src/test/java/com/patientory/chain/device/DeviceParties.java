package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Whom a device knows, and what the samples of {@link DeviceCalls} are made of. */
final class DeviceParties {
    static final ChainId CHAIN = ChainId.of(1337);
    static final long NONCE = 4;
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    static final WalletAddress OWNER = account(1);
    static final GranteeId MERCY = GranteeId.ofHospital("mercy.example");
    static final ContractAddresses CONTRACTS =
            new ContractAddresses(account(10), account(11), account(12), account(13), account(14));
    static final WalletAddress ANN = account(2);
    static final WalletAddress LEE = account(3);
    static final WalletAddress STRANGER = account(99);
    static final FileId FILE = FileId.of(word(0x11));
    static final FileId OLD = FileId.of(word(0x22));
    static final ContentDigest BODY = ContentDigest.of(word(0x33));
    static final ContentDigest ENVELOPE = ContentDigest.of(word(0x44));
    static final Scope ALL = Scope.wholeVault();
    static final Set<Capability> READ = EnumSet.of(Capability.READ);
    static final TokenAmount TEN = TokenAmount.parse("10.5");

    static final DataRequest REQUEST = new DataRequest(
            ANN,
            1,
            new DataRequest.Terms(BODY, LEE, TEN, 3, NEW_YEAR, Duration.ofDays(5), Duration.ofDays(7), 1_500, 550));
    static final OwnerContracts OWN = OwnerContracts.of(CONTRACTS.registry(), OWNER);
    static final ExchangeId DEAL = ExchangeId.ofDeal(REQUEST.id(), OWN.vault());
    static final WalletAddress LATER_REGISTRY = account(15);
    static final WalletAddress LATER = OwnerContracts.of(LATER_REGISTRY, OWNER).vault();
    static final OwnerContracts ANNS = OwnerContracts.of(CONTRACTS.registry(), ANN);

    private DeviceParties() {}

    static DeviceReview device() {
        return DeviceReview.builder(
                        CHAIN,
                        CONTRACTS.registry(),
                        OWNER,
                        Map.of(
                                MERCY,
                                "Mercy Hospital",
                                GranteeId.ofAccount(ANN),
                                "Ann Ray",
                                GranteeId.ofAccount(LEE),
                                "Dr. Lee"))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .tokens(CONTRACTS, TokenAmount.parse("100"))
                .successor(LATER_REGISTRY, OWNER)
                .build();
    }

    static byte[] word(int b) {
        byte[] word = new byte[32];
        java.util.Arrays.fill(word, (byte) b);
        return word;
    }

    static WalletAddress account(int b) {
        byte[] address = new byte[WalletAddress.LENGTH_BYTES];
        java.util.Arrays.fill(address, (byte) b);
        return WalletAddress.of(address);
    }
}
