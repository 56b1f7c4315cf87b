/** A store in memory, for tests and for programs whose records need not outlive them. */
@NullMarked
package com.patientory.storage.memory;

import org.jspecify.annotations.NullMarked;
