package com.patientory.chain.device;

import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the device whether what a server prepared may be shown and signed. By default at most 500,000 gas, no fee,
 * grants of at most 5 years, typed requests good for at most 7 days (1 day for what cannot be taken back: an erasure, a
 * migration), and nothing about tokens.
 *
 * <p>Accepted is only: the canonical RLP of an EIP-155 transaction for exactly this network, with the expected nonce,
 * without value, within the caps, calling a function from a short list in its canonical ABI form, to one of the contracts
 * that the device knows: the owner's own vault and User at the addresses that it computes from the registry's (EIP-1014),
 * those of the patients in its directory, the registry, and the token's contracts where they were named. Grantees,
 * guardians, new owners, receivers and providers must stand in the directory; a period, an amount and a permit are bounded;
 * a typed request, too, carries the expected nonce. Everything else is a {@link ReviewRefusedException} with its reason.
 *
 * <p>Not promised: that a name is true. The directory must come from a source that the device trusts, for instance a signed
 * list; here its names are only kept from being invisible, the same, or a part of the sentence; two that only look alike
 * (written in another alphabet, or with 1 for l) are two names. Nor that digests are those of the right content, nor that a
 * lease, which a call names by number, is what a server says it is. Immutable; safe for use by several threads.
 */
public final class DeviceReview {
    private final ChainId chainId;
    private final WalletAddress owner;
    private final WalletAddress origin;
    private final OwnerContracts own;
    private final Names names;
    private final Map<WalletAddress, CallTable> tables = new HashMap<>();
    private final RequestDigest digests;
    private final Bounds bounds;
    private final @Nullable ContractAddresses contracts;
    private final @Nullable Successor successor;

    private DeviceReview(Builder builder) {
        this.chainId = builder.chainId;
        this.owner = builder.owner;
        this.origin = builder.origin;
        this.own = OwnerContracts.of(builder.registry, builder.origin);
        this.names = new Names(builder.directory, builder.registry);
        this.bounds = builder.bounds.copy();
        this.contracts = builder.contracts;
        this.successor = builder.successor;
        names.vaults().forEach((vault, name) -> tables.put(vault, VaultTable.guest(names, name, owner)));
        names.users().forEach((user, name) -> tables.put(user, UserTable.guest(names, name)));
        tables.put(builder.registry, UserTable.registry());
        tables.put(own.vault(), VaultTable.own(names, successor));
        tables.put(own.user(), UserTable.own(names));
        WalletAddress ptoy = contracts == null ? null : contracts.ptoy();
        if (contracts != null) {
            tables.put(contracts.ptoy(), TokenTable.ptoy(names, contracts));
            tables.put(contracts.rental(), TokenTable.rental(names));
            tables.put(contracts.exchange(), TokenTable.exchange(names, origin, null));
        }
        this.digests = new RequestDigest(chainId, owner, own.vault(), ptoy);
    }

    /**
     * Begins with the default caps and the system's clock.
     *
     * @param chainId the network
     * @param registry the network's PatientRegistry, as the device trusts it
     * @param owner the account that signs: a patient's, a guardian's, a clinician's
     * @param directory the hospitals and accounts that the device knows, with the names to show, from a list that it trusts: the
     *     display name in the hospitals' registry is what each hospital's admin writes there at any time; a patient stands
     *     there with the account that registered
     * @return a builder
     */
    public static Builder builder(
            ChainId chainId, WalletAddress registry, WalletAddress owner, Map<GranteeId, String> directory) {
        return new Builder(chainId, registry, owner, directory);
    }

    /**
     * Tells why a directory may not hold a name, for a list of which one bad name should not stop the others. That two names
     * are not the same, {@link Builder#build} checks.
     *
     * @param name for instance a contact's
     * @return what is wrong, as in {@code has letters of two alphabets in a word}; empty for a good name
     */
    public static Optional<String> nameFlaw(String name) {
        return Directory.flaw(name);
    }

    /**
     * Returns the owner's vault as computed on the device.
     *
     * @return the address at which the device signs grants
     */
    public WalletAddress vault() {
        return own.vault();
    }

