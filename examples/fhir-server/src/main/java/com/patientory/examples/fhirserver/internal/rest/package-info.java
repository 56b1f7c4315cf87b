/** The FHIR interface: HAPI's resource providers over the records, and the two filters that stand before them. */
@NullMarked
package com.patientory.examples.fhirserver.internal.rest;

import org.jspecify.annotations.NullMarked;
