/**
 * A hospital's node, composed from the four jars: {@link com.patientory.examples.hospital.VaultSink} takes records from
 * the sync engine, seals them for the patient while they download, stores them and writes them into his vault; {@link
 * com.patientory.examples.hospital.ClinicianDesk} hands a sealed record to a clinician whom the patient lets, and logs
 * it on the chain. The node keeps no key that opens a record.
 */
@NullMarked
package com.patientory.examples.hospital;

import org.jspecify.annotations.NullMarked;
