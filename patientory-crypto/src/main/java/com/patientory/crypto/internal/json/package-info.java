/**
 * Strict JSON: bounded in bytes, depth and string length, no duplicate members, no trailing text, no floats, no null;
 * written canonically (RFC 8785). {@link com.patientory.crypto.internal.json.JsonObject} is the only type to know.
 */
@NullMarked
package com.patientory.crypto.internal.json;

import org.jspecify.annotations.NullMarked;
