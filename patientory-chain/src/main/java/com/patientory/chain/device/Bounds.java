package com.patientory.chain.device;

import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.TokenAmount;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How much gas, fee, time and PTOY one signature may give away. Filled by the builder before the review exists. */
final class Bounds {
    /** How long a signature may wait in somebody's queue for what cannot be taken back. */
    private static final Duration FINAL = Duration.ofDays(1);

    /** A century, beyond what the chain can write. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    Clock clock = Clock.systemUTC();
    long maxGas = 500_000;
    BigInteger maxFeeWei = BigInteger.ZERO;
    Duration maxGrant = Duration.ofDays(5 * 366);
    Duration maxRequest = Duration.ofDays(7);
    TokenAmount maxTokens = TokenAmount.ofUnits(0);

    static long positive(long gas) {
        if (gas < 1) {
            throw new IllegalArgumentException("the most gas is at least 1, got " + gas);
        }
        return gas;
    }

    static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a bound is positive and at most " + LONGEST.toDays() + " days, got " + duration);
        }
        return duration;
    }

    Bounds copy() {
        Bounds copy = new Bounds();
        copy.clock = clock;
        copy.maxGas = maxGas;
        copy.maxFeeWei = maxFeeWei;
        copy.maxGrant = maxGrant;
        copy.maxRequest = maxRequest;
        copy.maxTokens = maxTokens;
        return copy;
    }

    void requireCheap(RawTransaction raw) {
        require(raw.gasLimit() <= maxGas, Reason.TOO_EXPENSIVE, raw.gasLimit() + " gas, at most " + maxGas);
        BigInteger fee = raw.gasPrice().multiply(BigInteger.valueOf(raw.gasLimit()));
        require(fee.compareTo(maxFeeWei) <= 0, Reason.TOO_EXPENSIVE, fee + " wei, at most " + maxFeeWei);
    }

    void requireWithin(Intent intent) {
        if (intent instanceof Intent.Allow a) {
            requireBounded(a.notBefore(), a.expiry());
        } else if (intent instanceof CareIntent.Forward f) {
            requireBounded(Instant.EPOCH, f.expiry());
        } else if (intent instanceof TokenIntent.Pay p) {
            requireAfforded(p.amount());
        } else if (intent instanceof TokenIntent.LetSpend l) {
            requireAfforded(l.amount());
        } else if (intent instanceof TokenIntent.Rent r) {
            requireAfforded(r.maxCost());
        }
    }

    void requireSoon(SignatureRequest request) {
        Instant now = clock.instant();
        Instant deadline = request.deadline();
        Instant latest = now.plus(request.isFinal() && maxRequest.compareTo(FINAL) > 0 ? FINAL : maxRequest);
        require(
                !deadline.isBefore(now) && !deadline.isAfter(latest),
                Reason.UNBOUNDED_EXPIRY,
                "to be used by " + deadline + ", at most " + latest);
        require(whole(deadline), Reason.MALFORMED_ARGUMENTS, "a deadline is a whole second");
    }

    private void requireBounded(Instant notBefore, Instant expiry) {
        Instant now = clock.instant();
        Instant begin = notBefore.isAfter(now) ? notBefore : now;
        boolean bounded = expiry.isAfter(begin) && !expiry.isAfter(now.plus(maxGrant));
        require(bounded, Reason.UNBOUNDED_EXPIRY, "until " + expiry + ", at most " + now.plus(maxGrant));
        require(
                whole(notBefore) && whole(expiry),
                Reason.MALFORMED_ARGUMENTS,
                "a grant begins and ends on a whole second");
    }

    private static boolean whole(Instant moment) {
        return moment.equals(moment.truncatedTo(ChronoUnit.SECONDS));
    }

    private void requireAfforded(TokenAmount amount) {
        require(amount.compareTo(maxTokens) <= 0, Reason.TOO_MANY_TOKENS, amount + ", at most " + maxTokens);
    }

    private static void require(boolean holds, Reason reason, String detail) {
        if (!holds) {
            throw new ReviewRefusedException(reason, detail);
        }
    }
}
