/** What the channels over blobs have in common. */
@NullMarked
package com.patientory.storage.internal.channel;

import org.jspecify.annotations.NullMarked;
