/** The dag-pb and UnixFS encoding of a tree node. Pure functions over bytes, no state. */
@NullMarked
package com.patientory.storage.internal.dag;

import org.jspecify.annotations.NullMarked;
