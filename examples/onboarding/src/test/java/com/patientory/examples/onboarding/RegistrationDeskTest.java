package com.patientory.examples.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RegistrationDeskTest {
    private static final PhoneNumber KNOWN = PhoneNumber.parse("+1 (202) 555-0199");
    private static final PhoneNumber UNKNOWN = PhoneNumber.parse("+44 20 7946 0000");
    private static final PatientRef PATIENT = PatientRef.of("MRN-7");

    private final MutableClock clock = new MutableClock();
    private final Map<PhoneNumber, String> sent = new HashMap<>();
    private final List<Runnable> pending = new ArrayList<>();
    private final RegistrationDesk desk = new RegistrationDesk(
            phone -> phone.equals(KNOWN) ? Optional.of(PATIENT) : Optional.empty(),
            sent::put,
            pending::add,
            clock,
            new SecureRandom());

    @Test
    void verify_rightOtp_leadsToThePatientOnce() {
        RegistrationReference reference = begin(KNOWN);
        SignupReference signup = desk.verify(reference, sent.get(KNOWN));
        assertEquals(PATIENT, desk.complete(signup));
        assertThrows(OnboardingException.UnknownReference.class, () -> desk.complete(signup));
    }

    @Test
    void begin_unknownNumber_answersAlikeAndSendsNothing() {
        RegistrationReference known = begin(KNOWN);
        RegistrationReference unknown = begin(UNKNOWN);
        assertEquals(known.id().length(), unknown.id().length());
        assertFalse(sent.containsKey(UNKNOWN));
        OnboardingException.WrongOtp a =
                assertThrows(OnboardingException.WrongOtp.class, () -> desk.verify(known, "x"));
        OnboardingException.WrongOtp b =
                assertThrows(OnboardingException.WrongOtp.class, () -> desk.verify(unknown, "x"));
        assertEquals(a.getMessage(), b.getMessage());
    }

    @Test
    void begin_anyNumber_returnsBeforeTheHospitalIsAsked() {
        desk.begin(KNOWN);
        assertTrue(sent.isEmpty(), "the look-up must not delay the answer");
        assertEquals(1, pending.size());
    }

    @Test
    void verify_sameOtpTwice_isRefusedAsReused() {
        RegistrationReference reference = begin(KNOWN);
        desk.verify(reference, sent.get(KNOWN));
        assertThrows(OnboardingException.ReusedOtp.class, () -> desk.verify(reference, sent.get(KNOWN)));
    }

    @Test
    void verify_afterFiveMinutes_isRefusedAsExpired() {
        RegistrationReference reference = begin(KNOWN);
        clock.now = clock.now.plus(RegistrationDesk.OTP_LIFETIME);
        assertThrows(OnboardingException.ExpiredOtp.class, () -> desk.verify(reference, sent.get(KNOWN)));
    }

    @Test
    void verify_fiveWrongTries_lockOutTheRightOne() {
        RegistrationReference reference = begin(KNOWN);
        for (int left = 4; left >= 0; left--) {
            OnboardingException.WrongOtp e =
                    assertThrows(OnboardingException.WrongOtp.class, () -> desk.verify(reference, "nope"));
            assertEquals(left, e.attemptsLeft());
        }
        assertThrows(OnboardingException.WrongOtp.class, () -> desk.verify(reference, sent.get(KNOWN)));
    }

    @Test
    void begin_fourthTimeForANumber_answersAlikeAndSendsNothing() {
        for (int i = 0; i < 3; i++) {
            sent.clear();
            begin(KNOWN);
            assertTrue(sent.containsKey(KNOWN));
        }
        sent.clear();
        RegistrationReference fourth = begin(KNOWN);
        assertFalse(sent.containsKey(KNOWN));
        assertThrows(OnboardingException.WrongOtp.class, () -> desk.verify(fourth, "123456"));
        clock.now = clock.now.plus(RegistrationDesk.OTP_LIFETIME.multipliedBy(3));
        begin(KNOWN);
        assertTrue(sent.containsKey(KNOWN), "a later registration is free again");
    }

    @Test
    void begin_gatewayThatFails_leaksNeitherNumberNorPassword() {
        List<Runnable> work = new ArrayList<>();
        RegistrationDesk broken = new RegistrationDesk(
                phone -> Optional.of(PATIENT),
                (phone, otp) -> {
                    throw new IllegalStateException("cannot send " + otp + " to " + phone.e164());
                },
                work::add,
                clock,
                new SecureRandom());
        broken.begin(KNOWN);
        IllegalStateException e = assertThrows(IllegalStateException.class, work.get(0)::run);
        assertFalse(e.getMessage().contains("202"), e.getMessage());
        assertNull(e.getCause());
    }

    @Test
    void verify_otpOfAnotherRegistration_isWrong() {
        RegistrationReference first = begin(KNOWN);
        String firstOtp = sent.get(KNOWN);
        RegistrationReference second = begin(KNOWN);
        String secondOtp = sent.get(KNOWN);
        if (!firstOtp.equals(secondOtp)) {
            assertThrows(OnboardingException.WrongOtp.class, () -> desk.verify(second, firstOtp));
        }
        desk.verify(first, firstOtp);
    }

    @Test
    void complete_halfAnHourLater_isRefused() {
        RegistrationReference reference = begin(KNOWN);
        SignupReference signup = desk.verify(reference, sent.get(KNOWN));
        clock.now = clock.now.plus(Duration.ofMinutes(31));
        assertThrows(OnboardingException.UnknownReference.class, () -> desk.complete(signup));
    }

    private RegistrationReference begin(PhoneNumber phone) {
        RegistrationReference reference = desk.begin(phone);
        pending.forEach(Runnable::run);
        pending.clear();
        return reference;
    }

    private static final class MutableClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
