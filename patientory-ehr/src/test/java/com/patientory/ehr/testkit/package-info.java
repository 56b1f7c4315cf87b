/**
 * For those who write a connector or a sink: {@code EhrConnectorContract} is the suite that a connector must pass,
 * {@code EhrSimulator} a FHIR R4 server whose faults are switched on one by one, {@code InMemorySink} a sink to look
 * into. Only the contract needs JUnit.
 */
@NullMarked
package com.patientory.ehr.testkit;

import org.jspecify.annotations.NullMarked;
