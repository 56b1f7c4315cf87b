package com.patientory.chain.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An exact amount of PTOY, which has 8 decimals.
 *
 * @param units the amount in the smallest unit, 10^-8 PTOY; 0 to 2^256 - 1
 */
public record TokenAmount(BigInteger units) implements Comparable<TokenAmount> {
    /** The token's decimals. */
    public static final int DECIMALS = 8;

    /** An exponent would let a short text ask for gigabytes; 2^256 - 1 units have 70 digits before the point. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,78}(\\.[0-9]{1," + DECIMALS + "})?");

    /**
     * Checks the range of the token's uint256.
     *
     * @param units the amount in the smallest unit, 10^-8 PTOY; 0 to 2^256 - 1
     */
    public TokenAmount {
        if (units.signum() < 0 || units.bitLength() > 256) {
            throw new IllegalArgumentException("units must be within 0..2^256-1, got " + units);
        }
    }

    /**
     * Counts smallest units.
     *
     * @param units 10^-8 PTOY each, not negative
     * @return the amount
     */
    public static TokenAmount ofUnits(long units) {
        return new TokenAmount(BigInteger.valueOf(units));
    }

    /**
     * Reads a decimal number of PTOY, such as {@code 12.5}: digits from 0 to 9, without sign, exponent or grouping.
     *
     * @param text at most 8 digits after the point
     * @return the amount
     * @throws IllegalArgumentException when the text is no such number, or above 2^256 - 1 units; nothing is rounded
     */
    public static TokenAmount parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("expected PTOY with at most " + DECIMALS + " decimals, got " + text);
        }
        return new TokenAmount(new BigDecimal(text).movePointRight(DECIMALS).toBigIntegerExact());
    }

    /**
     * Adds an amount.
     *
     * @param other the other amount
     * @return the sum
     */
    public TokenAmount plus(TokenAmount other) {
        return new TokenAmount(units.add(other.units));
    }

    /**
     * Subtracts an amount.
     *
     * @param other at most this amount
     * @return the difference
     * @throws IllegalArgumentException when the other amount is larger
     */
    public TokenAmount minus(TokenAmount other) {
        return new TokenAmount(units.subtract(other.units));
    }

    @Override
    public int compareTo(TokenAmount other) {
        return units.compareTo(other.units);
    }

    /** Returns for instance {@code 12.5 PTOY}. */
    @Override
    public String toString() {
        BigDecimal value = new BigDecimal(units, DECIMALS);
        return (value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString()) + " PTOY";
    }
}
