package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.RentalCalls;
import com.patientory.chain.internal.abi.TokenLogs;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Space for encrypted files, paid in advance in PTOY. Rent flows to the provider by the second; whoever ends a lease early
 * settles it at that second, and the tenant gets the rest back at once.
 *
 * <p>{@link #rent} with a key of one's own lets the contract take the cost and rents. A patient rents with a device:
 * {@link PtoyToken#prepareApprove} or a permit first, {@link #prepareRent} then. Not promised: that bytes are kept; the
 * contract proves nothing about bytes.
 */
public final class StorageRental {
    private final Network network;
    private final WalletAddress address;
    private final PtoyToken ptoy;

    StorageRental(Network network, WalletAddress address, PtoyToken ptoy) {
        this.network = network;
        this.address = address;
        this.ptoy = ptoy;
    }

    /**
     * Returns where the contract stands.
     *
     * @return its address
     */
    public WalletAddress address() {
        return address;
    }

    /**
     * Sets a provider's offer; leases keep the price at which they were made. Blocks until a block includes it.
     *
     * @param provider the provider's key
     * @param offer price, free bytes, and whether new leases are taken
     * @return the receipt
     */
    public TransactionReceipt setOffer(WalletKey provider, Offer offer) {
        return network.send(
                provider,
                address,
                RentalCalls.setOffer(offer.price(), offer.freeBytes(), offer.open())
                        .data());
    }

    /**
     * Returns a provider's offer.
     *
     * @param provider the provider
     * @return closed, free and without free bytes if there never was one
     */
    public Offer offerOf(WalletAddress provider) {
        Words w = network.read(address, RentalCalls.offerOf(provider)).words();
        return new Offer(new TokenAmount(w.number(0)), w.capped(1), w.small(2) != 0);
    }

    /**
     * Computes what a lease would cost at this moment. A price may change before a lease is made: that is what a lease's
     * highest cost is for.
     *
     * @param tenant who rents
     * @param provider who stores
     * @param sizeBytes how much space
     * @param duration for how long, in whole seconds, at most 3,660 days
     * @return cost and free bytes
     */
    public Quote quote(WalletAddress tenant, WalletAddress provider, long sizeBytes, Duration duration) {
        Words w = network.read(address, RentalCalls.costOf(tenant, provider, sizeBytes, duration))
                .words();
        return new Quote(new TokenAmount(w.number(0)), w.small(1));
    }

    /**
     * Rents space from now on and pays for all of it; lets the contract take the highest cost first, where it may not take
     * that much already. Blocks for two blocks.
     *
     * @param tenant the tenant's key
     * @param provider who stores
     * @param sizeBytes how much space
     * @param duration for how long, in whole seconds, at most 3,660 days
     * @param maxCost the most that it may cost
     * @return the lease's number
     * @throws com.patientory.chain.model.ContractRevertException with {@code TooExpensive}, {@code OfferClosed}, {@code
     *     InvalidLease} or {@code InsufficientBalance}
     * @throws com.patientory.chain.model.TransactionTimeoutException when no block came in time; the lease may still be made and
     *     paid, so look its transaction up ({@link PatientoryChain#receiptOf}) before repeating
     */
    public long rent(WalletKey tenant, WalletAddress provider, long sizeBytes, Duration duration, TokenAmount maxCost) {
        ptoy.ensure(tenant, address, maxCost);
        return leaseIn(network.send(
                tenant,
                address,
                RentalCalls.rent(provider, sizeBytes, duration, maxCost).data()));
    }

    /**
     * Prepares a lease. The tenant has let this contract take the cost.
     *
     * @param tenant the tenant's account
     * @param provider who stores
     * @param sizeBytes how much space
     * @param duration for how long, in whole seconds, at most 3,660 days
     * @param maxCost the most that it may cost
     * @return a transaction for the tenant's device
     */
    public UnsignedTransaction prepareRent(
            WalletAddress tenant, WalletAddress provider, long sizeBytes, Duration duration, TokenAmount maxCost) {
        return Prepared.of(network, tenant, address, RentalCalls.rent(provider, sizeBytes, duration, maxCost));
    }

    /**
     * Finds the lease that a transaction made.
     *
     * @param rented the receipt of a {@code rent}
     * @return the lease's number
     * @throws IllegalArgumentException when the transaction made none
     */
    public long leaseIn(TransactionReceipt rented) {
        return new Words(
                        LogRanges.of(network, address, rented, TokenLogs.RENTED).topics())
                .small(1);
    }

    /**
     * Ends a lease now; the tenant gets the rest back. Blocks until a block includes it.
     *
     * @param party the key of tenant or provider
     * @param lease the lease's number
     * @return the receipt
     * @throws com.patientory.chain.model.ContractRevertException with {@code NotParty}, {@code LeaseOver} or {@code LeaseNotFound}
     */
    public TransactionReceipt endLease(WalletKey party, long lease) {
        return network.send(party, address, RentalCalls.endLease(lease).data());
    }

    /**
     * Prepares the end of a lease.
     *
     * @param party the account of tenant or provider
     * @param lease the lease's number
     * @return a transaction for that account's device
     */
    public UnsignedTransaction prepareEndLease(WalletAddress party, long lease) {
        return Prepared.of(network, party, address, RentalCalls.endLease(lease));
    }

    /**
     * Pays the provider what it has earned of some leases. Blocks until a block includes it.
     *
     * @param sender any key
     * @param leases the leases' numbers; those with nothing to claim are passed over
     * @return the receipt
     */
    public TransactionReceipt claim(WalletKey sender, List<Long> leases) {
        return network.send(sender, address, RentalCalls.claim(leases).data());
    }

    /**
     * Returns what a provider could claim of a lease now.
     *
     * @param lease the lease's number
     * @return the amount
     * @throws com.patientory.chain.model.ContractRevertException with {@code LeaseNotFound}
     */
    public TokenAmount claimable(long lease) {
        return new TokenAmount(
                network.read(address, RentalCalls.claimable(lease)).number());
    }

    /**
     * Returns a lease, living or over.
     *
     * @param lease its number
     * @return the lease
     * @throws com.patientory.chain.model.ContractRevertException with {@code LeaseNotFound}
     */
    public Lease leaseOf(long lease) {
        Words w = network.read(address, RentalCalls.leaseOf(lease)).words();
        return new Lease(
                w.address(0),
                w.address(2),
                w.time(1),
                w.time(3),
                w.capped(4),
                w.capped(5),
                new TokenAmount(w.number(6)),
                new TokenAmount(w.number(7)));
    }

    /**
     * What a provider offers.
     *
     * @param price for one GiB for 30 days
     * @param freeBytes how much of one living lease per tenant costs nothing; {@code Long.MAX_VALUE} also for more
     * @param open whether new leases are taken
     */
    public record Offer(TokenAmount price, long freeBytes, boolean open) {}

    /**
     * What a lease would cost.
     *
     * @param cost for the whole time, rounded up to the smallest unit
     * @param freeBytes how much of the space costs nothing
     */
    public record Quote(TokenAmount cost, long freeBytes) {}

    /**
     * A lease.
     *
     * @param tenant who rents
     * @param provider who stores
     * @param start first second
     * @param end first second after; moved by an early end
     * @param sizeBytes how much space
     * @param freeBytes how much of it costs nothing
     * @param paid for the whole time; less after an early end
     * @param claimed what the provider has had of it
     */
    public record Lease(
            WalletAddress tenant,
            WalletAddress provider,
            Instant start,
            Instant end,
            long sizeBytes,
            long freeBytes,
            TokenAmount paid,
            TokenAmount claimed) {
        /**
         * Tells where the lease stands.
         *
         * @param now the chain's time, by {@link PatientoryChain#now}
         * @return living until its end
         */
        public State stateAt(Instant now) {
            return now.isBefore(end) ? State.LIVING : State.OVER;
        }
    }

    /** Where a lease stands. */
    public enum State {
        /** The space is rented. */
        LIVING,
        /** Its time is over, or it was ended. */
        OVER
    }
}