    /**
     * Returns the owner's User as computed on the device.
     *
     * @return the address at which the device signs rotations and guardians
     */
    public WalletAddress user() {
        return own.user();
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
        return review(prepared, expectedNonce, tables);
    }

    /**
     * Reviews a consent to share records, or another prepared transaction. The terms may come from anybody: the device computes
     * the request's id from them, and accepts nothing about another.
     *
     * @param prepared bytes from a server
     * @param expectedNonce the owner's next nonce by the device's own count
     * @param request the request with the terms that the device shows
     * @return the transaction, understood
     * @throws ReviewRefusedException with the first reason found
     */
    public ReviewedTransaction review(UnsignedTransaction prepared, long expectedNonce, DataRequest request) {
        Map<WalletAddress, CallTable> known = new HashMap<>(tables);
        if (contracts != null) {
            known.put(contracts.exchange(), TokenTable.exchange(names, origin, request));
        }
        return review(prepared, expectedNonce, known);
    }

    private ReviewedTransaction review(
            UnsignedTransaction prepared, long expectedNonce, Map<WalletAddress, CallTable> known) {
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
        CallTable table = raw.to()
                .map(known::get)
                .orElseThrow(() -> new ReviewRefusedException(
                        Reason.WRONG_TARGET,
                        "to " + raw.to().map(WalletAddress::toString).orElse("nobody")));
        require(raw.value().signum() == 0, Reason.PAYS_VALUE, raw.value() + " wei");
        bounds.requireCheap(raw);
        Intent intent = table.read(raw.data());
        bounds.requireWithin(intent);
        return new ReviewedTransaction(intent, raw, chainId, owner);
    }

    /**
     * Reviews a request that a server proposes. There are no foreign bytes in it: the device makes what is signed from the
     * fields that it shows.
     *
     * @param request the proposal
     * @param expectedNonce the next nonce of the vault, or for a permit of the token, by the device's own count: a signature for
     *     a later one would outlive the next revocation, which means to end what was signed before it
     * @return the request, understood
     * @throws ReviewRefusedException with the first reason found
     */
    public ReviewedRequest review(SignatureRequest request, BigInteger expectedNonce) {
        require(
                request.nonce().equals(expectedNonce),
                Reason.WRONG_NONCE,
                "request " + request.nonce() + ", expected " + expectedNonce);
        bounds.requireSoon(request);
        Intent intent;
        byte[] digest;
        try {
            intent = intent(request);
            digest = digests.of(request);
        } catch (IllegalArgumentException e) {
            throw new ReviewRefusedException(Reason.MALFORMED_ARGUMENTS, "a field is out of range");
        }
        bounds.requireWithin(intent);
        return new ReviewedRequest(intent, request, chainId.toString(), owner, digest);
    }

    private Intent intent(SignatureRequest request) {
        if (request instanceof SignatureRequest.Allow a) {
            require(!a.capabilities().isEmpty(), Reason.MALFORMED_ARGUMENTS, "no capability");
            return new Intent.Allow(
                    a.scope(), a.grantee(), names.of(a.grantee()), a.capabilities(), a.notBefore(), a.expiry());
        }
        if (request instanceof SignatureRequest.Withdraw w) {
            return new Intent.Withdraw(w.scope(), w.grantee(), names.of(w.grantee()));
        }
        if (request instanceof SignatureRequest.Erase e) {
            return new Intent.Erase(e.file());
        }
        if (request instanceof SignatureRequest.Migrate m) {
            return Successor.accept(successor, m.successor());
        }
        if (request instanceof SignatureRequest.Permit p) {
            if (contracts == null) {
                throw new ReviewRefusedException(Reason.WRONG_TARGET, "this device signs nothing about tokens");
            }
            return TokenTable.letSpend(p.spender(), p.amount(), contracts);
        }
        return new Intent.WithdrawAll();
    }

