/**
 * The first steps of a patient: a phone number goes in, a {@linkplain
 * com.patientory.examples.onboarding.RegistrationReference reference} comes back whether or not a hospital knows the
 * number, a one-time password reaches the phone only if one does, and the right password turns the reference into a
 * {@linkplain com.patientory.examples.onboarding.SignupReference sign-up reference} that the device puts into its
 * signed registration. Start with {@link com.patientory.examples.onboarding.RegistrationDesk}.
 */
@NullMarked
package com.patientory.examples.onboarding;

import org.jspecify.annotations.NullMarked;
