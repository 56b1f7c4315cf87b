/** What the hospital holds: the archive of synthetic people, and the reports and the scan made from it on the spot. */
@NullMarked
package com.patientory.examples.fhirserver.internal.content;

import org.jspecify.annotations.NullMarked;
