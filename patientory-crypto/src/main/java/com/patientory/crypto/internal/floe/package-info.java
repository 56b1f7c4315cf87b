/**
 * The body of a record: FLOE (C2SP FLOE.md) with AES-256-GCM and HKDF-Expand-SHA-384.
 *
 * <p>{@link com.patientory.crypto.internal.floe.FloeParameters} and
 * {@link com.patientory.crypto.internal.floe.FloeLayout} are the arithmetic of the format,
 * {@link com.patientory.crypto.internal.floe.FloeSession} holds the keys of one body,
 * {@link com.patientory.crypto.internal.floe.SegmentCipher} works on one segment. Three ways of moving the bytes stand
 * on them: whole files in parallel ({@link com.patientory.crypto.internal.floe.FileEncryptor},
 * {@link com.patientory.crypto.internal.floe.FileDecryptor}), streams in order
 * ({@link com.patientory.crypto.internal.floe.StreamEncryptor},
 * {@link com.patientory.crypto.internal.floe.DecryptingInputStream}), and random access
 * ({@link com.patientory.crypto.internal.floe.DecryptingChannel}).
 */
@NullMarked
package com.patientory.crypto.internal.floe;

import org.jspecify.annotations.NullMarked;
