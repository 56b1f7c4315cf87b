/**
 * The exchange between Java and the JavaScript beside this project: each writes records, envelopes and keys, whole and
 * damaged, and the other one reads them, in Node and in a headless Chromium.
 *
 * <p>{@link com.patientory.examples.webreader.ExchangeTest ExchangeTest} compares; {@link
 * com.patientory.examples.webreader.PageTest PageTest} uses the page as a person does.
 */
@NullMarked
package com.patientory.examples.webreader;

import org.jspecify.annotations.NullMarked;
