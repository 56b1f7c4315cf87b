/**
 * One store made of many: {@link com.patientory.storage.replication.ReplicatedBlobStore} puts copies where its
 * strategy says, reads from whichever node answers rightly, and repairs what is lost or damaged.
 * {@link com.patientory.storage.replication.MultiCriteriaStrategy} is the strategy to begin with.
 */
@NullMarked
package com.patientory.storage.replication;

import org.jspecify.annotations.NullMarked;
