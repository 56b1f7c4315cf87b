/**
 * envelope-v1: a JWE in General JSON Serialization (RFC 7516 section 7.2.1) narrowed to one content encryption, with the
 * list of recipients under the tag. {@link com.patientory.crypto.internal.envelope.Envelope} is its whole life; what its
 * payload means is not its concern.
 */
@NullMarked
package com.patientory.crypto.internal.envelope;

import org.jspecify.annotations.NullMarked;
