/** The main path with nothing but what Android has at API level 26. */
@NullMarked
package com.patientory.crypto.android;

import org.jspecify.annotations.NullMarked;
