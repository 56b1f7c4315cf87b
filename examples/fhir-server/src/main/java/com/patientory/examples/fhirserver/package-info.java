/**
 * A hospital's record system in one process: HAPI FHIR R4 over embedded Jetty, loaded with eight synthetic people.
 *
 * <p>{@link com.patientory.examples.fhirserver.FhirServer#start FhirServer.start} gives a running server on a free port;
 * {@link com.patientory.examples.fhirserver.FhirServer#documents documents} tells what it holds, straight from the
 * source and past HTTP, so that whoever fetched a record can compare every byte. Everything stays in memory, small:
 * documents are held compressed and the large imaging file is computed while it is sent. Each kind of document carries
 * one of the {@link com.patientory.examples.fhirserver.Markers markers}, for hunting plaintext where none may be.
 *
 * <p>All people are made up (see the README beside the population's script). No type here prints who they are.
 */
@NullMarked
package com.patientory.examples.fhirserver;

import org.jspecify.annotations.NullMarked;
