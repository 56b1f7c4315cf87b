package com.patientory.examples.onboarding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Six digits that are kept only as an HMAC under the desk's key: a copy of the desk's memory or table does not give
 * the password away, and the comparison takes the same time for each wrong guess.
 */
final class OneTimePassword {
    static final int DIGITS = 6;
    private static final int BOUND = 1_000_000;

    private final byte[] mac;
    private final Instant expiry;
    private int attemptsLeft;
    private boolean used;

    private OneTimePassword(byte[] mac, Instant expiry, int attempts) {
        this.mac = mac;
        this.expiry = expiry;
        this.attemptsLeft = attempts;
    }

    static String draw(SecureRandom random) {
        return String.format("%0" + DIGITS + "d", random.nextInt(BOUND));
    }

    static OneTimePassword of(String otp, byte[] key, String reference, Instant expiry, int attempts) {
        return new OneTimePassword(mac(key, reference, otp), expiry, attempts);
    }

    /**
     * Consumes the password, or throws what is wrong with the try. For a number that nobody knows no password was
     * sent, so every try is wrong, after the same work.
     */
    synchronized void use(String otp, byte[] key, String reference, Instant now, boolean sent) {
        if (used) {
            throw new OnboardingException.ReusedOtp();
        }
        if (!now.isBefore(expiry)) {
            throw new OnboardingException.ExpiredOtp();
        }
        if (attemptsLeft == 0) {
            throw new OnboardingException.WrongOtp(0);
        }
        boolean right = MessageDigest.isEqual(mac, mac(key, reference, otp));
        if (!right || !sent) {
            attemptsLeft--;
            throw new OnboardingException.WrongOtp(attemptsLeft);
        }
        used = true;
    }

    private static byte[] mac(byte[] key, String reference, String otp) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            hmac.update(reference.getBytes(UTF_8));
            hmac.update((byte) 0);
            return hmac.doFinal(otp.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
