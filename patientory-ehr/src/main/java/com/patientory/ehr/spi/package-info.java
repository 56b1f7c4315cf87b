/**
 * What a connector to a record system implements, and the values that pass through it.
 *
 * <p>{@link com.patientory.ehr.spi.EhrConnector} finds a patient, lists the changes of his documents page by page and
 * opens one document as a stream. Everything blocks, everything is pulled by the caller, and an interrupt ends it.
 * Values that describe a person print as {@code ***}; exceptions carry codes and numbers, never a body, an identifier
 * or an address with one in it. A vendor checks his own connector with {@code EhrConnectorContract} of the testkit jar.
 */
@NullMarked
package com.patientory.ehr.spi;

import org.jspecify.annotations.NullMarked;
