/**
 * The connector for HL7 FHIR R4 (4.0.1) REST servers: {@link com.patientory.ehr.fhir.FhirR4Connector}.
 *
 * <p>It searches {@code Patient}, lists {@code DocumentReference} and reads {@code Binary} with the JDK's HTTP client
 * and a bounded JSON reader. It never follows a redirect, sends requests and tokens to the site's own origin only, and
 * never believes a page that it has not read to its end. What a site says about a patient is compared again here.
 */
@NullMarked
package com.patientory.ehr.fhir;

import org.jspecify.annotations.NullMarked;
