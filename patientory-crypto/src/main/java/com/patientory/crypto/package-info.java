/**
 * A patient's keys and sealed records.
 *
 * <p>Start with {@link com.patientory.crypto.Mnemonic#generate()}: twelve words from which everything follows. A
 * {@link com.patientory.crypto.PatientIdentity} derives the wallet ({@link com.patientory.crypto.WalletKey}, Ethereum)
 * and the RSA-3072 key ({@link com.patientory.crypto.RecipientKey}) from them, and seals both under them; a
 * {@link com.patientory.crypto.Registration} proves to a server that they belong together. A
 * {@link com.patientory.crypto.Recipient} is anyone's public key that records are encrypted for.
 *
 * <p>A record is a body and an envelope. {@link com.patientory.crypto.RecordCipher} encrypts a file into a body and gives
 * a {@link com.patientory.crypto.SealedBody}, which holds the key; from that and the body's CID comes the
 * {@link com.patientory.crypto.KeyEnvelope} for the recipients. A recipient opens the envelope, gets a
 * {@link com.patientory.crypto.RecordKey} and decrypts the body with it. Granting and removing make new envelopes; a
 * {@link com.patientory.crypto.VaultKey} in many of them shares all of them at once.
 *
 * <p>Values are immutable. Types that hold a secret are {@link java.lang.AutoCloseable}, erase what they can on close,
 * throw {@link java.lang.IllegalStateException} afterwards, and never print it. Every {@code parse} refuses bad input
 * with an exception of {@link com.patientory.crypto.error}; {@code of} throws
 * {@link java.lang.IllegalArgumentException} for a programmer's mistake. Nothing here performs I/O unless its Javadoc
 * says so, and everything is safe to use from several threads.
 */
@NullMarked
package com.patientory.crypto;

import org.jspecify.annotations.NullMarked;
