package com.patientory.chain.internal.abi;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** Unsigned numbers for calls, checked before the ABI library sees them: its own exception names neither value nor bound. */
final class Uint {
    private Uint() {}

    /** Returns a number of at most so many bits. */
    static BigInteger of(int bits, BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > bits) {
            BigInteger most = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
            throw new IllegalArgumentException("expected a number within 0.." + most + ", got " + number);
        }
        return number;
    }

    /** Returns a number of at most so many bits. */
    static BigInteger of(int bits, long number) {
        return of(bits, BigInteger.valueOf(number));
    }

    /** Returns whole seconds since 1970; a fraction is cut. */
    static BigInteger seconds(Instant moment) {
        if (moment.getEpochSecond() < 0) {
            throw new IllegalArgumentException(
                    "expected a moment since 1970, got " + moment + " (" + moment.getEpochSecond() + " s)");
        }
        return BigInteger.valueOf(moment.getEpochSecond());
    }

    /** Returns whole seconds; a fraction is cut. */
    static BigInteger seconds(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("expected a duration of 0 s or more, got " + duration);
        }
        return BigInteger.valueOf(duration.toSeconds());
    }
}
