/** How stores run blocking work behind a future that can be cancelled. */
@NullMarked
package com.patientory.storage.internal.async;

import org.jspecify.annotations.NullMarked;
