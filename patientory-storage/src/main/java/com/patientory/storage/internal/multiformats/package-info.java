/** The small encodings below a CID: unsigned varints, base32 and base58btc. Pure functions over bytes, no state. */
@NullMarked
package com.patientory.storage.internal.multiformats;

import org.jspecify.annotations.NullMarked;