    private static Rlp155.Unsigned parse(UnsignedTransaction prepared) {
        try {
            return Rlp155.parseUnsigned(prepared.bytes());
        } catch (IllegalArgumentException e) {
            throw new ReviewRefusedException(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
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
        private final Bounds bounds = new Bounds();
        private WalletAddress origin;
        private @Nullable ContractAddresses contracts;
        private @Nullable Successor successor;

        private Builder(
                ChainId chainId, WalletAddress registry, WalletAddress owner, Map<GranteeId, String> directory) {
            this.chainId = chainId;
            this.registry = registry;
            this.owner = owner;
            this.origin = owner;
            this.directory = directory;
        }

        /**
         * Says which account registered, where a recovery has put the owner in its place: the contracts' addresses follow
         * from it. A device takes it from what its owner agreed to take over, not from whoever prepares transactions: of the
         * vault that follows from it the sentences speak as the owner's own.
         *
         * @param account the account that registered
         * @return this
         */
        public Builder origin(WalletAddress account) {
            this.origin = account;
            return this;
        }

        /**
         * Lets the device sign that a vault of a later registry continues the owner's: the one at the address that it computes,
         * and no other. Without this it signs no migration.
         *
         * @param laterRegistry that registry, as the device trusts it
         * @param laterOrigin the account that registered there: the owner's, unless there was a recovery since
         * @return this
         */
        public Builder successor(WalletAddress laterRegistry, WalletAddress laterOrigin) {
            this.successor = Successor.of(laterRegistry, laterOrigin);
            return this;
        }

        /**
         * Lets the device sign for the token, the rental and the exchange.
         *
         * @param shared the network's contracts, as the device trusts them
         * @param maxAmount the most PTOY that one signature may pay or let be taken
         * @return this
         * @throws IllegalArgumentException when the registry is another
         */
        public Builder tokens(ContractAddresses shared, TokenAmount maxAmount) {
            if (!shared.registry().equals(registry)) {
                throw new IllegalArgumentException("the registry is " + registry + ", not " + shared.registry());
            }
            this.contracts = shared;
            bounds.maxTokens = maxAmount;
            return this;
        }

        /**
         * Sets the clock by which an expiry is bounded.
         *
         * @param time the clock
         * @return this
         */
        public Builder clock(Clock time) {
            bounds.clock = time;
            return this;
        }

        /**
         * Caps the gas.
         *
         * @param gas the most gas, at least 1
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder maxGas(long gas) {
            bounds.maxGas = Bounds.positive(gas);
            return this;
        }

        /**
         * Caps the fee, for networks that are not free.
         *
         * @param wei the most that gas limit times gas price may be, not negative
         * @return this
         * @throws IllegalArgumentException when it is negative
         */
        public Builder maxFeeWei(BigInteger wei) {
            if (wei.signum() < 0) {
                throw new IllegalArgumentException("a fee is 0 wei or more, got " + wei);
            }
            bounds.maxFeeWei = wei;
            return this;
        }

        /**
         * Bounds a grant.
         *
         * @param duration the longest time from now to its expiry; positive, at most 36,525 days
         * @return this
         * @throws IllegalArgumentException when it is another
         */
        public Builder maxGrant(Duration duration) {
            bounds.maxGrant = Bounds.positive(duration);
            return this;
        }

        /**
         * Bounds how long a signed request stays good; an erasure or a migration in no case longer than a day.
         *
         * @param duration the longest time from now to its deadline; positive, at most 36,525 days
         * @return this
         * @throws IllegalArgumentException when it is another
         */
        public Builder maxRequest(Duration duration) {
            bounds.maxRequest = Bounds.positive(duration);
            return this;
        }

        /**
         * Makes the review.
         *
         * @return the review
         * @throws IllegalArgumentException when a name in the directory is blank, longer than 100 characters, not visible as
         *     written (control and format characters, letters without a shape, piled marks, other than single spaces), has
         *     letters of two alphabets in a word, or {@code ; : "} or {@code 0x}, by which sentences tell their parts apart;
         *     or when two grantees have the same name, letters of another form or case counting as the same
         */
        public DeviceReview build() {
            return new DeviceReview(this);
        }
    }
}
