/**
 * BIP-39 words: the English list and the checksum, through bitcoinj, whose types stay inside.
 */
@NullMarked
package com.patientory.crypto.internal.words;

import org.jspecify.annotations.NullMarked;
