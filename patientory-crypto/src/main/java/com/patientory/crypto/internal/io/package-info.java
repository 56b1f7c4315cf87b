/**
 * Whole reads and writes, and files that appear complete or not at all.
 */
@NullMarked
package com.patientory.crypto.internal.io;

import org.jspecify.annotations.NullMarked;
