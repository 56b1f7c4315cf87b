/**
 * Drives a connector and hands each record of a patient to a sink exactly once.
 *
 * <p>{@link com.patientory.ehr.SyncEngine} lists what changed, streams each new document into a
 * {@link com.patientory.ehr.RecordSink} (seal, store, anchor) and writes each step to a ledger on disk before the next.
 * After a crash at any point the next run goes on with the very tokens it had. A document that cannot be had is put in
 * quarantine with its reason and never stops the others. The ledger holds no identifier in clear
 * ({@code spec/ledger-v1.md}).
 */
@NullMarked
package com.patientory.ehr;

import org.jspecify.annotations.NullMarked;
