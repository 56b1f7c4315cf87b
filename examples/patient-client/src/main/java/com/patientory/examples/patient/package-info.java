/**
 * The patient's device: keys from twelve words alone, transactions that are reviewed before they are signed, records
 * found on the chain, fetched, opened and shared. Start with {@link com.patientory.examples.patient.PatientDevice}.
 */
@NullMarked
package com.patientory.examples.patient;

import org.jspecify.annotations.NullMarked;
