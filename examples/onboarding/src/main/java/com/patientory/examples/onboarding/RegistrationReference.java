package com.patientory.examples.onboarding;

/**
 * The {@code registration_reference_id}: names a registration that has begun. It says nothing about whether the phone
 * number is known.
 *
 * @param id 128 random bits in base64url
 */
public record RegistrationReference(String id) {}
