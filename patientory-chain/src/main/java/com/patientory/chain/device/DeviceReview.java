package com.patientory.chain.device;

import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Decides on the device whether a prepared transaction may be shown and signed. By default at most 500,000 gas, no fee,
 * and grants of at most 5 years.
 *
 * <p>Accepted is only: the canonical RLP of an EIP-155 transaction for exactly this network, with the expected nonce, to
 * the owner's own vault at the address that the device computes from the registry's (EIP-1014), without value, within
 * the caps, calling one of four functions in the canonical ABI form, with a grantee from the device's own directory and a
 * bounded expiry. Everything else is a {@link ReviewRefusedException} with its reason.
 *
 * <p>Not promised: that the grantee's name is true. The directory must come from a source that the device trusts, for
 * instance a signed list; here its names are only kept from being invisible or the same. Immutable; safe for use by
 * several threads.
 */
public final class DeviceReview {
    private final ChainId chainId;
    private final WalletAddress owner;
    private final WalletAddress vault;
    private final Map<GranteeId, String> directory;
    private final Clock clock;
    private final long maxGas;
    private final BigInteger maxFeeWei;
    private final Duration maxGrant;

    private DeviceReview(Builder builder) {
        this.chainId = builder.chainId;
        this.owner = builder.owner;
        this.vault = OwnerContracts.of(builder.registry, builder.owner).vault();
        this.directory = Directory.checked(builder.directory);
        this.clock = builder.clock;
        this.maxGas = builder.maxGas;
        this.maxFeeWei = builder.maxFeeWei;
        this.maxGrant = builder.maxGrant;
    }

    /**
     * Begins with the default caps and the system's clock.
     *
     * @param chainId the network
     * @param registry the network's PatientRegistry, as the device trusts it
     * @param owner the patient's account
     * @param directory the grantees that the device knows, with the names to show
     * @return a builder
     */
    public static Builder builder(
            ChainId chainId, WalletAddress registry, WalletAddress owner, Map<GranteeId, String> directory) {
        return new Builder(chainId, registry, owner, directory);
    }

    /**
     * Returns the owner's vault as computed on the device.
     *
     * @return the only address to which this device signs
     */
    public WalletAddress vault() {
        return vault;
    }

    /**
     * Reviews a prepared transaction.
     *
     * @param prepared bytes from a server
     * @param expectedNonce the owner's next nonce by the device's own count
     * @return the transaction, understood
     * @throws ReviewRefusedException with the first reason found
     */
    public ReviewedTransaction review(UnsignedTransaction prepared, long expectedNonce) {
        Rlp155.Unsigned unsigned = parse(prepared);
        RawTransaction raw = unsigned.transaction();
        require(
                unsigned.chain().equals(chainId),
                Reason.WRONG_CHAIN,
                "for chain " + unsigned.chain() + ", expected " + chainId);
        require(
                raw.nonce() == expectedNonce,
                Reason.WRONG_NONCE,
                "nonce " + raw.nonce() + ", expected " + expectedNonce);
        require(
                raw.to().filter(vault::equals).isPresent(),
                Reason.WRONG_TARGET,
                "to " + raw.to().map(WalletAddress::toString).orElse("nobody") + ", expected " + vault);
        require(raw.value().signum() == 0, Reason.PAYS_VALUE, raw.value() + " wei");
        requireCheap(raw);
        Intent intent = new IntentReader(directory).read(raw.data());
        if (intent instanceof Intent.Allow allow) {
            requireBounded(allow);
        }
        return new ReviewedTransaction(intent, raw, chainId, owner);
    }

    private static Rlp155.Unsigned parse(UnsignedTransaction prepared) {
        try {
            return Rlp155.parseUnsigned(prepared.bytes());
        } catch (IllegalArgumentException e) {
            throw new ReviewRefusedException(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void requireCheap(RawTransaction raw) {
        require(raw.gasLimit() <= maxGas, Reason.TOO_EXPENSIVE, raw.gasLimit() + " gas, at most " + maxGas);
        BigInteger fee = raw.gasPrice().multiply(BigInteger.valueOf(raw.gasLimit()));
        require(fee.compareTo(maxFeeWei) <= 0, Reason.TOO_EXPENSIVE, fee + " wei, at most " + maxFeeWei);
    }

    private void requireBounded(Intent.Allow allow) {
        Instant now = clock.instant();
        Instant begin = allow.notBefore().isAfter(now) ? allow.notBefore() : now;
        boolean bounded = allow.expiry().isAfter(begin) && !allow.expiry().isAfter(now.plus(maxGrant));
        require(bounded, Reason.UNBOUNDED_EXPIRY, "until " + allow.expiry() + ", at most " + now.plus(maxGrant));
    }

    private static void require(boolean holds, Reason reason, String detail) {
        if (!holds) {
            throw new ReviewRefusedException(reason, detail);
        }
    }

    /** Collects the caps; the defaults are those of {@link DeviceReview}. */
    public static final class Builder {
        private final ChainId chainId;
        private final WalletAddress registry;
        private final WalletAddress owner;
        private final Map<GranteeId, String> directory;
        private Clock clock = Clock.systemUTC();
        private long maxGas = 500_000;
        private BigInteger maxFeeWei = BigInteger.ZERO;
        private Duration maxGrant = Duration.ofDays(5 * 366);

        private Builder(
                ChainId chainId, WalletAddress registry, WalletAddress owner, Map<GranteeId, String> directory) {
            this.chainId = chainId;
            this.registry = registry;
            this.owner = owner;
            this.directory = directory;
        }

        /**
         * Sets the clock by which an expiry is bounded.
         *
         * @param time the clock
         * @return this
         */
        public Builder clock(Clock time) {
            this.clock = time;
            return this;
        }

        /**
         * Caps the gas.
         *
         * @param gas the most gas
         * @return this
         */
        public Builder maxGas(long gas) {
            this.maxGas = gas;
            return this;
        }

        /**
         * Caps the fee, for networks that are not free.
         *
         * @param wei the most that gas limit times gas price may be
         * @return this
         */
        public Builder maxFeeWei(BigInteger wei) {
            this.maxFeeWei = wei;
            return this;
        }

        /**
         * Bounds a grant.
         *
         * @param duration the longest time from now to its expiry
         * @return this
         */
        public Builder maxGrant(Duration duration) {
            this.maxGrant = duration;
            return this;
        }

        /**
         * Makes the review.
         *
         * @return the review
         * @throws IllegalArgumentException when a name in the directory is blank, longer than 100 characters, or not
         *     visible as written (control, format, private, unassigned and line-breaking characters), or when two
         *     grantees have the same name
         */
        public DeviceReview build() {
            return new DeviceReview(this);
        }
    }
}
