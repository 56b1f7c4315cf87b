package com.patientory.chain.device;

import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.ExchangeId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody does with PTOY: pay, rent space, share records for a price. */
public sealed interface TokenIntent extends Intent {
    /**
     * Pay somebody.
     *
     * @param to the receiver
     * @param name the receiver's name in the device's directory
     * @param amount how much
     */
    record Pay(WalletAddress to, String name, TokenAmount amount) implements TokenIntent {
        @Override
        public String sentence() {
            return "Pay " + amount + " to " + name + ".";
        }
    }

    /**
     * Let one of the network's contracts take tokens, in place of what it was allowed before.
     *
     * @param spender the contract
     * @param name what it is
     * @param amount how much in all; zero to forbid it
     */
    record LetSpend(WalletAddress spender, String name, TokenAmount amount) implements TokenIntent {
        @Override
        public String sentence() {
            return amount.units().signum() == 0
                    ? "Let " + name + " take no more PTOY from you."
                    : "Let " + name + " take up to " + amount + " from you.";
        }
    }

    /**
     * Rent space and pay in advance.
     *
     * @param provider who stores
     * @param name the provider's name in the device's directory
     * @param sizeBytes how much space
     * @param duration for how long
     * @param maxCost the most that it may cost
     */
    record Rent(WalletAddress provider, String name, long sizeBytes, Duration duration, TokenAmount maxCost)
            implements TokenIntent {
        @Override
        public String sentence() {
            return "Rent " + Wording.size(sizeBytes) + " from " + name + " for " + Wording.duration(duration)
                    + " for at most " + maxCost + ".";
        }
    }

    /**
     * End a lease now; the rest of the rent comes back to the tenant.
     *
     * @param leaseId the lease
     */
    record EndLease(long leaseId) implements TokenIntent {
        @Override
        public String sentence() {
            return "End lease " + leaseId + " now.";
        }
    }

    /**
     * Share records for the price of a request, whose id the device computed from these terms. It must have shown the
     * criteria, whose digest stands in them.
     *
     * @param request the request
     * @param seekerName the seeker's name in the device's directory
     * @param arbiterName the arbiter's name in the device's directory
     * @param hospital who made the records and gets the hospital's share, or null
     * @param hospitalName the hospital's name in the device's directory, or null
     * @param node who keeps the bytes and gets the node's share, or null
     * @param nodeName the node's name in the device's directory, or null
     */
    record ShareRecords(
            DataRequest request,
            String seekerName,
            String arbiterName,
            @Nullable GranteeId hospital,
            @Nullable String hospitalName,
            @Nullable WalletAddress node,
            @Nullable String nodeName)
            implements TokenIntent {
        @Override
        public String sentence() {
            DataRequest.Terms terms = request.terms();
            String shares = share("hospital", hospitalName, terms.hospitalShare())
                    + share("storage node", nodeName, terms.nodeShare());
            return "Agree to share records with " + seekerName + " for " + terms.price()
                    + (shares.isEmpty() ? ", all of it for you" : shares) + "; by the criteria " + terms.criteria()
                    + ", to be delivered within " + Wording.duration(terms.deliverWithin()) + " and paid "
                    + Wording.duration(terms.confirmWithin()) + " later at the latest, unless disputed; " + arbiterName
                    + " decides disputes. Request " + request.id() + ".";
        }

        private static String share(String role, @Nullable String name, int share) {
            return name == null ? "" : "; " + percent(share) + " of it to the " + role + " " + name;
        }

        private static String percent(int share) {
            return BigDecimal.valueOf(share, 2).stripTrailingZeros().toPlainString() + " %";
        }
    }

    /**
     * Take a consent back before delivery; the seeker gets the price back.
     *
     * @param deal the deal
     */
    record WithdrawConsent(ExchangeId deal) implements TokenIntent {
        @Override
        public String sentence() {
            return "Take back your consent to deal " + deal + ".";
        }
    }

    /**
     * Say that the records are there: an envelope for the seeker.
     *
     * @param deal the deal
     * @param delivery digest of what was delivered
     */
    record Deliver(ExchangeId deal, ContentDigest delivery) implements TokenIntent {
        @Override
        public String sentence() {
            return "Deliver " + delivery + " for deal " + deal + ".";
        }
    }
}
