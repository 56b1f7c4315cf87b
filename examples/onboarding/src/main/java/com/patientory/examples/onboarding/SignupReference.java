package com.patientory.examples.onboarding;

/**
 * The {@code signup_reference_id}: proof that the phone's owner answered with the right one-time password. The device
 * signs it into its registration; it is good for one registration.
 *
 * @param id 128 random bits in base64url
 */
public record SignupReference(String id) {}
