/**
 * The whole mission once, on real parts, in one process: an EHR, a chain, a storage cluster, a hospital node, a
 * patient's device and a doctor. {@link com.patientory.examples.demo.Demo} is the program; each chapter is a method of
 * {@link com.patientory.examples.demo.Story}.
 */
@NullMarked
package com.patientory.examples.demo;

import org.jspecify.annotations.NullMarked;
