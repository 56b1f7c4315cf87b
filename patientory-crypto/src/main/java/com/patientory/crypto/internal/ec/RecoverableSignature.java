package com.patientory.crypto.internal.ec;

import java.math.BigInteger;

/**
 * A signature with the parity of R's y.
 *
 * @param r the first number
 * @param s the second number
 * @param recoveryId 0 for even y, 1 for odd
 */
public record RecoverableSignature(BigInteger r, BigInteger s, int recoveryId) {}
