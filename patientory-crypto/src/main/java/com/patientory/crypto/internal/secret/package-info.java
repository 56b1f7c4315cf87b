/**
 * Secrets in memory: key bytes that can be erased while they are in use,
 * {@link com.patientory.crypto.internal.secret.Secret}, and the randomness that they come from where no caller brings it.
 */
@NullMarked
package com.patientory.crypto.internal.secret;

import org.jspecify.annotations.NullMarked;
