/**
 * The single file, ptoy-v1: where envelope and body lie in it, and how its envelope is changed so that a process which is
 * killed meanwhile leaves a file that opens. {@link com.patientory.crypto.internal.ptoy.PtoyHeader} reads and changes; what
 * an envelope means is not its concern, nor is the body.
 */
@NullMarked
package com.patientory.crypto.internal.ptoy;

import org.jspecify.annotations.NullMarked;
