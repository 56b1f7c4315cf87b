/** What tests of this and other modules share. */
@NullMarked
package com.patientory.crypto.testkit;

import org.jspecify.annotations.NullMarked;
