package com.patientory.examples.onboarding;

import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Defaults: a password of six digits, valid for 5 minutes and 5 tries, used once; 3 open
 * registrations for a number, 10,000 in all.
 *
 * <p>{@link #begin} answers the same thing, in the same time, for a number that a hospital knows and for one that none
 * knows: the look-up and the sending run on the executor afterwards. Otherwise anyone could ask who is a patient where.
 * Thread-safe; keeps its state in memory.
 */
public final class RegistrationDesk {
    /** How long a password is valid. */
    public static final Duration OTP_LIFETIME = Duration.ofMinutes(5);
    /** How often a password may be tried. */
    public static final int OTP_ATTEMPTS = 5;

    private static final Duration SIGNUP_LIFETIME = Duration.ofMinutes(30);
    private static final int MAX_OPEN = 10_000;
    private static final int MAX_OPEN_PER_NUMBER = 3;

    private final PatientDirectory directory;
    private final OtpSender sender;
    private final Executor executor;
    private final Clock clock;
    private final SecureRandom random;
    private final byte[] otpKey = new byte[32];
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Signup> signups = new ConcurrentHashMap<>();

    /**
     * A desk.
     *
     * @param directory who knows the patients
     * @param sender carries passwords
     * @param executor runs look-ups and sending
     * @param clock tells the time
     * @param random draws references and passwords
     */
    public RegistrationDesk(
            PatientDirectory directory, OtpSender sender, Executor executor, Clock clock, SecureRandom random) {
        this.directory = directory;
        this.sender = sender;
        this.executor = executor;
        this.clock = clock;
        this.random = random;
        random.nextBytes(otpKey);
    }

    /**
     * Begins a registration.
     *
     * @param phone the patient's number
     * @return the reference, whether or not the number is known
     */
    public synchronized RegistrationReference begin(PhoneNumber phone) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.forgetAt.isBefore(now));
        signups.values().removeIf(signup -> signup.expiry().isBefore(now));
        if (sessions.size() >= MAX_OPEN) {
            throw new OnboardingException.TooManyRegistrations(MAX_OPEN);
        }
        long others = sessions.values().stream()
                .filter(session -> session.phone.equals(phone))
                .count();
        String reference = newReference();
        String otp = OneTimePassword.draw(random);
        Session session = new Session(
                phone,
                OneTimePassword.of(otp, otpKey, reference, now.plus(OTP_LIFETIME), OTP_ATTEMPTS),
                now.plus(OTP_LIFETIME.multipliedBy(2)));
        sessions.put(reference, session);
        // Above the limit the answer is the same and no password goes out: it bounds the guesses and the text messages
        // for each number, which the five tries for each reference alone would not.
        if (others < MAX_OPEN_PER_NUMBER) {
            executor.execute(() -> lookUp(session, otp));
        }
        return new RegistrationReference(reference);
    }

    private void lookUp(Session session, String otp) {
        try {
            directory.find(session.phone).ifPresent(patient -> {
                session.patient = patient;
                sender.send(session.phone, otp);
            });
        } catch (RuntimeException e) {
            // Neither its message nor its cause: a gateway's may hold the number or the password.
            throw new IllegalStateException(
                    "a look-up or a text message failed: " + e.getClass().getName());
        }
    }

    /**
     * Exchanges the password for a sign-up reference.
     *
     * @param reference what {@link #begin} gave
     * @param otp what the phone received
     * @return proof for the registration
     * @throws OnboardingException if the reference is unknown, or the password wrong, expired or used
     */
    public SignupReference verify(RegistrationReference reference, String otp) {
        Session session = sessions.get(reference.id());
        if (session == null) {
            throw new OnboardingException.UnknownReference();
        }
        PatientRef patient = session.patient;
        session.otp.use(otp, otpKey, reference.id(), clock.instant(), patient != null);
        String signup = newReference();
        signups.put(
                signup,
                new Signup(Objects.requireNonNull(patient), clock.instant().plus(SIGNUP_LIFETIME)));
        return new SignupReference(signup);
    }

    /**
     * Looks at a sign-up reference without consuming it.
     *
     * @param reference the reference that stands in the registration
     * @return whom it belongs to
     * @throws OnboardingException.UnknownReference if it was never given, is used, or is older than 30 minutes
     */
    public PatientRef patientOf(SignupReference reference) {
        return valid(signups.get(reference.id()));
    }

    /**
     * Consumes a sign-up reference once its registration has been verified.
     *
     * @param reference the reference that stands in the registration
     * @return whom it belongs to
     * @throws OnboardingException.UnknownReference if it was never given, is used, or is older than 30 minutes
     */
    public PatientRef complete(SignupReference reference) {
        return valid(signups.remove(reference.id()));
    }

    private PatientRef valid(@Nullable Signup signup) {
        if (signup == null || signup.expiry().isBefore(clock.instant())) {
            throw new OnboardingException.UnknownReference();
        }
        return signup.patient();
    }

    private String newReference() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Signup(PatientRef patient, Instant expiry) {}

    private static final class Session {
        private final PhoneNumber phone;
        private final OneTimePassword otp;
        private final Instant forgetAt;
        private volatile @Nullable PatientRef patient;

        Session(PhoneNumber phone, OneTimePassword otp, Instant forgetAt) {
            this.phone = phone;
            this.otp = otp;
            this.forgetAt = forgetAt;
        }
    }
}
