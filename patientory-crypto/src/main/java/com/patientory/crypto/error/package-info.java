/**
 * What can be wrong with input: one sealed family under
 * {@link com.patientory.crypto.error.PatientoryCryptoException}.
 *
 * <p>Each type is one condition that a caller can act upon, with its facts as accessors. Neither messages nor causes
 * carry a word of a mnemonic, a key, a plaintext or a file name. They are unchecked, because a caller that handles them
 * does so at the edge of his program. A mistake of the calling program is an
 * {@link java.lang.IllegalArgumentException} or {@link java.lang.IllegalStateException} instead, never one of these.
 */
@NullMarked
package com.patientory.crypto.error;

import org.jspecify.annotations.NullMarked;
