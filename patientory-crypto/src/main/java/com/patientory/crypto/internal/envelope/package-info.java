/**
 * The header of a record, envelope-v1: a JWE in General JSON Serialization (RFC 7516 section 7.2.1) narrowed to one
 * content encryption and one way of wrapping. {@link com.patientory.crypto.internal.envelope.EnvelopeJwe} reads and
 * writes it; what its payload means is not its concern.
 */
@NullMarked
package com.patientory.crypto.internal.envelope;

import org.jspecify.annotations.NullMarked;
